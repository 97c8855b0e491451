"""The rows of a collection as columns that filters look at.

A column of texts that repeat, or of sets of values, keeps each different one once (`Dictionary`);
a filter looks at those and then at numbers. Null means "not known".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Numbers = NDArray[Any]
Properties = dict[str, Any]
BETWEEN: Final = "|"  # stands between the values of a set; no code holds it


class Kind(StrEnum):
    """What a property is made of."""

    TEXT = "text"
    SET = "set"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"


ARROW: Final[Mapping[Kind, pa.DataType]] = {
    Kind.TEXT: pa.dictionary(pa.int32(), pa.string()),
    Kind.SET: pa.dictionary(pa.int32(), pa.string()),
    Kind.INTEGER: pa.int32(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.DATE: pa.date32(),
}


@dataclass(frozen=True)
class Field:
    """A property that can be asked for; `title` is translated when shown."""

    name: str
    kind: Kind
    title: Any = ""
    codes: Sequence[str] = ()  # the values that are possible, where they are few


@dataclass(frozen=True)
class Spans:
    """Stretches of time of rows, in days since 1970: a row may have none, one or several."""

    row: Numbers = field(default_factory=lambda: np.empty(0, np.int32))
    first: Numbers = field(default_factory=lambda: np.empty(0, np.int32))
    last: Numbers = field(default_factory=lambda: np.empty(0, np.int32))


@dataclass
class Table:
    """The rows of a collection. Read-only once it is made, hence safe between threads.

    `lon` and `lat` are degrees, nan where unknown; `shapes` stand beside them where the features
    are more than points. `read` gives the features of some rows as GeoJSON texts in WGS 84.
    """

    fields: Mapping[str, Field]
    columns: pa.RecordBatch
    read: Callable[[Numbers], list[bytes]]
    spans: Spans = field(default_factory=Spans)
    shapes: NDArray[np.object_] | None = None
    visible: Flags | None = None  # rows that anybody may be shown; None: all

    def __len__(self) -> int:
        return int(self.columns.num_rows)

    def column(self, name: str) -> pa.Array:
        """The values of a property, as `ARROW` keeps its kind."""
        return self.columns[name]

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """West, south, east and north of every row: four columns, nan without a position."""
        if self.shapes is not None:
            return np.asarray(shapely.bounds(self.shapes).T)
        lon, lat = (self.columns[name].to_numpy(zero_copy_only=False) for name in ("lon", "lat"))
        return np.array([lon, lat, lon, lat])

    @cached_property
    def located(self) -> Flags:
        known: Flags = ~np.isnan(self.bounds[0])
        return known

    @cached_property
    def shown(self) -> Flags:
        """The rows from which every question starts."""
        return np.ones(len(self), dtype=bool) if self.visible is None else self.visible

    @cached_property
    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of everything; None if nothing has a position."""
        rows = self.located & self.shown
        if not rows.any():
            return None
        west, south, east, north = self.bounds[:, rows]
        sides = (west.min(), south.min(), east.max(), north.max())
        return tuple(map(float, sides))  # type: ignore[return-value]

    def geometries(self, rows: Numbers) -> NDArray[np.object_]:
        """The geometries of some rows, in degrees."""
        if self.shapes is not None:
            return self.shapes[rows]
        return np.asarray(shapely.points(self.bounds[0][rows], self.bounds[1][rows]))

    def number_of(self, identifier: str) -> int | None:
        """The row of a feature."""
        found = int(pc.index(self.columns["id"], identifier).as_py())
        return found if found >= 0 and self.shown[found] else None


def without(table: Table, identifiers: Collection[str], name: str) -> Table:
    """The table without the rows that have one of the identifiers in a column."""
    if not identifiers:
        return table
    column = table.column(name)
    gone = pc.is_in(column, pa.array(sorted(identifiers), pa.string()))
    return replace(table, visible=~gone.to_numpy(zero_copy_only=False))


def columns_of(fields: Iterable[Field], rows: Sequence[Properties]) -> pa.RecordBatch:
    """Columns from the properties of features; `id`, `lon` and `lat` come with every row."""
    made = {field.name: _column(field.kind, [row[field.name] for row in rows]) for field in fields}
    made["id"] = pa.array([row["id"] for row in rows], pa.string())
    for name in ("lon", "lat"):
        made[name] = pa.array([row[name] for row in rows], pa.float64()).fill_null(np.nan)
    return pa.record_batch(made)


def _column(kind: Kind, values: list[Any]) -> pa.Array:
    if kind is Kind.SET:
        return pa.array([BETWEEN.join(v) for v in values], pa.string()).dictionary_encode()
    if kind is Kind.TEXT:
        return pa.array([v or None for v in values], pa.string()).dictionary_encode()
    if kind is Kind.DATE:
        days = np.array([v or "NaT" for v in values], "datetime64[D]")
        return pa.array(days, pa.date32(), from_pandas=True)
    return pa.array(values, ARROW[kind])
