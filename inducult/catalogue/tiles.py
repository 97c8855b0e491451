"""Vector tiles of a result: counted groups, single places, and piles of places on one point.

A tile is cut into cells. Each place is in exactly one cell of one tile of a zoom, and tiles have no
margin, so the counts of all tiles of a zoom add up to the places that have a position. From
`SINGLES` on every point stands for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

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


def features(
    columns: Columns, asked: Asked, tile: tuple[int, int, int], *, language: str
) -> pa.Table | None:
    """The features of a tile (zoom, column, row); `px` and `py` are its units. None: empty."""
    cells = _cells(columns, asked, *tile)
    if not len(cells.starts):
        return None
    groups = _groups(columns, cells, tile[0])
    single = np.flatnonzero(cells.sizes == 1)
    places = _places(columns, cells.numbers(cells.starts[single]), language)
    return pa.table(groups | {name: _at(single, v, len(cells.sizes)) for name, v in places.items()})


def _cells(columns: Columns, asked: Asked, zoom: int, column: int, row: int) -> Cells:
    codes = columns["morton"]
    bounds = np.array(tile_range(zoom, column, row), dtype=np.uint64)
    first, after = np.searchsorted(codes, bounds)
    rows = judge(columns, asked, slice(int(first), int(after))).passing()
    shift = 0 if zoom >= SINGLES else 2 * (BITS - zoom - CELL_BITS)
    cell = codes[rows] >> np.uint64(shift)
    starts = np.flatnonzero(np.concatenate([[True], cell[1:] != cell[:-1]])[: len(cell)])
    return Cells(rows, starts, np.diff(starts, append=len(cell)))


def _groups(columns: Columns, cells: Cells, zoom: int) -> dict[str, Any]:
    """What every feature has: where it is, how many places, and of which time."""
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
        "px": _pixel(columns["x"][rows], cells, zoom),
        "py": _pixel(columns["y"][rows], cells, zoom),
        "count": cells.sizes.astype(np.int32),
        **_times(columns, cells),
        **bounds,
        "stack": pa.array(one_point & (cells.sizes > 1)),
        "rough": _rough(columns, cells),
    }


def _rough(columns: Columns, cells: Cells) -> Numbers:
    """How many places of each group have a position that is not their own."""
    sets = columns.sets["precision"]
    is_rough = np.zeros(sets.size, dtype=np.int32)
    is_rough[sets.holding(ROUGH)] = 1
    rough: Numbers = np.add.reduceat(
        np.take(is_rough, columns["precision"][cells.rows]), cells.starts
    )
    return rough


def _pixel(units: Numbers, cells: Cells, zoom: int) -> Numbers:
    """Where the middle of each group falls in the tile, in its units."""
    middle = np.add.reduceat(units, cells.starts, dtype=np.int64) // cells.sizes
    pixel: Numbers = (middle >> (DEEPEST - zoom)) & ((1 << EXTENT_BITS) - 1)
    return pixel


def _times(columns: Columns, cells: Cells) -> dict[str, Numbers]:
    """How many places of each group tell of the past, the present and the future."""
    sets = columns.sets["time"]
    group = np.repeat(np.arange(len(cells.sizes)), cells.sizes)
    per_set = np.bincount(
        group * sets.size + columns["time"][cells.rows], minlength=len(cells.sizes) * sets.size
    ).reshape(-1, sets.size)
    return {time: per_set[:, sets.holding([time])].sum(axis=1).astype(np.int32) for time in TIMES}


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


def _at(places: Numbers, values: list[Any], size: int) -> pa.Array:
    """Texts at their places in a column, nothing elsewhere."""
    column = np.full(size, None, dtype=object)
    column[places] = values
    return pa.array(column, pa.string())
