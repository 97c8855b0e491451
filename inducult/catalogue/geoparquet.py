"""The GeoParquet of an edition: what people take away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from inducult.catalogue.facets import BETWEEN
from inducult.catalogue.schema import INNER, LISTS, geo_metadata
from inducult.catalogue.shelf import Shelf

FILE: Final = "places.parquet"
ROWS: Final = 10_000  # rows of a group: a reader of one town takes one group
BOX: Final = ("xmin", "ymin", "xmax", "ymax")


def write_places(rows: pa.Table, folder: Path, order: NDArray[np.int64]) -> None:
    """Writes rows that are in order; `order` gives the line of each one's record on the shelf."""
    shelf = Shelf(folder / "index")
    columns = _columns(rows)
    schema = columns.schema.append(pa.field("record", pa.string())).with_metadata(
        geo_metadata(_extent(rows))
    )
    with pq.ParquetWriter(
        folder / FILE, schema, compression="zstd", compression_level=1, write_statistics=True
    ) as writer:
        for group, lines in _groups(columns, order):
            records = pa.array([shelf.read(line) for line in lines], pa.binary()).cast(pa.string())
            writer.write_table(group.append_column("record", records).cast(schema))


def _groups(columns: pa.Table, order: NDArray[np.int64]) -> Iterator[tuple[pa.Table, list[int]]]:
    for start in range(0, len(order), ROWS):
        yield columns.slice(start, ROWS), order[start : start + ROWS].tolist()


def _columns(rows: pa.Table) -> pa.Table:
    """The columns for people: lists instead of joined sets, spans of years, a geometry."""
    kept = {name: rows[name] for name in rows.column_names if name not in INNER}
    for name, many in LISTS.items():
        kept.pop(name)
        kept[many] = _list(rows[name])
    lon, lat = rows["lon"].to_numpy(), rows["lat"].to_numpy()
    known = np.isfinite(lon)
    kept["geometry"] = pa.array(shapely.to_wkb(_points(lon, lat, known)), pa.binary())
    sides = [pa.array(side, mask=~known) for side in (lon, lat, lon, lat)]
    kept["bbox"] = pa.StructArray.from_arrays(sides, BOX, mask=pa.array(~known))
    return pa.table(kept)


def _list(joined: pa.ChunkedArray) -> pa.ChunkedArray:
    """Values of a set as a list; an empty set is an empty list."""
    parts = pc.split_pattern(joined, BETWEEN)
    empty = pa.scalar([], type=parts.type)
    return pc.if_else(pc.equal(joined, ""), empty, parts)


def _points(
    lon: NDArray[np.float64], lat: NDArray[np.float64], known: NDArray[np.bool_]
) -> NDArray[np.object_]:
    points: NDArray[np.object_] = np.full(len(lon), None, dtype=object)
    points[known] = shapely.points(lon[known], lat[known])
    return points


def _extent(rows: pa.Table) -> tuple[float, float, float, float] | None:
    lon, lat = (pc.min_max(rows[name]).as_py() for name in ("lon", "lat"))
    if lon["min"] is None:
        return None
    return lon["min"], lat["min"], lon["max"], lat["max"]
