"""Space in filters: geometries of a table against a geometry of the filter (shapely)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from inducult.opendata.faults import Fault, shown
from inducult.opendata.features.table import Flags, Table

Json = Any
Value = Any
Transform = Callable[[BaseGeometry], BaseGeometry]

SPACE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "s_intersects": shapely.intersects,
    "s_disjoint": shapely.intersects,  # turned round below: far away is disjoint as well
    "s_equals": shapely.equals,
    "s_touches": shapely.touches,
    "s_crosses": shapely.crosses,
    "s_overlaps": shapely.overlaps,
    "s_within": shapely.within,
    "s_contains": shapely.contains,
}
TURNED: Final = {"s_within": "s_contains", "s_contains": "s_within"}
GEOMETRY: Final = {"property": "geometry"}
MOST_POINTS: Final = 5_000


def related(op: str, left: Json, right: Json, table: Table, transform: Transform | None) -> Value:
    """Which rows stand in a relation; not known where the position is not known."""
    if right == GEOMETRY and left != GEOMETRY:
        return related(TURNED.get(op, op), right, left, table, transform)
    if left != GEOMETRY:
        holds = bool(SPACE[op](_shape(left, transform), _shape(right, transform)))
        return pa.scalar(holds != (op == "s_disjoint"))
    if right == GEOMETRY:
        raise Fault("A geometry is compared with one of the filter, not with itself.")
    found = _against(op, table, _shape(right, transform))
    return pa.array(found != (op == "s_disjoint"), mask=~table.located)


def _against(op: str, table: Table, shape: BaseGeometry) -> Flags:
    """Only rows whose box meets that of the shape are looked at closely."""
    west, south, east, north = table.bounds
    found = np.zeros(len(table), dtype=bool)
    if shape.is_empty:
        return found
    least_x, least_y, most_x, most_y = shape.bounds
    close = (east >= least_x) & (west <= most_x) & (north >= least_y) & (south <= most_y)
    meets = op in ("s_intersects", "s_disjoint")
    if meets and table.shapes is None and shapely.equals(shape, shapely.box(*shape.bounds)):
        return np.asarray(close)  # points in a box: nothing is left to be looked at
    rows = np.flatnonzero(close)
    shapely.prepare(shape)
    geometries = table.geometries(rows)
    if meets:
        found[rows] = shapely.intersects(shape, geometries)
    else:
        found[rows] = SPACE[op](geometries, shape)
    return found


def _shape(node: Json, transform: Transform | None) -> BaseGeometry:
    """A geometry of the filter in degrees. Raises Fault."""
    shape = _box(node["bbox"]) if isinstance(node, dict) and "bbox" in node else _geometry(node)
    if shapely.get_num_coordinates(shape) > MOST_POINTS:
        raise Fault(f"A geometry has more than {MOST_POINTS} points.")
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise Fault("A geometry has a position that is no number.")
    if not shapely.is_valid(shape):
        raise Fault(f"The geometry is not valid: {shapely.is_valid_reason(shape)}.")
    return transform(shape) if transform else shape


def _geometry(node: Json) -> BaseGeometry:
    if isinstance(node, dict) and ("coordinates" in node or "geometries" in node):
        try:
            return shapely.geometry.shape(node)
        except (shapely.errors.GEOSException, ValueError, TypeError, KeyError, IndexError):
            pass
        except (AttributeError, shapely.errors.ShapelyError):
            pass
    raise Fault(f"A geometry is expected instead of {shown(node)}.")


def _box(sides: Json) -> BaseGeometry:
    if not isinstance(sides, list) or len(sides) not in (4, 6):
        raise Fault("A box has four or six sides.")
    if not all(isinstance(s, int | float) and not isinstance(s, bool) for s in sides):
        raise Fault("The sides of a box are numbers.")
    if not all(map(math.isfinite, sides)):
        raise Fault("The sides of a box are numbers.")
    half = len(sides) // 2
    west, south, east, north = sides[0], sides[1], sides[half], sides[half + 1]
    if south > north:
        raise Fault("The south of a box is not north of its north.")
    if west > east:  # across the date line
        return shapely.union_all(
            [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]
        )
    return shapely.box(west, south, east, north)
