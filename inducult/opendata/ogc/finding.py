"""Which rows a question lets through, and their features."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import shapely

from inducult.catalogue.queries import Filter
from inducult.opendata.cql2.answering import answer
from inducult.opendata.faults import Fault
from inducult.opendata.features.records import saying
from inducult.opendata.features.rows import moved
from inducult.opendata.features.table import Field, Flags, Kind, Numbers, Table
from inducult.opendata.ogc.asked_items import Box, Wanted, as_value
from inducult.opendata.ogc.collections import Opened
from inducult.opendata.ogc.crs import (
    CRS84,
    IN_DEGREES,
    box_to_degrees,
    from_degrees,
    shape_from_degrees,
    shape_to_degrees,
)


def find(source: Opened, wanted: Wanted) -> Numbers:
    """Rows of a result in the order of the collection."""
    table = source.table
    flags = [_equal(table, *each) for each in wanted.equal]
    if table.visible is not None:
        flags.append(table.visible)
    if wanted.box is not None:
        flags.append(_inside(table, wanted.box, wanted.box_crs))
    if wanted.days is not None:
        flags.append(_at_the_time(table, wanted.days))
    if wanted.search:
        flags.append(_saying(source, wanted.search))
    if wanted.named is not None:
        flags.append(np.isin(table.column("id").to_numpy(zero_copy_only=False), wanted.named))
    if wanted.filter is not None:
        flags.append(_filtered(table, wanted))
    if not flags:
        return np.arange(len(table))
    found: Numbers = np.flatnonzero(np.logical_and.reduce(flags))
    return found


def features(table: Table, rows: Numbers, crs: str) -> list[bytes]:
    """The features of some rows in a reference system, as GeoJSON texts."""
    texts = table.read(rows)
    if crs == CRS84 or not texts:
        return texts
    return [moved(*pair) for pair in zip(texts, _geometries(table, rows, crs), strict=True)]


def _geometries(table: Table, rows: Numbers, crs: str) -> Sequence[str]:
    if table.shapes is not None:
        shapes = (table.shapes[row] for row in rows.tolist())
        return [_written(shape, crs) for shape in shapes]
    lon, lat = table.bounds[0][rows], table.bounds[1][rows]
    pairs = zip(
        *(side.tolist() for side in from_degrees(crs, lon, lat)), table.located[rows], strict=True
    )
    return [
        f'{{"type":"Point","coordinates":[{x},{y}]}}' if known else "null" for x, y, known in pairs
    ]


def _written(shape: shapely.Geometry | None, crs: str) -> str:
    return "null" if shape is None else str(shapely.to_geojson(shape_from_degrees(crs, shape)))


def _filtered(table: Table, wanted: Wanted) -> Flags:
    crs = wanted.filter_crs
    transform = None if crs == CRS84 else lambda shape: shape_to_degrees(crs, shape)
    return answer(wanted.filter, table, transform=transform)


def _equal(table: Table, field: Field, written: str) -> Flags:
    """Rows that have the value, or have it among theirs."""
    if "," in written and field.name == "type" and field.codes == ("dataset", "service"):
        several = [_equal(table, field, each) for each in written.split(",")]
        return np.asarray(np.logical_or.reduce(several))
    value = as_value(field, written)
    if field.kind is Kind.SET:
        asked = {"op": "a_contains", "args": [{"property": field.name}, [value]]}
    else:
        asked = {"op": "=", "args": [{"property": field.name}, value]}
    return answer(asked, table)


def _inside(table: Table, box: Box, crs: str) -> Flags:
    """Rows that meet a box: in degrees at once, in another system after a look from afar."""
    if crs == CRS84:
        return _meets(table, box)
    if crs in IN_DEGREES:  # latitude comes first
        return _meets(table, (box[1], box[0], box[3], box[2]))
    if box[0] > box[2] or box[1] > box[3]:
        raise Fault("“bbox” has its corners the wrong way round.")
    west, south, east, north = box_to_degrees(crs, box)
    flags = _meets(table, (west - 0.1, south - 0.1, east + 0.1, north + 0.1))
    rows = np.flatnonzero(flags)
    if table.shapes is not None:
        shapes = [shape_from_degrees(crs, shape) for shape in table.shapes[rows]]
        flags[rows] = shapely.intersects(shapely.box(*box), np.array(shapes, dtype=object))
        return flags
    first, second = from_degrees(crs, table.bounds[0][rows], table.bounds[1][rows])
    flags[rows] = (first >= box[0]) & (first <= box[2]) & (second >= box[1]) & (second <= box[3])
    return flags


def _meets(table: Table, box: Box) -> Flags:
    """Rows in a box in degrees; one whose west lies east of its east goes round the back."""
    west, south, east, north = box
    if south > north:
        raise Fault("“bbox” has its south north of its north.")
    least_x, least_y, most_x, most_y = table.bounds
    across = (most_x >= west) & (least_x <= east)
    if west > east:
        across = (most_x >= west) | (least_x <= east)
    flags: Flags = across & (most_y >= south) & (least_y <= north)
    if table.shapes is not None and west <= east:
        rows = np.flatnonzero(flags)
        flags[rows] = shapely.intersects(shapely.box(*box), table.shapes[rows])
    return flags


def _at_the_time(table: Table, days: tuple[float, float]) -> Flags:
    """Rows one of whose stretches of time meets an interval."""
    flags = np.zeros(len(table), dtype=bool)
    spans = table.spans
    flags[spans.row[(spans.first <= days[1]) & (spans.last >= days[0])]] = True
    return flags


def _saying(source: Opened, text: str) -> Flags:
    """Rows in which the words are found, with the search of the map: all languages, typos."""
    if source.about.is_catalogue:
        return saying(source.table, text)
    flags = np.zeros(len(source.table), dtype=bool)
    if source.edition is not None:
        edition = source.edition.edition
        selected = edition.select(Filter(q=text), moment=datetime.now(UTC))
        flags[selected.numbers()] = True
    return flags


def dated(table: Table) -> tuple[str | None, str | None]:
    """First and last day of everything, None where it is open."""
    spans = table.spans
    if not len(spans.row):
        return None, None
    first, last = (np.datetime64(int(day), "D") for day in (spans.first.min(), spans.last.max()))
    begins = str(first) if first >= np.datetime64("0001-01-01") else None
    return begins, str(last) if last < np.datetime64("3000-01-01") else None


def parsed(texts: Sequence[bytes]) -> list[dict[str, object]]:
    """Features as values, for pages."""
    return [json.loads(text) for text in texts]
