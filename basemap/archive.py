"""PMTiles version 3: one file with all tiles and two levels of directories.

Source: PMTiles specification 3.5. Tiles are kept as they come (compressed by the tiler).
"""

import gzip
import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

HEADER: Final = struct.Struct("<7sB11Q6B4iB2i")
MAGIC: Final = b"PMTiles"
GZIP: Final = 2
VECTOR: Final = 1
# A reader fetches this much at once: header and root directory have to fit.
FIRST_READ: Final = 16_384
LEAF: Final = 4_096


@dataclass(frozen=True)
class Tile:
    """The same content for `run` consecutive tile numbers (Hilbert order) from `number` on."""

    number: int
    run: int
    content: bytes


@dataclass(frozen=True)
class Extent:
    """Zooms, west south east north and a centre in degrees."""

    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]
    centre: tuple[float, float, int]


@dataclass(frozen=True)
class _Entry:
    number: int
    offset: int
    length: int
    run: int  # 0 leads to a leaf directory


def read_tiles(file: Path) -> Iterator[Tile]:
    """All tiles in order. Raises ValueError for what is no PMTiles archive of version 3."""
    content = file.read_bytes()
    magic, version, *numbers = HEADER.unpack_from(content)
    if (magic, version) != (MAGIC, 3):
        raise ValueError(f"{file.name} is no PMTiles archive of version 3")
    root, root_length, _, _, leaves, _, tiles = numbers[:7]
    for entry in _entries(content, leaves, content[root : root + root_length]):
        start = tiles + entry.offset
        yield Tile(entry.number, entry.run, content[start : start + entry.length])


def write_archive(
    file: Path, tiles: Iterable[Tile], metadata: dict[str, Any], extent: Extent
) -> None:
    """Writes tiles that come in order of their numbers; equal contents are stored once."""
    entries, contents = _stored(tiles)
    root, leaves = _directories(entries)
    about = gzip.compress(json.dumps(metadata, ensure_ascii=False).encode(), mtime=0)
    lengths = (len(root), len(about), len(leaves), sum(map(len, contents)))
    addressed = sum(entry.run for entry in entries)
    head = _header(lengths, (addressed, len(entries), len(contents)), extent)
    file.write_bytes(b"".join([head, root, about, leaves, *contents]))


def _stored(tiles: Iterable[Tile]) -> tuple[list[_Entry], list[bytes]]:
    entries: list[_Entry] = []
    contents: list[bytes] = []
    places: dict[bytes, int] = {}
    end = 0
    for tile in tiles:
        digest = hashlib.sha256(tile.content).digest()
        if digest not in places:
            places[digest] = end
            contents.append(tile.content)
            end += len(tile.content)
        entries.append(_Entry(tile.number, places[digest], len(tile.content), tile.run))
    return entries, contents


def _header(
    lengths: tuple[int, int, int, int], counts: tuple[int, int, int], extent: Extent
) -> bytes:
    """The four parts follow each other: root directory, metadata, leaf directories, tiles."""
    places: list[int] = []
    offset = HEADER.size
    for length in lengths:
        places += [offset, length]
        offset += length
    kinds = (1, GZIP, GZIP, VECTOR)  # clustered: the contents stand in the order of the tiles
    bounds = [round(degrees * 1e7) for degrees in extent.bounds]
    lon, lat, zoom = extent.centre
    centre = (zoom, round(lon * 1e7), round(lat * 1e7))
    return HEADER.pack(MAGIC, 3, *places, *counts, *kinds, *extent.zooms, *bounds, *centre)


def _directories(entries: Sequence[_Entry]) -> tuple[bytes, bytes]:
    """Root directory and all leaves; without leaves where the root has room for all."""
    root = _directory(entries)
    if HEADER.size + len(root) <= FIRST_READ:
        return root, b""
    pointers: list[_Entry] = []
    leaves = b""
    for start in range(0, len(entries), LEAF):
        leaf = _directory(entries[start : start + LEAF])
        pointers.append(_Entry(entries[start].number, len(leaves), len(leaf), 0))
        leaves += leaf
    return _directory(pointers), leaves


def _directory(entries: Sequence[_Entry]) -> bytes:
    numbers = [entry.number for entry in entries]
    steps = [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]
    ends = [-1, *(entry.offset + entry.length for entry in entries)]
    offsets = [
        0 if entry.offset == end else entry.offset + 1
        for entry, end in zip(entries, ends, strict=False)
    ]
    columns = [steps, [each.run for each in entries], [each.length for each in entries], offsets]
    values = [len(entries), *(value for column in columns for value in column)]
    return gzip.compress(b"".join(map(_varint, values)), mtime=0)


def _entries(content: bytes, leaves: int, directory: bytes) -> Iterator[_Entry]:
    values = _varints(gzip.decompress(directory))
    count = next(values)
    steps, runs, lengths, offsets = (list(islice(values, count)) for _ in range(4))
    number = end = 0
    for step, run, length, offset in zip(steps, runs, lengths, offsets, strict=True):
        number += step
        start = offset - 1 if offset else end
        end = start + length
        if run:
            yield _Entry(number, start, length, run)
        else:
            yield from _entries(content, leaves, content[leaves + start : leaves + end])


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _varints(content: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in content:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0
