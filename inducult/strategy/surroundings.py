"""What stands around a part of a plan: voices, places, pilots, history; for one reader."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from inducult.catalogue.queries import current, name_of
from inducult.common.models import Act
from inducult.partnership.queries import names_of_actors
from inducult.strategy.citing import Cited
from inducult.strategy.models import Action, Pilot
from inducult.strategy.plan_words import DEED_WORDS
from inducult.strategy.sources import sources_behind

HISTORY = 40  # deeds on a page


@dataclass(frozen=True)
class Voices:
    """What a thing grew from: heard ones with their words, lost ones as a count; and places."""

    heard: list[Cited]
    lost: int
    places: list[Cited]


@dataclass(frozen=True)
class Spot:
    """A published place: its name and where it is."""

    key: str
    name: str
    language: str
    address: str
    longitude: float | None = None
    latitude: float | None = None


def voices_of(kind: str, key: str, reader: Any) -> Voices:
    """The citations of a thing; hidden ones are not even counted."""
    sources = sources_behind(kind, key, reader)
    heard = [each for each in sources.seen if each.kind != "place"]
    return Voices(heard, sources.withdrawn, sources.of("place"))


def places_of(thing: Action | Pilot) -> list[Spot]:
    """Its places that are published, by the words of the edition."""
    identifiers = thing.places.order_by("identifier").values_list("identifier", flat=True)
    return spots(identifiers)


def spots(identifiers: Iterable[str]) -> list[Spot]:
    """The published ones among these places."""
    edition, language = current(), get_language() or "en"
    records = [record for key in identifiers if edition and (record := edition.place(key))]
    return [_spot(record, name_of(record, language)) for record in records]


def points_of(spots: Iterable[Spot]) -> str:
    """Where they are, as the small map takes it; "" if nobody knows of any."""
    known = [{"lon": s.longitude, "lat": s.latitude} for s in spots if s.longitude is not None]
    return json.dumps(known) if known else ""


def pilots_of(action: Action, reader: Any) -> list[Pilot]:
    """The pilots that carry it out and that the reader may see."""
    rows = action.pilots.order_by("title", "id")
    return list(rows if getattr(reader, "held", None) else rows.filter(is_public=True))


def history_of(kind: str, key: str) -> list[dict[str, Any]]:
    """The last deeds on a thing, the newest first."""
    acts = Act.objects.filter(subject_kind=kind, subject=key).order_by("-id")[:HISTORY]
    names = names_of_actors(act.actor for act in acts)
    return [
        {"at": act.at, "by": names[act.actor], "deed": DEED_WORDS.get(act.deed, act.deed)}
        for act in acts
    ]


def _spot(record: Any, name: Any) -> Spot:
    position = record.get("position") or {}
    address = reverse("explore:place", kwargs={"slug": record["slug"]})
    lon, lat = position.get("lon"), position.get("lat")
    return Spot(record["id"], name.text, name.language, address, lon, lat)
