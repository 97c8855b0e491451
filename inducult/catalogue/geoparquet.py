"""The GeoParquet of an edition: what people take away."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from inducult.catalogue.facets import BETWEEN
from inducult.catalogue.schema import CODE, INNER, LISTS, ROW, SHARE_ALIKE, geo_metadata
from inducult.catalogue.shelf import Shelf

PLACES: Final = "places.parquet"
POSITIONS: Final = "positions_share_alike.parquet"
GROUP: Final = 10_000  # rows that are written together: a reader of one town takes one group
PLAIN: Final = tuple(name for name in ROW.names if name not in {*INNER, *SHARE_ALIKE, *LISTS})
BOX: Final = ("xmin", "ymin", "xmax", "ymax")
# Texts that hardly repeat: a dictionary of them, or their extremes, would only cost time.
SINGULAR: Final = ("id", "slug", "name", "website", "geometry", "record")

Numbers = NDArray[Any]
Extent = tuple[float, float, float, float] | None


def write_places(rows: pa.Table, folder: Path, order: NDArray[np.int64]) -> None:
    """Writes rows in an order; the number of a row is that of its record on the shelf.

    Positions under a share-alike licence are left out of the records; they go to a file of their
    own, so that nobody mixes them with the rest unawares.
    """
    shelf, sets = Shelf(folder / "index"), {name: _lists(rows[name]) for name in LISTS}
    group = partial(_group, rows, sets, shelf)
    parts = (order[first : first + GROUP] for first in range(0, len(order), GROUP))
    with _writer(folder / PLACES, group(order[:0]).schema, rows, "") as writer:
        for places in _one_ahead(group, parts):
            writer.write_table(places)
    _write_positions(rows, folder, order)


def rewrite(source: Path, target: Path, *, without: Collection[str]) -> None:
    """The same file without some places; nothing in it tells where they were."""
    gone = pa.array(sorted(without))
    with pq.ParquetFile(source) as file:
        left = _kept(pq.read_table(source, columns=["id", "bbox"]), gone)
        sides = [left["bbox"].combine_chunks().field(side) for side in ("xmin", "ymin")]
        with _parquet(target, file.schema_arrow, _extent(*map(_chunked, sides))) as writer:
            for group in range(file.num_row_groups):
                writer.write_table(_kept(file.read_row_group(group), gone))


def _kept(rows: pa.Table, gone: pa.Array) -> pa.Table:
    return rows.filter(pc.invert(pc.is_in(rows["id"], gone)))


def _chunked(column: pa.Array) -> pa.ChunkedArray:
    return pa.chunked_array([column])


def _one_ahead(
    make: Callable[[NDArray[np.int64]], pa.Table], parts: Iterable[NDArray[np.int64]]
) -> Iterator[pa.Table]:
    """What is made of each part, the next one while this one is written."""
    with ThreadPoolExecutor(1) as thread:
        ahead: Future[pa.Table] | None = None
        for part in parts:
            ready, ahead = ahead, thread.submit(make, part)
            if ready:
                yield ready.result()
        if ahead:
            yield ahead.result()


def _group(
    rows: pa.Table, sets: dict[str, pa.ListArray], shelf: Shelf, numbers: NDArray[np.int64]
) -> pa.Table:
    """Some rows as people see them, with their records."""
    places = rows.take(pa.array(numbers))
    kept = {name: _plain(places[name]) for name in PLAIN}
    for name, many in LISTS.items():
        kept[many] = sets[name].take(places[name].combine_chunks().indices)
    kept |= _position(places["lon"], places["lat"])
    apart = pc.is_valid(places["share_alike_lon"]).combine_chunks()
    kept["record"] = _without_share_alike(shelf.read_all(numbers), apart)
    return pa.table(kept)


def _write_positions(rows: pa.Table, folder: Path, order: NDArray[np.int64]) -> None:
    """The positions that come under a share-alike licence, with what it asks to be said."""
    apart = order[pc.is_valid(rows["share_alike_lon"]).to_numpy()[order]]
    places = rows.take(pa.array(apart))
    kept = {name: places[name] for name in ("id", "slug")}
    kept |= {
        name: _plain(places[f"share_alike_{name}"]) for name in ("precision", "source", "licence")
    }
    kept |= _position(places["share_alike_lon"], places["share_alike_lat"])
    table = pa.table(kept)
    with _writer(folder / POSITIONS, table.schema, places, "share_alike_") as writer:
        writer.write_table(table)


def _writer(file: Path, schema: pa.Schema, rows: pa.Table, prefix: str) -> pq.ParquetWriter:
    return _parquet(file, schema, _extent(rows[f"{prefix}lon"], rows[f"{prefix}lat"]))


def _parquet(file: Path, schema: pa.Schema, extent: Extent) -> pq.ParquetWriter:
    repeating = [name for name in schema.names if name not in SINGULAR]
    return pq.ParquetWriter(
        file,
        schema.with_metadata(geo_metadata(extent)),
        compression="zstd",
        compression_level=1,
        use_dictionary=repeating,
        write_statistics=repeating,
    )


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if column.type == CODE else column


def _lists(column: pa.ChunkedArray) -> pa.ListArray:
    """The distinct sets of a column as lists; an empty set is an empty list."""
    texts = column.combine_chunks().dictionary.to_pylist()
    return pa.array([text.split(BETWEEN) if text else [] for text in texts], pa.list_(pa.string()))


def _position(lon: pa.ChunkedArray, lat: pa.ChunkedArray) -> dict[str, pa.Array]:
    """A point in WKB and its box, both null where the position is not known."""
    x, y = lon.to_numpy(), lat.to_numpy()
    known = np.isfinite(x) & np.isfinite(y)
    points: NDArray[np.object_] = np.full(len(x), None, dtype=object)
    points[known] = shapely.to_wkb(shapely.points(x[known], y[known]))
    sides = [pa.array(side, mask=~known) for side in (x, y, x, y)]
    return {
        "geometry": pa.array(points, pa.binary()),
        "bbox": pa.StructArray.from_arrays(sides, BOX, mask=pa.array(~known)),
    }


def _extent(lon: pa.ChunkedArray, lat: pa.ChunkedArray) -> Extent:
    (west, east), (south, north) = (pc.min_max(side).as_py().values() for side in (lon, lat))
    return None if west is None else (west, south, east, north)


def _without_share_alike(records: pa.StringArray, apart: pa.BooleanArray) -> pa.StringArray:
    if not pc.any(apart).as_py():
        return records
    kept = [_stripped(text) for text in records.filter(apart).to_pylist()]
    return pc.replace_with_mask(records, apart, pa.array(kept, pa.string()))


def _stripped(text: str) -> str:
    return json.dumps({**json.loads(text), "share_alike_position": None}, ensure_ascii=False)
