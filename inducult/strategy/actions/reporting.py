"""A half-yearly report is asked for, and closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow
from inducult.strategy.models import Action, Asked, HalfYear, Strategy
from inducult.strategy.progress import OPEN
from inducult.strategy.reporting import assembled, unexplained


class Unexplained(ValueError):
    """Actions were not carried out and nobody says why: the report cannot be closed."""

    def __init__(self, actions: list[Action]) -> None:
        super().__init__(", ".join(action.key for action in actions))
        self.actions = actions


class Closed(ValueError):
    """A report that was closed is never changed."""


@transaction.atomic
def ask(strategy: Strategy, year: int, half: int, *, due: date, by: Actor) -> HalfYear:
    """Ask everybody who leads an open action; asked again, nobody is asked twice."""
    half_year, _is_new = HalfYear.objects.get_or_create(
        strategy=strategy, year=year, half=half, defaults={"due": due, "asked_by": by.name}
    )
    if half_year.closed_at:
        raise Closed(half_year.key)
    leads = Action.objects.filter(strategy=strategy, status__in=OPEN, lead_person__is_active=True)
    people = sorted(set(leads.order_by().values_list("lead_person", flat=True)))
    asked = [Asked(half_year=half_year, person_id=person) for person in people]
    Asked.objects.bulk_create(asked, ignore_conflicts=True)
    told = {"year": year, "half": half, "asked": len(people)}
    keep([Trace("ask", "half year", half_year.key, {}, told)], by=by)
    grow(strategy)
    return half_year


@transaction.atomic
def close(half_year: HalfYear, today: date, *, by: Actor) -> HalfYear:
    """Freeze the report as it is today. Raises Unexplained and Closed."""
    half_year = HalfYear.objects.select_for_update(of=("self",)).get(pk=half_year.pk)
    if half_year.closed_at:
        raise Closed(half_year.key)
    if lacking := unexplained(half_year.strategy, today):
        raise Unexplained(lacking)
    half_year.content = assembled(half_year, today)
    half_year.closed_at, half_year.closed_by = timezone.now(), by.name
    half_year.save()
    keep([Trace("close", "half year", half_year.key, {}, {"closed": today.isoformat()})], by=by)
    grow(half_year.strategy)
    return half_year
