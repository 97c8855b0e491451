"""Whom we ask whether a visit is still as we say, about which places, and when.

Asked are the people of the organisations to which a place is entrusted; where there are none, the
keepers of its regions, and where a region has no keeper, its coordinators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from inducult.partnership.models import Assignment, Person, Role
from inducult.partnership.roles import (
    KEEPING,
    everywhere,
    is_steward,
    organisations_of,
    regions_of,
)
from inducult.places.ageing import getting_old
from inducult.places.freshness import add_months, verdict_on
from inducult.places.models import Keeping, Place, PlaceRegion, Reminder
from inducult.places.records import READERS
from inducult.places.vocabulary import State

MOST: Final = 20  # places in one letter: more are not looked at in one sitting
REST: Final = timedelta(days=7)  # between two letters to one person
AGAIN_MONTHS: Final = 12  # after which a question without an answer is asked again
CHUNK: Final = 500


@dataclass(frozen=True)
class Due:
    """A question that is due: since which day, and whether once a year or for a season."""

    on: date
    season: str


def due(visit: Mapping[str, Any], today: date, last: Reminder | None = None) -> Due | None:
    """The question to ask now, after the last one to the same person; None if there is none.

    Asked is when something gets old, when it is stale, and then once a year: each of these days is
    a day of its own, so that asking twice on one day, or on two, gives one question.
    """
    verdict = verdict_on(visit, today)
    if verdict is None or verdict.is_fresh:
        return None
    season = Reminder.Season.SEASONAL if verdict.seasonal else Reminder.Season.YEARLY
    if last is None or (verdict.since and last.due_on < verdict.since):
        return Due(verdict.since or today, season)
    asked = last.asked_at.date()
    return Due(today, season) if add_months(asked, AGAIN_MONTHS) <= today else None


def keepers_to_ask() -> QuerySet[Person]:
    """Everybody who may be asked about some place."""
    roles = Assignment.objects.filter(
        person=OuterRef("pk"), role__in=(Role.ORGANISATION_KEEPER, *KEEPING)
    )
    return Person.objects.filter(Exists(roles.order_by()), is_active=True).order_by("pk")


def places_to_ask(person: Person) -> QuerySet[Place]:
    """The published places about which this person is the one to be asked."""
    entrusted = Keeping.objects.filter(place=OuterRef("pk")).order_by()
    mine = entrusted.filter(organisation__in=organisations_of(person))
    kept = _regions_to_answer_for(person)
    regional = PlaceRegion.objects.filter(place=OuterRef("pk"), region__in=kept).order_by()
    in_hands = entrusted.filter(organisation__in=_organisations_with_people())
    return Place.objects.filter(
        Q(Exists(mine)) | (Q(Exists(regional)) & ~Exists(in_hands)), state=State.PUBLISHED
    )


def part_of(person: Person, place: Place) -> str:
    """The role in which the person works on the place; "" if she has none at all."""
    if organisations_of(person) & {k.organisation_id for k in place.keepings.all()}:
        return Role.ORGANISATION_KEEPER
    held = {b.region_id for b in place.belongings.all()}
    for role in KEEPING:
        if everywhere(person, role) or regions_of(person, role) & held:
            return role
    if is_steward(person):
        return Role.STEWARD
    return Role.CONTRIBUTOR if person.held else ""


def questions(person: Person, today: date) -> list[tuple[Place, Due]]:
    """What to ask the person now, the longest unchecked first, as much as fits in a letter."""
    return list(islice(_questions(person, today), MOST))


def _questions(person: Person, today: date) -> Iterator[tuple[Place, Due]]:
    asked = Reminder.objects.filter(person=person, place=OuterRef("pk"))
    lately = asked.filter(asked_at__date__gt=add_months(today, -1)).order_by()
    old = places_to_ask(person).filter(getting_old(today)).exclude(Exists(lately))
    ordered = old.order_by("visit__checked_on", "pk")
    keys = iter(list(ordered.values_list("pk", flat=True)))
    while chunk := list(islice(keys, CHUNK)):
        yield from _of_chunk(person, chunk, today)


def _of_chunk(person: Person, keys: list[int], today: date) -> Iterator[tuple[Place, Due]]:
    places, visits = Place.objects.in_bulk(keys), READERS["visit"](keys)
    earlier = Reminder.objects.filter(person=person, place__in=keys).order_by("due_on")
    last = {reminder.place_id: reminder for reminder in earlier}
    for key in keys:
        found = due(visits[key][0], today, last.get(key)) if visits[key] else None
        if found is not None:
            yield places[key], found


def _regions_to_answer_for(person: Person) -> set[str]:
    """Her regions as a keeper; as a coordinator those that have no keeper."""
    kept = {
        code
        for code in Assignment.objects.filter(role=Role.KEEPER, person__is_active=True)
        .order_by()
        .values_list("region_id", flat=True)
        if code
    }
    coordinated = regions_of(person, Role.COORDINATOR) - kept
    return set(regions_of(person, Role.KEEPER) | coordinated)


def _organisations_with_people() -> QuerySet[Assignment, Any]:
    keepers = Assignment.objects.filter(role=Role.ORGANISATION_KEEPER, person__is_active=True)
    return keepers.exclude(organisation=None).order_by().values("organisation")
