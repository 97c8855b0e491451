"""Borders of states and provinces, and names of countries by code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

import shapely
from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry

from basemap.features import Feature, read_geojson, read_table

# From which zoom provinces are drawn. Natural Earth has Länder in Germany and Austria but smaller
# units in other countries; those of Liechtenstein are villages.
PROVINCES_FROM: Final = {
    **dict.fromkeys(("DE", "AT", "PL", "BE", "NL"), 4),
    **dict.fromkeys(("CZ", "HR", "HU", "SK", "CH"), 5),
    **dict.fromkeys(("IT", "SI", "FR", "DK", "LU"), 6),
}


def states() -> Iterator[Feature]:
    """Land borders; `disputed` where Natural Earth does not call them international."""
    for geometry, properties in read_geojson("ne_10m_admin_0_boundary_lines_land"):
        disputed = not str(properties["featurecla"]).startswith("International")
        yield Feature(geometry, {"kind": "country", "disputed": disputed})


def provinces() -> Iterator[Feature]:
    """Lines between two provinces of one country, without coasts and state borders."""
    shapes: dict[str, list[BaseGeometry]] = defaultdict(list)
    for geometry, properties in read_geojson("ne_10m_states_provinces"):
        shapes[properties["iso_a2"]].append(geometry)
    shapes["SI"] = [geometry for geometry, _ in read_geojson("si_statistical_regions")]
    for country, zoom in PROVINCES_FROM.items():
        yield Feature(inner_lines(shapes[country]), {"kind": "province"}, zoom)


def inner_lines(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """What two neighbouring shapes have in common, each stretch once."""
    seen: set[tuple[tuple[float, ...], ...]] = set()
    common: list[tuple[tuple[float, ...], ...]] = []
    for shape in shapes:
        for segment in _segments(shape):
            (common.append if segment in seen else seen.add)(segment)
    return shapely.line_merge(MultiLineString([list(segment) for segment in common]))


def _segments(shape: BaseGeometry) -> Iterator[tuple[tuple[float, ...], ...]]:
    """Edges of a polygon, the smaller end first, so that neighbours name them alike."""
    for ring in shapely.get_parts(shapely.get_rings(shapely.get_parts(shape))):
        points = [tuple(point) for point in shapely.get_coordinates(ring).round(5).tolist()]
        for pair in pairwise(points):
            yield tuple(sorted(pair))


def country_names() -> Iterator[Feature]:
    """Points with the code of a country; the browser knows its name in every language."""
    for row in read_table("countries"):
        point = shapely.Point(float(row["lon"]), float(row["lat"]))
        yield Feature(point, {"iso": row["iso"]}, int(row["first_zoom"]) - 1, last_zoom=7)
