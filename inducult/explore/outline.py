"""Regions as drawings: the network and each region alone, in plain numbers that a template prints.

The drawing of the network has static/img/land.svg behind it, the countries, which
tools/draw_land.py makes from Natural Earth in the same frame.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape

LEADER: Final = 34.0  # how far a number stands from the middle of its region
FINE: Final = 0.6  # detail smaller than this is left out
MARGIN: Final = 0.06  # of a region's extent, left free around it

Geometry = Mapping[str, Any]
Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """What a drawing shows (degrees, WGS 84) and how wide it is; the projection is Mercator."""

    west: float
    south: float
    east: float
    north: float
    width: float = 640.0

    @cached_property
    def height(self) -> float:
        return round(self.point(self.east, self.south)[1], 1)

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a position lies on the drawing, from its upper left corner."""
        scale = self.width / math.radians(self.east - self.west)
        x = scale * math.radians(longitude - self.west)
        return x, scale * (_northing(self.north) - _northing(latitude))

    def path(self, geometry: Geometry) -> str:
        """The SVG path of a geometry's polygons as far as they lie in the frame."""
        cut = shape(geometry).intersection(box(self.west, self.south, self.east, self.north))
        return "" if cut.is_empty else _path(self.drawn(mapping(cut)))

    def drawn(self, geometry: Geometry) -> MultiPolygon:
        """The polygons of a geometry on the drawing, simplified."""
        found = shape(geometry)
        pieces = [piece for piece in getattr(found, "geoms", [found]) if isinstance(piece, Polygon)]
        drawn = [Polygon([self.point(*at[:2]) for at in piece.exterior.coords]) for piece in pieces]
        simple = [piece.simplify(FINE) for piece in drawn]
        return MultiPolygon([p for p in simple if isinstance(p, Polygon) and p.area > FINE])


NETWORK: Final = Frame(west=2.4, south=43.9, east=20.6, north=52.9)  # the regions and some room


@dataclass(frozen=True)
class Outline:
    """A region on the drawing of the network: its shape, middle, and where its number stands."""

    code: str
    path: str
    x: float
    y: float
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Spot:
    """A point of a region's drawing: how many places stand there, and whether exactly there."""

    x: float
    y: float
    places: int
    is_exact: bool

    @property
    def radius(self) -> float:
        """Grows with the square root, so that the area says how many."""
        return round(4.0 * math.sqrt(self.places), 1)


def frame_of(geometry: Geometry) -> Frame:
    """The frame around a region."""
    west, south, east, north = shape(geometry).bounds
    across, down = MARGIN * (east - west), MARGIN * (north - south)
    return Frame(west - across, south - down, east + across, north + down)


def spots(positions: Iterable[tuple[float, float, bool]], frame: Frame) -> list[Spot]:
    """Places by longitude, latitude and whether that is exact; the greatest first."""
    found = Counter((lon, lat, is_exact) for lon, lat, is_exact in positions)
    inside = (
        Spot(*_rounded(frame.point(lon, lat)), number, is_exact)
        for (lon, lat, is_exact), number in found.items()
        if frame.west <= lon <= frame.east and frame.south <= lat <= frame.north
    )
    return sorted(inside, key=lambda spot: (-spot.places, spot.x, spot.y))


def outlines(boundaries: Mapping[str, Geometry]) -> list[Outline]:
    """The regions on the drawing of the network, each number led away from its neighbour."""
    shapes = {code: NETWORK.drawn(geometry) for code, geometry in boundaries.items()}
    middles = {code: (drawn.centroid.x, drawn.centroid.y) for code, drawn in shapes.items()}
    return [
        _outline(code, drawn, middles[code], [m for other, m in middles.items() if other != code])
        for code, drawn in shapes.items()
    ]


def _outline(code: str, drawn: MultiPolygon, middle: Point, others: Sequence[Point]) -> Outline:
    west, north, east, south = drawn.bounds
    reach = LEADER + min(east - west, south - north) / 3
    away = _away(middle, others)
    label = (middle[0] + reach * away[0], middle[1] + reach * away[1])
    return Outline(code, _path(drawn), *_rounded(middle), *_rounded(label))


def _away(middle: Point, others: Sequence[Point]) -> Point:
    """The direction from the nearest other point to this one, of length 1; up if there is none."""
    if not others:
        return 0.0, -1.0
    nearest = min(others, key=lambda other: math.dist(middle, other))
    apart = math.dist(middle, nearest) or 1.0
    return (middle[0] - nearest[0]) / apart, (middle[1] - nearest[1]) / apart


def _path(drawn: MultiPolygon) -> str:
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece.exterior.coords[:-1]) + "z"
        for piece in drawn.geoms
    )


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _northing(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
