"""A place as its page prints it: one value from a record, a language and a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import translation

from inducult.common.languages import Said
from inducult.explore import timeline
from inducult.explore.reading.checking import Checking, checking_of
from inducult.explore.reading.conditions import Conditions, conditions_of
from inducult.explore.reading.evidence import Evidence, Link, evidence_of, link_of
from inducult.explore.reading.kinds import Kind, kinds_of
from inducult.explore.reading.life import Life, life_of, phases_of
from inducult.explore.reading.names import Names, names_of
from inducult.explore.reading.neighbours import Neighbour, Related
from inducult.explore.reading.offers import (
    Event,
    Group,
    Picture,
    events_of,
    offers_of,
    pictures_of,
)
from inducult.explore.reading.opening import Opening, local_day, opening_of, visit_of
from inducult.explore.reading.told import Told, best_of, note
from inducult.explore.reading.where import Where, where_of
from inducult.explore.timeline import TimeLine
from inducult.partnership.models import Area
from inducult.places.showing import ShownPicture
from inducult.places.terms import theme_of
from inducult.places.vocabulary import Ownership, VisitState


@dataclass(frozen=True)
class RegionOf:
    """A region that the place belongs to; `found_by` says by whom if not by its boundary."""

    code: str
    name: Said
    found_by: str = ""


@dataclass(frozen=True)
class Around:
    """What a page shows of other things; looked up by the one who asks for the page."""

    regions: tuple[RegionOf, ...] = ()
    related: tuple[Related, ...] = ()
    nearby: tuple[Neighbour, ...] = ()
    pictures: Mapping[str, ShownPicture] = field(default_factory=dict)  # by file


@dataclass(frozen=True)
class VisitBox:
    """How to visit. `conditions` and `checking` are left out where nobody can visit."""

    state: str
    label: str
    opening: Opening
    raw_hours: str
    hours_source: Told
    hours_link: Link | None
    checking: Checking | None
    conditions: Conditions | None


@dataclass(frozen=True)
class Belonging:
    """Who runs, owns and protects the place, and how to reach it."""

    operator: str
    ownership: str
    protection: tuple[Told, ...]
    website: Link | None
    phone: str


@dataclass(frozen=True)
class PlacePage:
    """Everything on the page of a place, in the order in which it is printed."""

    id: str
    slug: str
    names: Names
    kinds: tuple[Kind, ...]
    areas: tuple[tuple[str, str], ...]
    endangered: bool
    summary: Told | None
    description: Told | None
    life: Life
    timeline: TimeLine | None
    visit: VisitBox
    where: Where
    belonging: Belonging
    offers: tuple[Group, ...]
    events: tuple[Event, ...]
    pictures: tuple[Picture, ...]
    evidence: Evidence
    around: Around

    @property
    def theme(self) -> str:
        """The theme of what the place is above all; "" without types."""
        return theme_of(self.kinds[0].code) if self.kinds else ""

    @property
    def tenses(self) -> tuple[str, ...]:
        return tuple(tense.tense for tense in self.life.tenses)


def read(
    record: Mapping[str, Any], language: str, moment: datetime, around: Around | None = None
) -> PlacePage:
    """The page of a place. Raises ValueError for a moment without time zone."""
    with translation.override(language):
        return _page(record, language, moment, around or Around())


def _page(record: Mapping[str, Any], language: str, moment: datetime, around: Around) -> PlacePage:
    today = local_day(record, moment)
    return PlacePage(
        id=record["id"],
        slug=record["slug"],
        names=names_of(record, language),
        kinds=kinds_of(record["types"], language),
        areas=tuple((code, str(Area(code).label)) for code in record["areas"]),
        endangered=bool(record["endangered"]),
        summary=_text(record, "summary", language),
        description=_text(record, "description", language),
        life=life_of(record, language, today),
        timeline=timeline.draw(phases_of(record), today=today),
        visit=_visit(record, moment),
        where=where_of(record),
        belonging=_belonging(record),
        offers=offers_of(record, language),
        events=events_of(record, language, today),
        pictures=pictures_of(record, language, around.pictures),
        evidence=evidence_of(record),
        around=around,
    )


def _text(record: Mapping[str, Any], field: str, language: str) -> Told | None:
    return best_of((text for text in record["texts"] if text["field"] == field), language)


def _visit(record: Mapping[str, Any], moment: datetime) -> VisitBox:
    told, today = record["visit"], local_day(record, moment)
    opening = opening_of(record, moment)
    nobody = opening.is_gone or told["state"] == VisitState.NO_ACCESS
    return VisitBox(
        state=told["state"],
        label=str(VisitState(told["state"]).label),
        opening=opening,
        raw_hours=told["opening_hours"],
        hours_source=note(told["hours_source"]),
        hours_link=link_of(told["hours_source"]),
        checking=None if nobody else checking_of(told, today),
        conditions=None if nobody else conditions_of(record, visit_of(record, today), today),
    )


def _belonging(record: Mapping[str, Any]) -> Belonging:
    ownership = record["ownership"]
    registers = [each["value"] for each in record["identifiers"] if each["scheme"] == "heritage"]
    lines = [line for line in (record["protection"], *registers) if line]
    return Belonging(
        operator=record["operator"],
        ownership="" if ownership == Ownership.UNKNOWN else str(Ownership(ownership).label),
        protection=tuple(note(line) for line in dict.fromkeys(lines)),
        website=link_of(record["website"]),
        phone=record["phone"],
    )
