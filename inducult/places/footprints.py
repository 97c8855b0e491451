"""Outlines of places as GeoJSON (RFC 7946): read from hostile text, in words when wrong."""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

MOST_CORNERS: Final = 5_000
LONGEST: Final = 200_000  # characters
# A works is large, a coalfield is a region: some 30 by 30 km in Central Europe.
LARGEST_SQUARE_DEGREES: Final = 0.12


class NoOutline(ValueError):
    """The text is not an outline; the words say what would do."""


def outline_in(text: str) -> dict[str, Any] | None:
    """The polygon or polygons that the text describes; None for no text. Raises NoOutline."""
    if not text.strip():
        return None
    if len(text) > LONGEST:
        raise NoOutline(_("The outline is too long: %(most)s corners at most.") % _most())
    geometry = _geometry(text)
    _check_shape(geometry)
    return geometry


def _geometry(text: str) -> dict[str, Any]:
    """The geometry itself, taken out of a feature if it stands in one."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise NoOutline(_("This is not GeoJSON.")) from None
    if isinstance(told, dict) and told.get("type") == "Feature":
        told = told.get("geometry")
    if not isinstance(told, dict) or told.get("type") not in ("Polygon", "MultiPolygon"):
        raise NoOutline(_("An outline is a Polygon or MultiPolygon."))
    return {"type": told["type"], "coordinates": told.get("coordinates")}


def _check_shape(geometry: dict[str, Any]) -> None:
    try:
        outline = shape(geometry)
        west, south, east, north = outline.bounds
    except (ShapelyError, ValueError, TypeError, IndexError, AttributeError, KeyError):
        raise NoOutline(_("The corners of the outline cannot be read.")) from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise NoOutline(_("A corner lies outside the earth: longitude first, then latitude."))
    if _corners(geometry["coordinates"]) > MOST_CORNERS:
        raise NoOutline(_("The outline is too long: %(most)s corners at most.") % _most())
    if not outline.is_valid or outline.is_empty:
        raise NoOutline(_("The outline crosses itself."))
    if outline.area > LARGEST_SQUARE_DEGREES:
        raise NoOutline(_("The outline is larger than any place: is it a region?"))


def _corners(coordinates: Any) -> int:
    if coordinates and isinstance(coordinates[0], int | float):
        return 1
    return sum(_corners(part) for part in coordinates)


def _most() -> dict[str, int]:
    return {"most": MOST_CORNERS}
