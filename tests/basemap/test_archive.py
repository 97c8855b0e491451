from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basemap.archive import FIRST_READ, HEADER, Extent, Tile, read_tiles, write_archive

EXTENT = Extent((0, 9), (-12, 34, 35, 62), (13, 49, 4))
STEPS = st.lists(st.tuples(st.integers(1, 2**40), st.integers(1, 300), st.binary(max_size=9)))


def _tiles(steps: list[tuple[int, int, bytes]]) -> list[Tile]:
    number, tiles = 0, []
    for step, run, content in steps:
        number += step
        tiles.append(Tile(number, run, content))
        number += run
    return tiles


def _there_and_back(tiles: list[Tile]) -> list[Tile]:
    with TemporaryDirectory() as folder:
        file = Path(folder, "archive.pmtiles")
        write_archive(file, tiles, {}, EXTENT)
        return list(read_tiles(file))


@settings(deadline=None)
@given(STEPS)
def test_what_was_written_is_read_again(steps: list[tuple[int, int, bytes]]) -> None:
    assert _there_and_back(_tiles(steps)) == _tiles(steps)


def test_directories_of_many_tiles_leave_the_root_small_enough_for_one_read(tmp_path: Path) -> None:
    tiles = [Tile(number * 7919, 1, str(number % 997).encode()) for number in range(30_000)]
    file = tmp_path / "archive.pmtiles"
    write_archive(file, tiles, {}, EXTENT)
    root, root_length = HEADER.unpack_from(file.read_bytes())[2:4]
    assert root + root_length <= FIRST_READ
    assert list(read_tiles(file)) == tiles


def test_equal_contents_are_stored_once(tmp_path: Path) -> None:
    file = tmp_path / "archive.pmtiles"
    write_archive(file, [Tile(number, 1, b"sea" * 99) for number in (1, 5, 9)], {}, EXTENT)
    assert file.read_bytes().count(b"sea" * 99) == 1


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "picture.pmtiles"
    file.write_bytes(b"GIF89a" + bytes(200))
    with pytest.raises(ValueError, match="is no PMTiles archive of version 3"):
        list(read_tiles(file))
