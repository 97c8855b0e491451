"""Other places on the page of a place: related ones and those near by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from inducult.catalogue.queries import Card
from inducult.common.languages import Said
from inducult.explore.reading.kinds import type_label
from inducult.explore.reading.names import name_of
from inducult.explore.reading.told import Told
from inducult.places.vocabulary import Precision, RelationKind

SAME_TOWN_KM: Final = 0.5


@dataclass(frozen=True)
class Neighbour:
    """A place near by; `distance` in words says "about" where one of the two is not exact."""

    slug: str
    name: Said
    kind: str
    what: str
    tenses: tuple[str, ...]
    distance: str


@dataclass(frozen=True)
class Related:
    """A place that this one is part of, follows, shares its ground with or is related to."""

    relation: str
    slug: str
    name: Told


def neighbour(card: Card, page: str, *, here_is_exact: bool) -> Neighbour:
    """A card as a neighbour."""
    kind = card.types[0] if card.types else ""
    about = card.distance_is_about or not here_is_exact
    return Neighbour(
        card.slug,
        Said(card.name, card.name_language),
        kind,
        type_label(kind, page) if kind else "",
        card.tenses,
        distance_in_words(card.distance_km, about=about),
    )


def related(relation: str, record: Mapping[str, Any], page: str) -> Related:
    """A relation to the place of a record."""
    return Related(str(RelationKind(relation).label), record["slug"], name_of(record, page))


def is_exact(record: Mapping[str, Any]) -> bool:
    """Whether distances from a place may be told without "about"."""
    position = record["position"]
    return bool(position) and position["precision"] in (Precision.EXACT, Precision.STREET)


def distance_in_words(km: float | None, *, about: bool) -> str:
    """ "850 m", "3.2 km", "about 12 km"; "in the same town" where both stand in its middle."""
    if km is None:
        return ""
    if about and km < SAME_TOWN_KM:
        return _("in the same town")
    if about:
        return _("about %(km)s km") % {"km": number_format(max(km, 1), 0)}
    if km < 1:
        return _("%(metres)s m") % {"metres": int(round(km * 1000, -1))}
    return _("%(km)s km") % {"km": number_format(km, 1 if km < 10 else 0)}
