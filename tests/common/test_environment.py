"""Settings fail loudly on nonsense."""

from __future__ import annotations

from pathlib import Path

import pytest

from inducult.common.environment import (
    BadSetting,
    env_bool,
    env_int,
    env_list,
    env_path,
    env_str,
)


@pytest.mark.parametrize(("text", "value"), [("1", True), ("on", True), ("No", False), ("", True)])
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("ASKED", text)
    assert env_bool("ASKED", True) is value


def test_neither_yes_nor_no_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKED", "perhaps")
    with pytest.raises(BadSetting, match="ASKED='perhaps' is neither yes nor no; write 1 or 0"):
        env_bool("ASKED", True)


@pytest.mark.parametrize(("text", "says"), [("many", "not a whole number"), ("3", "too small")])
def test_a_number_that_will_not_do_is_said(
    monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    monkeypatch.setenv("ASKED", text)
    with pytest.raises(BadSetting, match=says):
        env_int("ASKED", 10, least=5)


def test_lists_paths_and_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASKED", f" {tmp_path} ")
    assert env_list("ASKED", []) == [str(tmp_path)]
    assert env_str("ASKED") == f" {tmp_path} "
    monkeypatch.setenv("ASKED", str(tmp_path))
    assert env_path("ASKED", Path("/nowhere")) == tmp_path
    monkeypatch.delenv("ASKED")
    assert (env_list("ASKED", ["a"]), env_path("ASKED", tmp_path)) == (["a"], tmp_path)
