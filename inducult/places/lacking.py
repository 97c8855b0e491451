"""The checks of `completeness.py` as conditions of the database, to find places by what they lack.

A test holds each condition against the check of the same code.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from inducult.common.languages import OF_COUNTRY
from inducult.places.freshness import VISITABLE
from inducult.places.models import (
    Medium,
    MediumText,
    Phase,
    PlaceName,
    PlaceText,
    PlaceType,
    Position,
    Source,
)
from inducult.places.vocabulary import VisitState


def _none_of(model: Any, **wanted: Any) -> Q:
    return ~Q(_some_of(model, **wanted))


def _some_of(model: Any, **wanted: Any) -> Exists:
    return Exists(model.objects.filter(place=OuterRef("pk"), **wanted).order_by())


def _no_summary(*languages: str) -> Q:
    return _none_of(PlaceText, field="summary", language__in=languages, text__regex=r"\S")


def _no_own_summary() -> Q:
    others = ~Q(country__in=list(OF_COUNTRY)) & _no_summary("en")
    for country, languages in OF_COUNTRY.items():
        others |= Q(country=country) & _no_summary(*languages)
    return others


def _picture_without_words() -> Q:
    others = ~Q(country__in=list(OF_COUNTRY)) & _untold("en")
    for country, languages in OF_COUNTRY.items():
        others |= Q(country=country) & _untold("en", *languages)
    return others


def _untold(*languages: str) -> Q:
    """Of whose pictures one has no words in any of these languages."""
    words = MediumText.objects.filter(
        medium=OuterRef("pk"), language__in=languages, text__regex=r"\S"
    )
    media = Medium.objects.filter(~Exists(words.order_by()), place=OuterRef("pk"))
    return Q(Exists(media.order_by()))


LACKING: Final[dict[str, Q]] = {
    "name": _none_of(PlaceName, text__regex=r"\S"),
    "type": _none_of(PlaceType),
    "position": _none_of(Position),
    "position_licence": Q(_some_of(Position, licence="")),
    "country": Q(country=""),
    "source": ~Q(Exists(Source.objects.filter(place=OuterRef("pk")).exclude(url="").order_by())),
    "picture_licence": Q(_some_of(Medium, author="")) | Q(_some_of(Medium, licence="")),
    "picture_text": _picture_without_words(),
    "summary_en": _no_summary("en"),
    "summary_own": _no_own_summary(),
    "phases": _none_of(Phase),
    "visit": Q(visit__state=VisitState.UNKNOWN) | Q(visit__isnull=True),
    "hours": Q(visit__state=VisitState.OPEN, visit__opening_hours=""),
    "checked": Q(visit__state__in=VISITABLE, visit__checked_on=""),
    "website": Q(website=""),
    "picture": _none_of(Medium),
}
