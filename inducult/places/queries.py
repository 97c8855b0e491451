"""What other parts ask of the register of places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from django.db.models import Max, QuerySet

from inducult.common.gazetteer import find_town
from inducult.common.geometry import Boundaries
from inducult.partnership.models import Region
from inducult.places.curated import Surroundings
from inducult.places.models import FormerSlug, Place, Publication


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
    """When the public state last changed: the time that an edition carries."""
    last: datetime | None = Publication.objects.aggregate(last=Max("published_at"))["last"]
    return last


def present_slug(former: str) -> str | None:
    """The slug to which an old address leads."""
    found = FormerSlug.objects.filter(slug=former).select_related("place").first()
    return found.place.slug if found else None


def published() -> QuerySet[Place]:
    return Place.objects.filter(publication__isnull=False)
