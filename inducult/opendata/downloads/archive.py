"""PMTiles: the map of a result in one file, tiles as the product draws them.

Source: PMTiles version 3 (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md): a header of 127
bytes, a root directory, metadata, leaf directories, tiles in the order of their numbers.
"""

from __future__ import annotations

import gzip
import json
import shutil
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inducult.opendata.downloads.taking import Taking

DEEPEST: Final = 12  # zoom from which every point stands for itself
DEEPEST_OF_MANY: Final = 9
MANY: Final = 50_000  # places from which the deep tiles would be a day's work
ROOT_SPACE: Final = 16_257  # bytes of a compressed root directory: with the header, one read
LEAF: Final = 4_096  # entries
GZIP, MVT = 2, 1
LANGUAGE: Final = "en"

Tile = tuple[int, int, int]


@dataclass(frozen=True)
class Entry:
    """A tile, or a leaf where `run` is 0."""

    tile: int
    offset: int
    length: int
    run: int = 1


def write_pmtiles(taking: Taking, file: Path) -> None:
    """Tiles of zoom 0 to 12; to 9 for more than 50,000 places."""
    lon, lat = taking.points
    deepest = DEEPEST if len(lon) <= MANY else DEEPEST_OF_MANY
    flags = taking.edition.flags(taking.selection)  # asked once, not for every tile
    with TemporaryFile(dir=file.parent) as tiles:
        entries, offset = [], 0
        for number, tile in _tiles(lon, lat, deepest):
            content = taking.edition.tile_of(flags, *tile, language=LANGUAGE)
            if content:
                packed = gzip.compress(content, 6, mtime=0)
                entries.append(Entry(number, offset, len(packed)))
                tiles.write(packed)
                offset += len(packed)
        tiles.seek(0)
        with file.open("wb") as out:
            out.write(_front(taking, entries, offset, deepest, lon, lat))
            shutil.copyfileobj(tiles, out)


def _tiles(
    lon: NDArray[np.float64], lat: NDArray[np.float64], deepest: int
) -> Iterator[tuple[int, Tile]]:
    """The tiles that hold places, in the order of their numbers."""
    x = (lon + 180) / 360
    y = (1 - np.arcsinh(np.tan(np.radians(np.clip(lat, -85.05112878, 85.05112878)))) / np.pi) / 2
    for zoom in range(deepest + 1):
        across = 1 << zoom
        columns, rows = (np.clip((side * across).astype(int), 0, across - 1) for side in (x, y))
        found = {divmod(int(key), across) for key in np.unique(columns * across + rows)}
        numbered = sorted((number_of(zoom, *cell), (zoom, *cell)) for cell in found)
        yield from numbered


def number_of(zoom: int, column: int, row: int) -> int:
    """The number of a tile: tiles of all smaller zooms, then its place on the Hilbert curve."""
    number, side = ((1 << 2 * zoom) - 1) // 3, (1 << zoom) >> 1
    x, y = column, row
    while side:
        right, down = int(bool(x & side)), int(bool(y & side))
        number += side * side * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        side >>= 1
    return number


def _front(  # noqa: PLR0913, PLR0917 -- what a header tells
    taking: Taking,
    entries: Sequence[Entry],
    size: int,
    deepest: int,
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
) -> bytes:
    """Everything before the tiles."""
    root, leaves = _directories(entries)
    metadata = gzip.compress(json.dumps(_metadata(taking, deepest)).encode(), 6, mtime=0)
    start = 127
    places = (start, len(root), start + len(root), len(metadata))
    leaf_at = start + len(root) + len(metadata)
    counts = (len(entries),) * 3
    box = [round(1e7 * float(side)) for side in _box(lon, lat)]
    middle = [(box[0] + box[2]) // 2, (box[1] + box[3]) // 2]
    head = struct.pack(
        "<7sB11QBBBBBB4iB2i",
        b"PMTiles",
        3,
        *places,
        leaf_at,
        len(leaves),
        leaf_at + len(leaves),
        size,
        *counts,
        1,  # clustered: in the order of their numbers
        GZIP,
        GZIP,
        MVT,
        0,
        deepest,
        *box,
        4,
        *middle,
    )
    return head + root + metadata + leaves


def _box(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> tuple[float, float, float, float]:
    if not len(lon):
        return -180.0, -85.0, 180.0, 85.0
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def _metadata(taking: Taking, deepest: int) -> dict[str, object]:
    about = taking.about
    layer = {"id": "places", "minzoom": 0, "maxzoom": deepest, "fields": dict(FIELDS)}
    return {
        "name": about["title"],
        "description": f"{about['description']}{taking.left_out}",
        "version": about["edition"],
        "attribution": about["attribution"],
        "licence": about["licence"],
        "type": "overlay",
        "vector_layers": [layer],
    }


FIELDS: Final = (
    *((name, "Number") for name in ("count", "past", "present", "future")),
    *((name, "String") for name in ("id", "slug", "name", "theme", "type", "precision")),
)


def _directories(entries: Sequence[Entry]) -> tuple[bytes, bytes]:
    """The root and the leaves; no leaves where the root has room for all."""
    root = _directory(entries)
    if len(root) <= ROOT_SPACE:
        return root, b""
    size = LEAF
    while True:
        parts = [entries[first : first + size] for first in range(0, len(entries), size)]
        leaves = [_directory(part) for part in parts]
        offsets = np.cumsum([0, *map(len, leaves)]).tolist()
        root = _directory(
            [
                Entry(part[0].tile, at, len(leaf), 0)
                for part, leaf, at in zip(parts, leaves, offsets[:-1], strict=True)
            ]
        )
        if len(root) <= ROOT_SPACE:
            return root, b"".join(leaves)
        size *= 2


def _directory(entries: Sequence[Entry]) -> bytes:
    """Columns of variable-length numbers: tiles as differences, runs, lengths, offsets plus one."""
    tiles = np.diff([0, *(entry.tile for entry in entries)]).tolist()
    columns = [
        [len(entries)],
        tiles,
        [entry.run for entry in entries],
        [entry.length for entry in entries],
        [entry.offset + 1 for entry in entries],
    ]
    packed = b"".join(_varint(number) for column in columns for number in column)
    return gzip.compress(packed, 6, mtime=0)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)
