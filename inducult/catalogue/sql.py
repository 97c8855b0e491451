"""A filter as SQL. Pure: text with question marks, and the values for them.

No value ever becomes part of the text; the only names in it are our own columns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from inducult.catalogue.columns import MICRO
from inducult.catalogue.facets import FACETS
from inducult.catalogue.filters import Box, Filter, Near

EARTH_KM: Final = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE: Final = EARTH_KM * math.pi / 180

HAVERSINE: Final = (
    f"2 * {EARTH_KM} * asin(sqrt(least(1, pow(sin(radians(lat_micro / {MICRO}.0 - ?) / 2), 2)"
    f" + cos(radians(?)) * cos(radians(lat_micro / {MICRO}.0))"
    f" * pow(sin(radians(lon_micro / {MICRO}.0 - ?) / 2), 2))))"
)


class Holding(Protocol):
    """The sets of a facet (`facets.Sets`)."""

    def holding(self, wanted: Iterable[str]) -> Any: ...


@dataclass(frozen=True)
class Sql:
    """A piece of SQL and the values of its question marks, in their order."""

    text: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: Sql) -> Sql:
        return Sql(f"({self.text}) AND ({other.text})", self.values + other.values)


TRUE: Final = Sql("true")


@dataclass(frozen=True)
class Selection:
    """Which places a filter lets through.

    `source` is what to select from, `base` what every place must fulfil, `facets` the conditions
    of the facets in use, `opened` whether hours say "open" if that was asked. They are apart
    because each facet is counted without its own choice.
    """

    source: Sql
    base: Sql
    facets: Mapping[str, Sql]
    opened: Sql | None = None

    @property
    def whole(self) -> Sql:
        """All conditions together."""
        condition = self.base
        for each in self.facets.values():
            condition = condition & each
        return condition & self.opened if self.opened else condition


def selection(
    asked: Filter,
    sets: Mapping[str, Holding],
    *,
    found: bool = False,
    open_hours: Sequence[int] | None = None,
) -> Selection:
    """The selection of a filter.

    With `found`, places are joined by position to a relation `found` with a score for each row
    (0: not found). `open_hours` are the numbers of the hours that are open when it was asked.
    """
    source = Sql("places POSITIONAL JOIN found" if found else "places")
    base = Sql("score > 0") if found else TRUE
    for each in _conditions(asked):
        base = base & each
    facets = {
        name: among(name, sets[name].holding(asked.chosen(name)))
        for name in FACETS
        if asked.chosen(name)
    }
    opened = None
    if asked.open:
        opened = among("hours", open_hours or [])
    return Selection(source, base, facets, opened)


def among(column: str, numbers: Any) -> Sql:
    """Whether a column of ours holds one of the numbers."""
    wanted = [int(number) for number in numbers]
    if not wanted:
        return Sql("false")
    return Sql(f"{column} IN (SELECT unnest(?::INTEGER[]))", (wanted,))


def distance_km(near: Near) -> Sql:
    """Great-circle distance of a place from a point, null without a position."""
    return Sql(HAVERSINE, (near.lat, near.lat, near.lon))


def _conditions(asked: Filter) -> Iterable[Sql]:
    if asked.year is not None:
        yield _working_in(asked.year)
    if asked.bbox is not None:
        yield _within(asked.bbox)
    if asked.near is not None:
        yield _within(_around(asked.near, asked.within))
        distance = distance_km(asked.near)
        yield Sql(f"{distance.text} <= ?", (*distance.values, asked.within))


def _working_in(year: int) -> Sql:
    inside = "first_year <= ? AND last_year >= ?"
    return Sql(
        f"{inside} AND (NOT several OR row IN (SELECT row FROM spans WHERE {inside}))",
        (year, year, year, year),
    )


def _within(box: Box) -> Sql:
    west, south, east, north = (round(side * MICRO) for side in box)
    return Sql(
        "lon_micro BETWEEN ? AND ? AND lat_micro BETWEEN ? AND ?", (west, east, south, north)
    )


def _around(near: Near, radius_km: float) -> Box:
    """A box that surely holds the circle, so that most rows are not measured."""
    tall = radius_km / KM_PER_DEGREE + 0.001
    poleward = min(abs(near.lat) + tall, 89.9)
    wide = min(tall / math.cos(math.radians(poleward)), 360.0)
    return near.lon - wide, near.lat - tall, near.lon + wide, near.lat + tall
