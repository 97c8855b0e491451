"""Reference systems: WGS 84, the European ones, and those of the offices of our regions.

The order of axes is that of the authority, as OGC API Features Part 2 wants it: latitude first in
EPSG:4326, north first in Poland, longitude first in CRS84 alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from inducult.opendata.faults import Fault, shown

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG: Final = "http://www.opengis.net/def/crs/EPSG/0/{}"
# WGS 84, Web Mercator, ETRS89 and its projections for Europe; then BE, AT, CZ, HR, IT, PL, SI.
CODES: Final = (
    *(4326, 3857, 4258, 3034, 3035, 25832, 25833, 25834),
    *(31370, 3812, 31287, 5514, 3765, 7791, 2180, 3794),
)
KNOWN: Final = (CRS84, *(EPSG.format(code) for code in CODES))
IN_DEGREES: Final = (EPSG.format(4326), EPSG.format(4258))  # alike to within a metre
DEGREES: Final = 7  # decimals; RFC 7946 advises no more
METRES: Final = 2

Numbers = NDArray[np.float64]


def system(uri: str, name: str) -> str:
    """The reference system that a parameter names. Raises Fault."""
    if uri not in KNOWN:
        raise Fault(f"“{name}” is none of the reference systems of this collection: {shown(uri)}")
    return uri


def from_degrees(uri: str, lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
    """Positions in a system, in the order of its axes and rounded to what a map can show."""
    if uri == CRS84:
        return lon, lat
    first, second = _transformer(CRS84, uri).transform(lon, lat)
    decimals = DEGREES if uri in IN_DEGREES else METRES
    return np.round(first, decimals), np.round(second, decimals)


def shape_from_degrees(uri: str, shape: BaseGeometry) -> BaseGeometry:
    """A geometry in a system."""

    def moved(points: Numbers) -> Numbers:
        return np.column_stack(from_degrees(uri, points[:, 0], points[:, 1]))

    return shape if uri == CRS84 else shapely.transform(shape, moved)


def shape_to_degrees(uri: str, shape: BaseGeometry) -> BaseGeometry:
    """A geometry of a system in degrees east and north. Raises Fault if it lies outside."""

    def moved(points: Numbers) -> Numbers:
        return np.column_stack(_transformer(uri, CRS84).transform(points[:, 0], points[:, 1]))

    if uri == CRS84:
        return shape
    made = shapely.transform(shape, moved)
    if not np.isfinite(shapely.get_coordinates(made)).all():
        raise Fault("A geometry lies outside of its reference system.")
    return made


def box_to_degrees(uri: str, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """West, south, east, north around a box of a system. Raises Fault if it lies outside."""
    made: tuple[float, ...] = _transformer(uri, CRS84).transform_bounds(*box, densify_pts=21)
    if not np.isfinite(made).all():
        raise Fault("“bbox” lies outside of its reference system.")
    return made


@lru_cache(maxsize=64)
def _transformer(source: str, target: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(_named(source), _named(target), always_xy=False)


def _named(uri: str) -> str:
    return "OGC:CRS84" if uri == CRS84 else f"EPSG:{uri.rpartition('/')[2]}"
