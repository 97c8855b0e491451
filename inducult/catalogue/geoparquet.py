"""The GeoParquet of an edition: what people take away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from inducult.catalogue.facets import BETWEEN
from inducult.catalogue.schema import INNER, LISTS, SHARE_ALIKE, geo_metadata
from inducult.catalogue.shelf import Shelf

PLACES: Final = "places.parquet"
POSITIONS: Final = "positions_share_alike.parquet"
ROWS: Final = 10_000  # rows of a group: a reader of one town takes one group
BOX: Final = ("xmin", "ymin", "xmax", "ymax")
# Texts that hardly repeat: a dictionary of them, or their extremes, would only cost time.
SINGULAR: Final = ("id", "slug", "name", "website", "geometry", "record")

Numbers = NDArray[Any]


def write_places(rows: pa.Table, folder: Path, order: NDArray[np.int64]) -> None:
    """Writes rows that are in order; `order` gives the number of each one's record on the shelf.

    Positions under a share-alike licence are left out of the records; they go to a file of their
    own, so that nobody mixes them with the rest unawares.
    """
    places = rows.drop_columns([*INNER, *SHARE_ALIKE])
    columns = _with_position(_with_lists(places), rows["lon"], rows["lat"])
    schema = columns.schema.append(pa.field("record", pa.string()))
    groups = Shelf(folder / "index").groups(order, ROWS)
    with _writer(folder / PLACES, schema, rows["lon"], rows["lat"]) as writer:
        for number, texts in enumerate(groups):
            group = columns.slice(number * ROWS, ROWS)
            apart = rows["share_alike_lon"].slice(number * ROWS, ROWS)
            records = _without_share_alike(texts, pc.is_valid(apart).combine_chunks())
            writer.write_table(group.append_column("record", records))
    _write_positions(rows.filter(pc.is_valid(rows["share_alike_lon"])), folder)


def _write_positions(rows: pa.Table, folder: Path) -> None:
    """The positions that come under a share-alike licence, with what it asks to be said."""
    lon, lat = rows["share_alike_lon"], rows["share_alike_lat"]
    kept = pa.table({name: rows[name] for name in ("id", "slug")}).append_column(
        "precision", rows["share_alike_precision"]
    )
    kept = kept.append_column("source", rows["share_alike_source"])
    kept = kept.append_column("licence", rows["share_alike_licence"])
    columns = _with_position(kept, lon, lat)
    with _writer(folder / POSITIONS, columns.schema, lon, lat) as writer:
        writer.write_table(columns)


def _writer(
    file: Path, schema: pa.Schema, lon: pa.ChunkedArray, lat: pa.ChunkedArray
) -> pq.ParquetWriter:
    repeating = [name for name in schema.names if name not in SINGULAR]
    return pq.ParquetWriter(
        file,
        schema.with_metadata(geo_metadata(_extent(lon, lat))),
        compression="zstd",
        compression_level=1,
        use_dictionary=repeating,
        write_statistics=repeating,
    )


def _with_lists(rows: pa.Table) -> pa.Table:
    """Joined sets become lists, under the name of many."""
    for name, many in LISTS.items():
        parts = pc.split_pattern(rows[name], BETWEEN)
        lists = pc.if_else(pc.equal(rows[name], ""), pa.scalar([], parts.type), parts)
        rows = rows.drop_columns([name]).append_column(many, lists)
    return rows


def _with_position(rows: pa.Table, lon: pa.ChunkedArray, lat: pa.ChunkedArray) -> pa.Table:
    """A point in WKB and its box, both null where the position is not known."""
    x, y = lon.to_numpy(), lat.to_numpy()
    known = np.isfinite(x) & np.isfinite(y)
    points: NDArray[np.object_] = np.full(len(x), None, dtype=object)
    points[known] = shapely.to_wkb(shapely.points(x[known], y[known]))
    sides = [pa.array(side, mask=~known) for side in (x, y, x, y)]
    boxes = pa.StructArray.from_arrays(sides, BOX, mask=pa.array(~known))
    return rows.append_column("geometry", pa.array(points, pa.binary())).append_column(
        "bbox", boxes
    )


def _extent(lon: pa.ChunkedArray, lat: pa.ChunkedArray) -> tuple[float, float, float, float] | None:
    (west, east), (south, north) = (pc.min_max(side).as_py().values() for side in (lon, lat))
    return None if west is None else (west, south, east, north)


def _without_share_alike(records: pa.StringArray, apart: pa.BooleanArray) -> pa.StringArray:
    if not pc.any(apart).as_py():
        return records
    kept = [_stripped(text) for text in records.filter(apart).to_pylist()]
    return pc.replace_with_mask(records, apart, pa.array(kept, pa.string()))


def _stripped(text: str) -> str:
    return json.dumps({**json.loads(text), "share_alike_position": None}, ensure_ascii=False)
