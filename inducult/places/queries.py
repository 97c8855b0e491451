"""What other parts ask of the register of places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from inducult.common.gazetteer import find_town
from inducult.common.geometry import Boundaries
from inducult.common.models import Act
from inducult.partnership.models import Region
from inducult.partnership.roles import (
    KEEPING,
    everywhere,
    has_a_role,
    is_member,
    is_scientist,
    is_steward,
    organisations_of,
    regions_of,
)
from inducult.places.curated import Surroundings
from inducult.places.models import (
    Correction,
    FormerSlug,
    Keeping,
    Medium,
    Picture,
    Place,
    PlaceRegion,
    Publication,
    Story,
    Withdrawal,
)
from inducult.places.vocabulary import State


def surroundings() -> Surroundings:
    """Towns and region boundaries as the register knows them now."""
    regions = {region.code: region.boundary for region in Region.objects.all()}
    boundaries = Boundaries({code: shape for code, shape in regions.items() if shape})
    return Surroundings(town_at, boundaries.holding, frozenset(regions))


@cache
def town_at(name: str, country: str) -> tuple[float, float] | None:
    """Where a town stands; `Karlovy Vary (Dvory)` and `Genk-Winterslag` stand on their town."""
    found = (find_town(part, country) for part in (name, re.split(r"[-(,/]", name)[0]))
    town = next(filter(None, found), None)
    return (town.lon, town.lat) if town else None


def published_records() -> Iterator[str]:
    """The published records as JSON, in the order of their making, in flat memory."""
    publications = Publication.objects.order_by("place_id").values_list("record", flat=True)
    return publications.iterator(chunk_size=2_000)


def published_count() -> int:
    return Publication.objects.count()


def last_published_at() -> datetime | None:
    """When the public state last changed: the time that an edition carries.

    None before the first publication. A place that was taken back is a change as well.
    """
    last = Publication.objects.aggregate(last=Max("published_at"))["last"]
    taken_back = Act.objects.filter(subject_kind="place", deed="archive")
    times = [last, taken_back.aggregate(last=Max("at"))["last"]]
    return max((at for at in times if at), default=None)


def withdrawals() -> QuerySet[Withdrawal]:
    """What was withdrawn from all that had been published until then, the oldest first."""
    return Withdrawal.objects.order_by("withdrawn_at", "id")


def is_published_picture(picture: Picture) -> bool:
    """Whether a publication shows the picture: of its place, or of another that took it over."""
    places = set(Medium.objects.filter(file=picture.file).values_list("place_id", flat=True))
    named = Publication.objects.filter(place__in={picture.place_id, *places})
    return named.filter(record__contains=f'"{picture.file}"').exists()


def present_slug(former: str) -> str | None:
    """The slug to which an old address leads."""
    found = FormerSlug.objects.filter(slug=former).select_related("place").first()
    place = found.place if found else Place.objects.filter(slug=former).first()
    if place is None or (found is None and place.merged_into_id is None):
        return None
    return standing(place).slug


def present_place(identifier: str) -> str | None:
    """The identifier of the place into which a place was merged."""
    place = Place.objects.filter(identifier=identifier, merged_into__isnull=False).first()
    return standing(place).identifier if place else None


def standing(place: Place) -> Place:
    """The place itself, or the one that it was merged into, however many steps away."""
    seen = {place.pk}
    while place.merged_into and place.merged_into.pk not in seen:
        place = place.merged_into
        seen.add(place.pk)
    return place


def taken_out_on(slug: str) -> date | None:
    """The day on which a place that was public was taken out; None for any other address."""
    place = Place.objects.filter(slug=slug, state=State.ARCHIVED).first()
    if place is None:
        return None
    acts = Act.objects.filter(subject_kind="place", subject=place.identifier, deed="archive")
    public = [act for act in acts.order_by("id") if (act.before or {}).get("publication")]
    return public[-1].at.date() if public else None


def published() -> QuerySet[Place]:
    return Place.objects.filter(publication__isnull=False)


def seen_by(person: Any) -> QuerySet[Place]:
    """The places that the person may see: `places.see` (rights.py) as a query."""
    if not is_member(person):
        return Place.objects.none()
    if is_scientist(person):
        return Place.objects.all()
    return Place.objects.filter(_open(person))


def worked_on_by(person: Any) -> QuerySet[Place]:
    """The places to which the person may propose: `places.propose` (rights.py) as a query."""
    return Place.objects.filter(_open(person)) if has_a_role(person) else Place.objects.none()


def _open(person: Any) -> Q:
    own = Correction.objects.filter(author=person, place=OuterRef("pk"))
    return Q(state=State.PUBLISHED) | _kept(person) | Q(Exists(own))


def kept_by(person: Any) -> QuerySet[Place]:
    """The places that the person keeps: `places.keep` (rights.py) as a query."""
    return Place.objects.filter(_kept(person))


def _kept(person: Any) -> Q:
    if is_steward(person) or everywhere(person, *KEEPING):
        return Q(pk__isnull=False)
    regions = PlaceRegion.objects.filter(
        region__in=regions_of(person, *KEEPING), place=OuterRef("pk")
    )
    return Q(Exists(regions)) | Q(Exists(entrusted_to(person)))


def entrusted_to(person: Any) -> QuerySet[Keeping]:
    """What has been entrusted to the organisations of the person, for the place around it."""
    return Keeping.objects.filter(organisation__in=organisations_of(person), place=OuterRef("pk"))


def stories_of(identifier: str) -> list[Story]:
    """The stories that are shown with a place, the oldest first; taken back, they are gone."""
    return list(Story.objects.filter(place__identifier=identifier).order_by("id"))


def meant_by(told: str, places: QuerySet[Place]) -> Place | None:
    """Of these places the one with this address, the word in it, a former one, or identifier."""
    parts = [part for part in urlsplit(told).path.split("/") if part]
    word = re.sub(r"\s+", "-", parts[-1]).lower()[:100] if parts else ""
    former = FormerSlug.objects.filter(slug=word).values("place")
    return (
        places.filter(slug=word).first()
        or places.filter(identifier=word).first()
        or places.filter(pk__in=former).first()
    )
