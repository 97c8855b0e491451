from pathlib import Path

import pytest

from basemap.build import build
from basemap.inputs import is_up_to_date


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


def _stop() -> None:
    raise Stopped


def test_a_stopped_build_leaves_the_old_basemap_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "basemap"
    out.mkdir()
    (out / "basemap.pmtiles").write_bytes(b"old")
    with pytest.raises(Stopped):
        build(out, after_step=_stop)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == {
        out / "basemap.pmtiles": b"old"
    }


def test_an_empty_folder_is_not_up_to_date(tmp_path: Path) -> None:
    assert not is_up_to_date(tmp_path)


def test_a_broken_stamp_is_not_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "basemap.json").write_text("{", "utf-8")
    assert not is_up_to_date(tmp_path)


def test_a_finished_basemap_is_up_to_date(built: Path) -> None:
    assert is_up_to_date(built)
