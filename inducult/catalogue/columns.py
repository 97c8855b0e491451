"""The columns of an edition that questions look at: small numbers in the order of the map.

They lie uncompressed on disk and are mapped into memory, so that an edition opens at once and all
processes of a machine share one copy. Why not tables of DuckDB: docs/decisions/0006-edition.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from inducult.catalogue import grid
from inducult.catalogue.facets import FACETS, Sets
from inducult.catalogue.naming import name_ranks
from inducult.catalogue.schema import CODE
from inducult.common.languages import CODES

FILE: Final = "columns.arrow"
SETS: Final = "sets.json"
MICRO: Final = 1_000_000  # positions are kept to a millionth of a degree (11 cm)
NOWHERE: Final = np.int32(-(1 << 31))  # stands for a missing position
NEVER: Final = (np.int16(9999), np.int16(-9999))  # first and last year where nothing worked

TEXTS: Final = ("id", "slug", "name", "names", "main_type")
FLAGS: Final = ("has_hours", "hours_checked")
# Sets besides the facets, and all columns on which an answer to "open?" depends.
OTHER_SETS: Final = ("precision", "summary_languages")
HOURS: Final = (
    "opening_hours",
    "country",
    "nuts3",
    "visit",
    "reachable",
    "hours_valid_from",
    "hours_valid_to",
    "sunlit_at",
)
IN_HOURS: Final = "\x1f"
RANKS: Final = tuple(f"rank_{code}" for code in CODES)

Flags = NDArray[np.bool_]
Numbers = NDArray[Any]


class Columns:
    """The columns of an opened edition. Read-only, hence safe between threads."""

    def __init__(self, index: Path, hidden: Iterable[str] = ()) -> None:
        """`hidden` are identifiers of places that are left out."""
        with pa.memory_map(str(index / FILE)) as file:
            self._batch = pa.ipc.open_file(file).get_batch(0)
        texts: dict[str, list[str]] = json.loads((index / SETS).read_text(encoding="utf-8"))
        self.hours = [tuple(text.split(IN_HOURS)) for text in texts.pop("hours")]
        self.sets = {name: Sets(keys) for name, keys in texts.items()}
        self._numbers = {
            field.name: self._batch[field.name].to_numpy()
            for field in self._batch.schema
            if pa.types.is_integer(field.type)
        }
        for name in FLAGS:
            self._numbers[name] = self._numbers[name].view(np.bool_)
        self._spans = np.load(index / "spans.npy")
        self.visible: Flags | None = None  # which rows are not left out; None: none is
        if rows := [row for each in hidden if (row := self.row_of("id", each)) is not None]:
            self.visible = np.ones(len(self), dtype=bool)
            self.visible[rows] = False

    def __len__(self) -> int:
        return int(self._batch.num_rows)

    def __getitem__(self, name: str) -> Numbers:
        """A column of numbers; a facet's are the numbers of its sets."""
        column: Numbers = self._numbers[name]
        return column

    def texts(self, name: str, rows: Numbers) -> list[Any]:
        """The values of a column of texts in some rows; names come as (language, name) pairs."""
        values: list[Any] = self._batch[name].take(pa.array(rows)).to_pylist()
        return values

    def row_of(self, name: str, text: str) -> int | None:
        """The row with this identifier or slug; None for a place that is left out."""
        order, column = self[f"{name}_order"], self._batch[name]
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            if column[int(order[middle])].as_py() < text:
                low = middle + 1
            else:
                high = middle
        if low == len(order) or column[int(order[low])].as_py() != text:
            return None
        row = int(order[low])
        return row if self.visible is None or self.visible[row] else None

    def working_in(self, year: int, rows: slice) -> Flags:
        """Which rows worked in an industrial phase in a year."""
        inside: Flags = (self["first_year"][rows] <= year) & (self["last_year"][rows] >= year)
        here = self._spans[slice(*np.searchsorted(self._spans["row"], (rows.start, rows.stop)))]
        # Between the first and the last year there may be gaps; only places with several know.
        inside[here["row"] - rows.start] = False
        works = (here["first"] <= year) & (here["last"] >= year)
        inside[here["row"][works] - rows.start] = True
        return inside


