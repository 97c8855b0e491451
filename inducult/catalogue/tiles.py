"""Vector tiles of a result: counted groups, single places, and piles of places on one point.

A tile is cut into cells. Each place is in exactly one cell of one tile of a zoom, and tiles have no
margin, so the counts of all tiles of a zoom add up to the places that have a position. From
`SINGLES` on every point stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue import mvt
from inducult.catalogue.columns import MICRO, Columns
from inducult.catalogue.counting import Rows
from inducult.catalogue.filters import TIMES
from inducult.catalogue.grid import BITS, tile_range
from inducult.catalogue.judging import Asked, judge
from inducult.common.languages import best

EXTENT_BITS: Final = 12  # a tile is 4096 units wide, as is usual in vector tiles
CELL_BITS: Final = 3  # 8 cells along the side of a tile: symbols of 48 pixels rarely overlap
ROUGH: Final = ("approximate", "municipality")  # positions that are drawn as a ring
SINGLES: Final = 12  # zoom from which places are no longer grouped
DEEPEST: Final = BITS - EXTENT_BITS

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Cells:
    """The rows of a tile in groups: where each group starts among them, and its size.

    Without a filter the rows are a slice, and their columns are looked at without a copy.
    """

    rows: Rows
    starts: Numbers
    sizes: Numbers

    def numbers(self, places: Numbers) -> Numbers:
        """The numbers of the rows at some places."""
        return places + self.rows.start if isinstance(self.rows, slice) else self.rows[places]


def exists(zoom: int, column: int, row: int) -> bool:
    """Whether there is such a tile at all."""
    return 0 <= zoom <= DEEPEST and 0 <= column < 1 << zoom and 0 <= row < 1 << zoom


def write(columns: Columns, asked: Asked, tile: tuple[int, int, int], *, language: str) -> bytes:
    """A tile (zoom, column, row) with its layer `places`; no bytes where there is nothing."""
    cells = _cells(columns, asked, *tile)
    if not len(cells.starts):
        return b""
    x, y = (_pixel(columns[side][cells.rows], cells, tile[0]) for side in ("x", "y"))
    single = np.flatnonzero(cells.sizes == 1)
    places = _places(columns, cells.numbers(cells.starts[single]), language)
    texts = {name: _at(single, v, len(cells.sizes)) for name, v in places.items()}
    return mvt.write("places", x, y, _groups(columns, cells) | texts)


def _cells(columns: Columns, asked: Asked, zoom: int, column: int, row: int) -> Cells:
    codes = columns["morton"]
    bounds = np.array(tile_range(zoom, column, row), dtype=np.uint64)
    first, after = np.searchsorted(codes, bounds)
    rows = judge(columns, asked, slice(int(first), int(after))).passing()
    shift = 0 if zoom >= SINGLES else 2 * (BITS - zoom - CELL_BITS)
    cell = codes[rows] >> np.uint64(shift)
    starts = np.flatnonzero(np.concatenate([[True], cell[1:] != cell[:-1]])[: len(cell)])
    return Cells(rows, starts, np.diff(starts, append=len(cell)))


def _groups(columns: Columns, cells: Cells) -> dict[str, mvt.Column]:
    """What every feature has: how many places, of which time, and how far they reach."""
    rows, starts = cells.rows, cells.starts
    lon, lat = columns["lon"][rows], columns["lat"][rows]
    bounds = {
        "west": np.minimum.reduceat(lon, starts) / MICRO,
        "south": np.minimum.reduceat(lat, starts) / MICRO,
        "east": np.maximum.reduceat(lon, starts) / MICRO,
        "north": np.maximum.reduceat(lat, starts) / MICRO,
    }
    one_point = (bounds["west"] == bounds["east"]) & (bounds["south"] == bounds["north"])
    return {
        "count": cells.sizes.astype(np.int32),
        **_times(columns, cells),
        **bounds,
        "stack": one_point & (cells.sizes > 1),
        "rough": _holding(columns, cells, "precision", ROUGH),
    }


def _holding(columns: Columns, cells: Cells, name: str, values: Iterable[str]) -> Numbers:
    """How many places of each group have any of the values of a facet."""
    holds = columns.sets[name].flags(tuple(values))
    counts: Numbers = np.add.reduceat(
        np.take(holds, columns[name][cells.rows]), cells.starts, dtype=np.int32
    )
    return counts


def _pixel(units: Numbers, cells: Cells, zoom: int) -> Numbers:
    """Where the middle of each group falls in the tile, in its units."""
    middle = np.add.reduceat(units, cells.starts, dtype=np.int64) // cells.sizes
    pixel: Numbers = (middle >> (DEEPEST - zoom)) & ((1 << EXTENT_BITS) - 1)
    return pixel


def _times(columns: Columns, cells: Cells) -> dict[str, mvt.Column]:
    """How many places of each group tell of the past, the present and the future."""
    return {time: _holding(columns, cells, "time", [time]) for time in TIMES}


def _places(columns: Columns, rows: Numbers, language: str) -> dict[str, list[Any]]:
    """What only a single place has."""
    types = columns.texts("main_type", rows)
    names = zip(columns.texts("names", rows), columns.texts("slug", rows), strict=True)
    said = ((best(dict(several), language), slug) for several, slug in names)
    return {
        "id": columns.texts("id", rows),
        "slug": columns.texts("slug", rows),
        "name": [name.text if name else slug for name, slug in said],
        "theme": [code.partition(".")[0] for code in types],
        "type": types,
        "tenses": [",".join(columns.sets["time"].members(n)) for n in columns["time"][rows]],
        "precision": [
            "".join(columns.sets["precision"].members(n)) for n in columns["precision"][rows]
        ],
    }


def _at(places: Numbers, values: list[Any], size: int) -> list[str | None]:
    """Texts at their places in a column, nothing elsewhere."""
    column: list[str | None] = [None] * size
    for place, value in zip(places.tolist(), values, strict=True):
        column[place] = value
    return column
