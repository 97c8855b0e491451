"""The command line says what it does and stops with a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inducult.config import cli, server


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["inducult", *arguments])
    cli.main()


@pytest.mark.parametrize("asked", [[], ["--help"], ["help"]])
def test_help_lists_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    run(monkeypatch, *asked)
    said = capsys.readouterr().out
    assert all(f"  {name} " in said and does in said for name, does in cli.COMMANDS.items())


def test_an_unknown_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match="there is no command 'pubish'"):
        run(monkeypatch, "pubish")


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command(name, "--help")
    assert len(capsys.readouterr().out) > 200


def test_without_browser_files_the_program_says_make_wheel(settings: Any, tmp_path: Path) -> None:
    settings.PACKAGE = tmp_path
    assert "`make wheel`" in (server.vendor_is_missing() or "")
    for command in ("serve", "demo"):
        with pytest.raises(CommandError, match="make wheel"):
            call_command(command)


def test_the_server_starts_its_worker_as_a_module() -> None:
    command = [sys.executable, "-m", cli.__name__, "worker", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "--beside" in told
