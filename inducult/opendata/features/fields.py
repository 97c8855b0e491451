"""The properties of each collection, in the order in which they are shown.

What can be asked for (`Field`) and what a feature has are the same, but for names in every
language and texts, which features have and filters do not look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.languages import CODES
from inducult.opendata.features.table import Field, Kind
from inducult.places.terms import load_terms
from inducult.places.vocabulary import (
    Access,
    Audience,
    OfferKind,
    PhaseState,
    Precision,
    Tense,
    VisitState,
)

TEXT, SET, INTEGER, FLAG, DATE = Kind.TEXT, Kind.SET, Kind.INTEGER, Kind.FLAG, Kind.DATE
AREAS: Final = ("T1", "T2", "T3", "T4")
NAMES: Final = tuple(f"name_{code}" for code in CODES)


def _themes() -> list[str]:
    return [code for code, term in load_terms().items() if term.is_theme]


def _types() -> list[str]:
    return [code for code, term in load_terms().items() if not term.is_theme]


def _by_name(*fields: Field) -> Mapping[str, Field]:
    return {field.name: field for field in fields}


# Where an offer or event takes place: said of both.
_WHERE: Final = (
    Field("place", TEXT, _("identifier of the place")),
    Field("place_name", TEXT, _("name of the place")),
    Field("municipality", TEXT, _("town")),
    Field("country", TEXT, pgettext_lazy("of a place", "Country")),
    Field("regions", SET, _("regions of the network")),
)

PLACES: Final = _by_name(
    Field("slug", TEXT, _("word in the address of the page")),
    Field("name", TEXT, _("name, in the language of the place where it is known")),
    Field("name_language", TEXT, _("language of the name")),
    Field("theme", TEXT, _("main theme"), _themes()),
    Field("type", TEXT, _("main type"), _types()),
    Field("themes", SET, _("all themes"), _themes()),
    Field("types", SET, _("all types"), _types()),
    Field("times", SET, _("past, present, future"), Tense.values),
    Field("phase", TEXT, _("latest phase of its life"), PhaseState.values),
    Field("working_from", INTEGER, _("first year of industrial work")),
    Field("working_to", INTEGER, _("last year of industrial work; empty while it goes on")),
    Field("visit", TEXT, _("whether it can be visited"), VisitState.values),
    Field("opening_hours", TEXT, _("opening hours (OpenStreetMap syntax)")),
    Field("offers", SET, _("kinds of offer"), OfferKind.values),
    Field("audiences", SET, _("for whom"), Audience.values),
    Field("visit_languages", SET, _("languages of the visit")),
    Field("accessibility", SET, _("accessibility"), Access.values),
    Field("municipality", TEXT, _("town")),
    Field("country", TEXT, pgettext_lazy("of a place", "Country")),
    Field("nuts3", TEXT, _("statistical region (NUTS 3)")),
    Field("regions", SET, _("regions of the network")),
    Field("areas", SET, _("thematic areas"), AREAS),
    Field("operator", TEXT, _("who runs it")),
    Field("website", TEXT, _("website")),
    Field("endangered", FLAG, _("whether it is at risk")),
    Field("confidence", TEXT, _("how sure the record is"), ("low", "medium", "high")),
    Field("position_precision", TEXT, _("precision of the position"), Precision.values),
    Field("position_licence", TEXT, _("licence of the position")),
)

OFFERS: Final = _by_name(
    Field("kind", TEXT, _("kind of offer"), OfferKind.values),
    Field("audiences", SET, _("for whom"), Audience.values),
    Field("duration_min", INTEGER, _("length in minutes")),
    Field("capacity", INTEGER, _("how many people at most")),
    Field("age_min", INTEGER, _("from which age")),
    Field("age_max", INTEGER, _("up to which age")),
    Field("note", TEXT, _("note")),
    Field("note_language", TEXT, _("language of the note")),
    *_WHERE,
)

EVENTS: Final = _by_name(
    Field("title", TEXT, _("title")),
    Field("title_language", TEXT, _("language of the title")),
    Field("starts_on", DATE, _("first day")),
    Field("ends_on", DATE, _("last day")),
    Field("recurrence", TEXT, _("when it recurs (RFC 5545)")),
    Field("url", TEXT, _("page of the event")),
    *_WHERE,
)

REGIONS: Final = _by_name(
    Field("name", TEXT, _("name")),
    Field("country", TEXT, pgettext_lazy("of a place", "Country")),
    Field("nuts", SET, _("NUTS codes (2021)")),
    Field("areas", SET, _("thematic areas"), AREAS),
    Field("boundary_source", TEXT, _("source of the boundary")),
)


RECORDS: Final = _by_name(
    Field("type", TEXT, _("kind of resource"), ("dataset", "service")),
    Field("title", TEXT, _("title")),
    Field("description", TEXT, _("description")),
    Field("keywords", SET, _("keywords")),
    Field("license", TEXT, _("licence")),
    Field("updated", DATE, _("last change")),
)


def extras(collection: str) -> Iterable[tuple[str, Any]]:
    """What features have beside their fields: name and title."""
    if collection in ("places", "regions"):
        yield from ((name, _("name in one language")) for name in NAMES)
    if collection == "places":
        yield "summary", _("short description, in English where there is one")
        yield "summary_language", _("language of the description")
