"""What a visitor asked for, in words: chips that can be taken away, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inducult.catalogue.queries import FACETS, Filter, Near, Problem
from inducult.common.days import day_in_words
from inducult.explore.filtering import WEEKDAYS
from inducult.explore.naming import Names

TROUBLES: Final = {
    "malformed": gettext_lazy("“%(value)s” could not be read as %(field)s, so it was left out."),
    "unknown": gettext_lazy("“%(value)s” is not known as %(field)s, so it was left out."),
    "out_of_range": gettext_lazy("“%(value)s” is out of range for %(field)s, so it was left out."),
    "too_long": gettext_lazy("The words searched for are too long, only the beginning was used."),
    "needs_near": gettext_lazy("To sort by distance, say from where: fill in “Near”."),
}
FIELDS: Final = {
    "theme": gettext_lazy("a theme"),
    "type": gettext_lazy("a kind of place"),
    "time": gettext_lazy("past, present or future"),
    "year": gettext_lazy("a year"),
    "open": gettext_lazy("a day"),
    "bbox": gettext_lazy("a section of the map"),
    "near": gettext_lazy("a town or a position"),
    "within": gettext_lazy("a distance in kilometres"),
    "sort": gettext_lazy("an order"),
    "edition": gettext_lazy("the number of an edition"),
    "page": gettext_lazy("a page number"),
}


@dataclass(frozen=True)
class Chip:
    """One thing that narrows a result, in words, and the filter without it."""

    facet: str
    label: str
    without: Filter


def chips_of(asked: Filter, names: Names) -> list[Chip]:
    """All that narrows a result, the words first."""
    return list(_chips(asked, names))


def trouble_of(problem: Problem) -> str:
    """A sentence for a value that was left out."""
    field = FIELDS.get(problem.key, gettext_lazy("a choice"))
    return str(TROUBLES[problem.code]) % {"value": problem.value, "field": field}


def _chips(asked: Filter, names: Names) -> Iterator[Chip]:
    if asked.q:
        yield Chip("q", _("“%(words)s”") % {"words": asked.q}, _reset(asked, q=""))
    for facet in FACETS:
        for value in asked.chosen(facet):
            yield Chip(facet, names.name(facet, value), asked.without_value(facet, value))
    if asked.year is not None:
        label = _("industry at work in %(year)s") % {"year": asked.year}
        yield Chip("year", label, _reset(asked, year=None))
    if asked.open:
        yield Chip("open", _opened(asked.open), _reset(asked, open=""))
    if asked.near:
        without = _reset(asked, near=None, within=Filter().within, sort="relevance")
        yield Chip("near", _near(asked.near, asked.within), without)
    if asked.bbox:
        yield Chip("bbox", _("in the chosen section of the map"), _reset(asked, bbox=None))


def _reset(asked: Filter, **changes: Any) -> Filter:
    return replace(asked, page=1, **changes)


def _opened(when: str) -> str:
    if when == "now":
        return _("open now")
    if when in WEEKDAYS:
        return _("open %(day)s") % {"day": WEEKDAYS[when]}
    day = day_in_words(date.fromisoformat(when))
    return _("open on %(day)s") % {"day": day}


def _near(near: Near, within_km: float) -> str:
    distance = number_format(within_km, 0 if within_km == int(within_km) else 1)
    if near.text[:1].isalpha():
        return _("at most %(km)s km from %(town)s") % {"km": distance, "town": near.text}
    where = f"{number_format(near.lat, 3)}, {number_format(near.lon, 3)}"
    return _("at most %(km)s km from %(town)s") % {"km": distance, "town": where}
