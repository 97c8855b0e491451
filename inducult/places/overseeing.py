"""How fresh the published places of some regions are, and what became of our letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inducult.partnership.models import Region, Role
from inducult.partnership.roles import everywhere, is_steward, regions_of
from inducult.places.ageing import of_freshness
from inducult.places.freshness import VISITABLE, Freshness, add_months
from inducult.places.models import Place, PlaceRegion, Reminder
from inducult.places.vocabulary import State

NO_REGION = "none"


@dataclass(frozen=True)
class Standing:
    """The places of a region (None: of no region) that one can visit, and the year's letters."""

    region: Region | None
    fresh: int
    getting_old: int
    stale: int
    sent: int
    answered: int

    @property
    def places(self) -> int:
        return self.fresh + self.getting_old + self.stale

    @property
    def code(self) -> str:
        return self.region.code if self.region else NO_REGION


def regions_overseen(person: Any) -> QuerySet[Region]:
    """The regions whose coordinator the person is; for the steward all."""
    if sees_all(person):
        return Region.objects.order_by("code")
    codes = regions_of(person, Role.COORDINATOR)
    return Region.objects.filter(code__in=codes).order_by("code")


def sees_all(person: Any) -> bool:
    return bool(is_steward(person)) or everywhere(person, Role.COORDINATOR)


def counts_of(regions: Iterable[Region], today: date, *, of_none: bool) -> list[Standing]:
    """One row for each region, and one for the places of no region if they are asked for."""
    known = {region.code: region for region in regions}
    fresh, letters = _freshness(today), _letters(today)
    rows: list[Region | None] = [*known.values(), *([None] if of_none else [])]
    return [_count(region, fresh, letters) for region in rows]


def places_overseen(codes: Iterable[str], *, of_none: bool) -> QuerySet[Place]:
    """The published places of these regions that one can visit."""
    own = PlaceRegion.objects.filter(place=OuterRef("pk")).order_by()
    wanted = Q(Exists(own.filter(region__in=list(codes))))
    wanted |= ~Q(Exists(own)) if of_none else Q()
    return _visitable().filter(wanted)


def _visitable() -> QuerySet[Place]:
    return Place.objects.filter(state=State.PUBLISHED, visit__state__in=VISITABLE)


def _freshness(today: date) -> dict[str | None, dict[str, int]]:
    """How many places of each region are how fresh."""
    counts = {each.value: Count("pk", filter=of_freshness(each, today)) for each in Freshness}
    rows = _visitable().order_by().values("regions").annotate(**counts)
    return {row.pop("regions"): row for row in rows}


def _letters(today: date) -> dict[str | None, dict[str, int]]:
    """How many questions of the last year went out about places of each region."""
    sent = Reminder.objects.filter(sent_at__date__gt=add_months(today, -12)).order_by()
    answered = Count("pk", filter=~Q(answer=""))
    rows = sent.values("place__regions").annotate(sent=Count("pk"), answered=answered)
    return {row.pop("place__regions"): row for row in rows}


def _count(region: Region | None, fresh: dict[Any, Any], letters: dict[Any, Any]) -> Standing:
    code = region.code if region else None
    counted = {each.value: 0 for each in Freshness} | {"sent": 0, "answered": 0}
    return Standing(region, **{**counted, **fresh.get(code, {}), **letters.get(code, {})})
