"""What the read engine keeps in memory of an edition: small columns in the order of the map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from inducult.catalogue import grid
from inducult.catalogue.facets import FACETS
from inducult.common.folding import fold

COLUMNS: Final = "columns.parquet"
SETS: Final = "sets.json"
MICRO: Final = 1_000_000  # positions are kept to a millionth of a degree (11 cm)
KEPT: Final = ("id", "slug", "name", "names", "municipality", "main_type", "weight")
# Sets that are no facets: all that decides about opening, and the languages of the summaries.
HOURS: Final = (
    "opening_hours",
    "country",
    "nuts3",
    "visit",
    "reachable",
    "hours_valid_from",
    "hours_valid_to",
)
INNER_SETS: Final = ("summary_languages", "precision")


def write_columns(rows: pa.Table, index: Path, order: NDArray[np.int64]) -> None:
    """Writes the columns of rows that are in order."""
    sets: dict[str, list[str]] = {}
    columns: dict[str, Any] = {name: rows[name] for name in KEPT}
    for name in (*FACETS, *INNER_SETS):
        columns[name], sets[name] = _numbered(rows[name])
    columns["hours"], sets["hours"] = _numbered(_hours(rows))
    columns["has_hours"] = pc.not_equal(rows["opening_hours"], "")
    columns |= {name: rows[name] for name in ("hours_checked",)}
    columns |= {name: rows[name] for name in ("first_years", "last_years")}
    columns["sort_name"] = pa.array([fold(name) for name in rows["name"].to_pylist()])
    columns |= _positions(rows)
    columns["line"] = pa.array(order.astype(np.uint32))
    columns["row"] = pa.array(np.arange(len(order), dtype=np.uint32))
    pq.write_table(pa.table(columns), index / COLUMNS, compression="zstd", compression_level=1)
    (index / SETS).write_text(json.dumps(sets, ensure_ascii=False), encoding="utf-8")


def _numbered(column: pa.ChunkedArray) -> tuple[pa.Array, list[str]]:
    """Numbers of the distinct texts of a column, and the texts in that order."""
    coded = column.combine_chunks().dictionary_encode()
    return coded.indices.cast(pa.int32()), coded.dictionary.to_pylist()


def _hours(rows: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(*(rows[name] for name in HOURS), "\x1f")


def _positions(rows: pa.Table) -> dict[str, pa.Array]:
    """Positions in millionths of a degree and in grid units, and the Morton number."""
    lon, lat = rows["lon"].to_numpy(), rows["lat"].to_numpy()
    known = np.isfinite(lon)
    x, y = (np.zeros(len(lon), dtype=np.int64) for _ in range(2))
    x[known], y[known] = grid.units(lon[known], lat[known])
    codes = np.where(known, grid.morton(x, y), grid.NOWHERE)
    found = {
        "lon_micro": np.round(np.where(known, lon, 0) * MICRO).astype(np.int32),
        "lat_micro": np.round(np.where(known, lat, 0) * MICRO).astype(np.int32),
        "x": x.astype(np.int32),
        "y": y.astype(np.int32),
    }
    return {
        **{name: pa.array(numbers, mask=~known) for name, numbers in found.items()},
        "morton": pa.array(codes),
    }
