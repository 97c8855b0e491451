"""What a map on a page has to know, ready for the data attributes of <indu-map>."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.urls import reverse

from inducult.catalogue.queries import Edition, Filter

PLACING: Final = ("q", "region", "country", "near", "within")


@dataclass(frozen=True)
class MapState:
    """A map of a result.

    `tiles` is an address with {z}, {x} and {y}; `here` is where the places of a point are asked
    for; `bounds` is "west,south,east,north" in degrees of what it shows, "" if that has no
    position; `near` is "lon,lat,km" of the circle that was asked for or ""; `place_query` is what
    was asked about where: when that changes, the map moves to the new result.
    """

    tiles: str
    here: str
    bounds: str
    near: str
    place_query: str


def map_of_result(edition: Edition, asked: Filter, language: str, moment: datetime) -> MapState:
    """The map that shows the result of a filter."""
    narrowing = replace(asked, sort="relevance", page=1)
    query = narrowing.to_query()
    extent = edition.extent(narrowing, moment=moment)
    tiles = reverse("tile", args=[edition.number, 0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}")
    near = asked.near
    if edition.withdrawn:  # another address than before the withdrawal, for the sake of caches
        query = f"{query}&without={edition.withdrawn}".lstrip("&")
    return MapState(
        tiles=f"{tiles}?{query}&language={language}" if query else f"{tiles}?language={language}",
        here=f"{reverse('explore:here')}?{query}",
        bounds=_written(extent) if extent else "",
        near=_written((near.lon, near.lat, asked.within)) if near else "",
        place_query=_placing(asked),
    )


def _placing(asked: Filter) -> str:
    return replace(Filter(), **{key: getattr(asked, key) for key in PLACING}).to_query()


def _written(numbers: tuple[float, ...]) -> str:
    return ",".join(f"{number:.6f}" for number in numbers)
