"""A place in a list: its card in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from inducult.catalogue.queries import Card
from inducult.common.languages import OWN_NAMES, Said
from inducult.explore.reading.checking import hours_in_doubt
from inducult.explore.reading.kinds import type_label
from inducult.explore.reading.where import country_name
from inducult.places.vocabulary import Precision, VisitState

KINDS_SHOWN = 2


@dataclass(frozen=True)
class Row:
    """What a list prints of a place; texts in the language of the page unless a Said says other.

    `position` is "lon,lat" in degrees, "" for a place without one; `whereabouts` says what the
    position cannot tell, `doubt` since when nobody has looked at the hours. The labels name the
    language of a text that is not that of the page, once where name and summary share it.
    """

    card: Card
    name: Said
    summary: Said
    kinds: str
    where: str
    whereabouts: str
    distance: str
    visit: str
    doubt: str
    name_label: str
    summary_label: str

    @property
    def position(self) -> str:
        if self.card.lon is None or self.card.lat is None:
            return ""
        return f"{self.card.lon:.6f},{self.card.lat:.6f}"

    @property
    def is_exact(self) -> bool:
        return self.card.precision in (Precision.EXACT, Precision.STREET)


@dataclass(frozen=True)
class Part:
    """Rows that belong together, under a heading that may be empty."""

    heading: str
    rows: list[Row]


def rows_of(cards: Iterable[Card], language: str) -> list[Row]:
    """The cards of a result in words."""
    return [_row(card, language) for card in cards]


def parts_of(rows: list[Row]) -> list[Part]:
    """Rows whose distance is known, and apart from them those whose position is a rough one."""
    headings = {True: _("Known only roughly, the distance is about"), False: ""}
    groups = groupby(rows, lambda row: row.card.distance_is_about)
    return [Part(headings[about], list(each)) for about, each in groups]


def _row(card: Card, language: str) -> Row:
    kinds = [type_label(code, language) for code in card.types[:KINDS_SHOWN]]
    name_label = _label(card.name, card.name_language, language)
    summary_label = _label(card.summary, card.summary_language, language)
    return Row(
        card=card,
        name=Said(card.name, card.name_language),
        summary=Said(card.summary, card.summary_language),
        kinds=", ".join(kinds),
        where=", ".join(part for part in (card.municipality, country_name(card.country)) if part),
        whereabouts=_whereabouts(card),
        distance=_distance(card),
        visit=str(VisitState(card.visit).label),
        doubt=hours_in_doubt(card.checked) if card.has_hours else "",
        name_label=name_label,
        summary_label=summary_label if card.summary_language != card.name_language else "",
    )


def _label(text: str, text_language: str, page: str) -> str:
    """The own name of a language that a reader of the page does not expect."""
    if not text or text_language in ("", page):
        return ""
    return OWN_NAMES.get(text_language, text_language)


def _whereabouts(card: Card) -> str:
    if card.lon is None:
        return _("position not known")
    if card.precision == Precision.MUNICIPALITY and card.municipality:
        return _("somewhere in %(town)s") % {"town": card.municipality}
    if card.precision in (Precision.MUNICIPALITY, Precision.APPROXIMATE):
        return _("position roughly known")
    return ""


def _distance(card: Card) -> str:
    if card.distance_km is None:
        return ""
    digits = 0 if card.distance_km >= 10 or card.distance_is_about else 1
    km = number_format(card.distance_km, digits)
    if card.distance_is_about:
        return _("about %(km)s km") % {"km": km}
    return _("%(km)s km") % {"km": km}
