"""Regions as a drawing: one small map of the network, in plain numbers that a template prints.

The drawing shares its projection (Mercator) and its frame with static/img/land.svg, which holds
the countries behind the regions and is drawn from Natural Earth by tools/draw_land.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape

WEST, SOUTH, EAST, NORTH = 2.4, 43.9, 20.6, 52.9  # degrees: the regions with some room around
WIDTH: Final = 640.0
LEADER: Final = 34.0  # how far a number stands from the middle of its region
FINE: Final = 0.6  # detail smaller than this is left out

Geometry = Mapping[str, Any]


@dataclass(frozen=True)
class Outline:
    """A region on the drawing: its shape, its middle and where its number stands."""

    code: str
    path: str
    x: float
    y: float
    label_x: float
    label_y: float


def height() -> float:
    """Height of the drawing that goes with `WIDTH`."""
    return round(_point(EAST, SOUTH)[1], 1)


def outlines(boundaries: Mapping[str, Geometry]) -> list[Outline]:
    """The regions in the given order, each number led away from its nearest neighbour."""
    shapes = {code: _drawn(geometry) for code, geometry in boundaries.items()}
    middles = {code: (drawn.centroid.x, drawn.centroid.y) for code, drawn in shapes.items()}
    return [
        _outline(code, drawn, middles[code], [m for other, m in middles.items() if other != code])
        for code, drawn in shapes.items()
    ]


def path_of(geometry: Geometry) -> str:
    """The path of a geometry's polygons inside the frame; empty if they lie outside."""
    cut = shape(geometry).intersection(box(WEST, SOUTH, EAST, NORTH))
    return "" if cut.is_empty else _path(_drawn(mapping(cut)))


def _outline(
    code: str,
    drawn: MultiPolygon,
    middle: tuple[float, float],
    others: Sequence[tuple[float, float]],
) -> Outline:
    x, y = middle
    away_x, away_y = _away(middle, others)
    reach = LEADER + min(drawn.bounds[2] - drawn.bounds[0], drawn.bounds[3] - drawn.bounds[1]) / 3
    return Outline(
        code,
        _path(drawn),
        round(x, 1),
        round(y, 1),
        round(x + reach * away_x, 1),
        round(y + reach * away_y, 1),
    )


def _away(
    middle: tuple[float, float], others: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """The direction from the nearest other point to this one, of length 1; up if there is none."""
    if not others:
        return 0.0, -1.0
    nearest = min(others, key=lambda other: math.dist(middle, other))
    apart = math.dist(middle, nearest) or 1.0
    return (middle[0] - nearest[0]) / apart, (middle[1] - nearest[1]) / apart


def _drawn(geometry: Geometry) -> MultiPolygon:
    """The polygons of a geometry on the drawing, simplified."""
    found = shape(geometry)
    pieces = [piece for piece in getattr(found, "geoms", [found]) if isinstance(piece, Polygon)]
    drawn = [Polygon([_point(*corner[:2]) for corner in piece.exterior.coords]) for piece in pieces]
    simple = [piece.simplify(FINE) for piece in drawn]
    return MultiPolygon([p for p in simple if isinstance(p, Polygon) and p.area > FINE])


def _path(drawn: MultiPolygon) -> str:
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece.exterior.coords[:-1]) + "z"
        for piece in drawn.geoms
    )


def _point(longitude: float, latitude: float) -> tuple[float, float]:
    scale = WIDTH / math.radians(EAST - WEST)
    x = scale * math.radians(longitude - WEST)
    y = scale * (_northing(NORTH) - _northing(latitude))
    return x, y


def _northing(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
