"""Pilots as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from inducult.common.languages import Said
from inducult.partnership.models import Area
from inducult.strategy.appreciating import questions
from inducult.strategy.models import Pilot, Strategy, Takeover
from inducult.strategy.models.action import Status
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region


@dataclass(frozen=True)
class PilotAsked:
    """Which pilots are to be shown; unknown words are left out."""

    area: str = ""
    type: str = ""
    region: str = ""
    status: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> PilotAsked:
        """From the words of an address."""
        known = {"area": Area.values, "type": Pilot.Type.values, "status": Status.values}
        told = {name: sent.get(name, "") for name in known}
        kept = {name: word for name, word in told.items() if word in known[name]}
        return cls(region=sent.get("region", "")[:40].replace("\0", ""), **kept)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.area or self.type or self.region or self.status)

    def rows(self, pilots: QuerySet[Pilot]) -> list[Pilot]:
        """Those that fit, by title. Areas stand in a list that not every database looks into."""
        told = {"type": self.type, "region": self.region, "status": self.status}
        rows = pilots.filter(**{name: word for name, word in told.items() if word})
        rows = rows.select_related("region").prefetch_related("region__texts")
        ordered = rows.order_by("title", "id")
        return [pilot for pilot in ordered if not self.area or self.area in pilot.areas]


def pilots_of_strategy(strategy: Strategy, reader: Any) -> list[tuple[Pilot, Said]]:
    """The public pilots that belong to a strategy, with their regions; none for who reads no plan.

    To a region's belong those that carry out its actions, and those of the region that carry out
    no action of any plan; to that of Central Europe all of the network.
    """
    if not may(reader, "plan.read", strategy):
        return []
    rows = Pilot.objects.filter(is_public=True).select_related("region")
    if strategy.region_id:
        of_region = Q(action=None, region=strategy.region_id)
        rows = rows.filter(Q(action__strategy=strategy) | of_region)
    ordered = rows.prefetch_related("region__texts").order_by("title", "id")
    return [(pilot, name_of_region(pilot.region)) for pilot in ordered]


@dataclass(frozen=True)
class Taken:
    """Who took something over; `address` of the action if the reader may read its strategy."""

    region: Said
    at: Any
    address: str = ""


def appreciations_of(pilot: Pilot) -> list[tuple[Any, Said, list[tuple[str, str]]]]:
    """Each with the region that gave it, and its answers beside the questions."""
    rows = pilot.appreciations.select_related("by").prefetch_related("by__texts")
    return [
        (
            row,
            name_of_region(row.by),
            [(q, a) for q, a in zip(questions(row.stage), row.answers, strict=False) if a],
        )
        for row in rows.order_by("given_at", "id")
    ]


def takeovers_of(kind: str, key: str, reader: Any) -> list[Taken]:
    """Where a thing was taken up; the first to do so first."""
    rows = Takeover.objects.filter(kind=kind, taken_key=key).order_by("at", "id")
    related = rows.select_related("region", "action__strategy").prefetch_related("region__texts")
    return [Taken(name_of_region(row.region), row.at, _address(row, reader)) for row in related]


def _address(takeover: Takeover, reader: Any) -> str:
    strategy = takeover.action.strategy
    if not may(reader, "plan.read", strategy):
        return ""
    return reverse("strategy:action", args=[strategy.slug, takeover.action.key])