def write_columns(rows: pa.Table, index: Path, order: NDArray[np.int64]) -> None:
    """Writes the columns of rows in an order; the number of a row is that of its record."""
    sets: dict[str, list[str]] = {}
    columns: dict[str, Any] = {name: _placed(rows[name], order) for name in TEXTS}
    for name in (*FACETS, *OTHER_SETS):
        columns[name], sets[name] = _numbered(rows[name], order)
    columns["hours"], sets["hours"] = _hours(rows, order)
    columns["has_hours"] = pc.not_equal(rows["opening_hours"].cast(pa.string()), "").to_numpy()
    columns["hours_checked"] = rows["hours_checked"].to_numpy()
    columns |= {name: columns[name][order].astype(np.uint8) for name in FLAGS}
    columns["weight"] = rows["weight"].to_numpy()[order]
    columns |= _positions(rows, order) | _years(rows, index, order)
    columns |= name_ranks(*(_placed(rows[name], order) for name in ("sort_names", "sort_name")))
    columns["line"] = order.astype(np.uint32)
    for name in ("id", "slug"):
        columns[f"{name}_order"] = pc.sort_indices(columns[name]).cast(pa.uint32())
    batch = pa.record_batch(columns)
    with pa.ipc.new_file(str(index / FILE), batch.schema) as writer:
        writer.write_batch(batch)
    (index / SETS).write_text(json.dumps(sets, ensure_ascii=False), encoding="utf-8")


def _placed(column: pa.ChunkedArray, order: NDArray[np.int64]) -> pa.Array:
    whole = column.combine_chunks().take(pa.array(order))
    return whole.cast(pa.string()) if whole.type == CODE else whole


def _numbered(
    column: pa.ChunkedArray, order: NDArray[np.int64]
) -> tuple[NDArray[np.int32], list[str]]:
    """Numbers of the distinct texts of a column, and the texts in that order."""
    codes = column.combine_chunks()
    numbers: NDArray[np.int32] = codes.indices.to_numpy()[order]
    return numbers, codes.dictionary.to_pylist()


def _hours(rows: pa.Table, order: NDArray[np.int64]) -> tuple[NDArray[np.int32], list[str]]:
    """Numbers of the distinct combinations of the columns `HOURS`, and the combinations."""
    columns = [_numbered(rows[name], order) for name in HOURS]
    combined = np.zeros(len(order), dtype=np.int64)
    for numbers, texts in columns:
        _, combined = np.unique(combined * len(texts) + numbers, return_inverse=True)
    _, first = np.unique(combined, return_index=True)
    distinct = zip(*([texts[n] for n in numbers[first]] for numbers, texts in columns), strict=True)
    return combined.astype(np.int32), [IN_HOURS.join(texts) for texts in distinct]


def _positions(rows: pa.Table, order: NDArray[np.int64]) -> dict[str, Numbers]:
    """Positions in millionths of a degree and in grid units, and the Morton number."""
    lon, lat, known = (column[order] for column in positions(rows))
    x, y = grid.units(np.where(known, lon, 0) / MICRO, np.where(known, lat, 0) / MICRO)
    return {
        "lon": np.where(known, lon, NOWHERE).astype(np.int32),
        "lat": np.where(known, lat, NOWHERE).astype(np.int32),
        "x": x.astype(np.int32),
        "y": y.astype(np.int32),
        "morton": np.where(known, grid.morton(x, y), grid.NOWHERE),
    }


def positions(rows: pa.Table) -> tuple[Numbers, Numbers, Flags]:
    """Longitude and latitude in millionths of a degree, and where they are known."""
    lon, lat = (rows[name].to_numpy() for name in ("lon", "lat"))
    known = np.isfinite(lon) & np.isfinite(lat)
    return np.round(lon * MICRO), np.round(lat * MICRO), known


def _years(rows: pa.Table, index: Path, order: NDArray[np.int64]) -> dict[str, Numbers]:
    """First and last year of each row; all spans of the rows that have several go to a file."""
    first, last = (_placed(rows[f"{end}_years"], order) for end in ("first", "last"))
    sizes = pc.list_value_length(first).to_numpy()
    row = np.repeat(np.arange(len(sizes)), sizes)
    bounds = [np.full(len(sizes), year) for year in NEVER]
    np.minimum.at(bounds[0], row, first.values.to_numpy())
    np.maximum.at(bounds[1], row, last.values.to_numpy())
    several = sizes[row] > 1
    kind = [("row", np.int32), ("first", np.int16), ("last", np.int16)]
    spans = np.empty(int(several.sum()), dtype=kind)
    spans["row"] = row[several]
    spans["first"], spans["last"] = (column.values.to_numpy()[several] for column in (first, last))
    np.save(index / "spans.npy", spans)
    return {"first_year": bounds[0], "last_year": bounds[1]}
