"""Points in boundaries, without a spatial database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shapely import STRtree, points
from shapely.geometry import shape


class Boundaries:
    """Finds which of some named areas (GeoJSON geometries, WGS 84 degrees) hold a point."""

    def __init__(self, areas: Mapping[str, Mapping[str, Any]]) -> None:
        self._names = list(areas)
        self._tree = STRtree([shape(geometry) for geometry in areas.values()])

    def holding(self, longitude: float, latitude: float) -> list[str]:
        """Names of the areas that hold the point, in alphabetical order."""
        found = self._tree.query(points(longitude, latitude), predicate="intersects")
        return sorted(self._names[index] for index in found)


def bounds_of(geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    west, south, east, north = shape(geometry).bounds
    return west, south, east, north
