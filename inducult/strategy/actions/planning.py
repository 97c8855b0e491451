"""A plan is written: parts are added, changed, moved and taken out, each with its trace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow
from inducult.strategy.models import Action, Field, Indicator, Measure, Objective
from inducult.strategy.plan_records import (
    Part,
    has_places,
    key_of,
    kind_of,
    record_of,
    set_places,
    strategy_of,
)

ABOVE = {Field: "strategy", Objective: "field", Measure: "objective", Action: "measure"}


@transaction.atomic
def add(part: Any, *, by: Actor, places: Sequence[str] = (), run: str = "") -> Any:
    """Put a new part at the end of its like; an action without a number gets the next."""
    if hasattr(part, "order"):
        part.order = (_like(part).aggregate(last=Max("order"))["last"] or 0) + 1
    if isinstance(part, Action) and not part.number:
        part.number = _next_number(part)
    part.save()
    if has_places(part):
        set_places(part, list(places))
    _keep("add", part, None, record_of(part), by=by, run=run)
    return part


@transaction.atomic
def change(
    part: Any,
    *,
    by: Actor,
    places: Sequence[str] | None = None,
    deed: str = "change",
    run: str = "",
) -> Any:
    """Keep what was set on the part; `places` None: as they were."""
    before = record_of(_as_kept(part))
    part.save()
    if places is not None and has_places(part):
        set_places(part, list(places))
    _keep(deed, part, before, record_of(part), by=by, run=run)
    return part


@transaction.atomic
def remove(part: Part, *, by: Actor, run: str = "") -> None:
    """Take a part out, with all that stands under it."""
    for child in _under(part):
        remove(child, by=by, run=run)
    strategy = strategy_of(part)
    trace = Trace("remove", kind_of(part), key_of(part), record_of(part), None)
    part.delete()
    keep([trace], by=by, run=run)
    grow(strategy)


@transaction.atomic
def move(part: Any, *, before: Any | None, by: Actor) -> None:
    """Stand before another of its like (None: at the end); the others keep their order."""
    rows = [row for row in _like(part).order_by("order", "id") if row.pk != part.pk]
    place = next((n for n, row in enumerate(rows) if before and row.pk == before.pk), len(rows))
    rows.insert(place, part)
    was = part.order
    for number, row in enumerate(rows, 1):
        if row.order != number:
            row.order = number
            row.save(update_fields=["order"])
    _keep("move", part, {"order": was}, {"order": part.order}, by=by)


@transaction.atomic
def shift(part: Any, steps: int, *, by: Actor) -> None:
    """One place up (-1) or down (1) among its like; at the edge it stays."""
    rows = list(_like(part).order_by("order", "id"))
    at = next(n for n, row in enumerate(rows) if row.pk == part.pk)
    wanted = at + steps + (1 if steps > 0 else 0)
    if 0 <= wanted <= len(rows):
        move(part, before=rows[wanted] if wanted < len(rows) else None, by=by)


def _like(part: Any) -> Any:
    """The parts among which this one has its order."""
    if isinstance(part, Indicator):
        return Indicator.objects.filter(strategy=part.strategy)
    above = ABOVE[type(part)]
    return type(part).objects.filter(**{above: getattr(part, above)})


def _next_number(action: Action) -> str:
    """The number after the highest of the strategy that is one."""
    taken = Action.objects.filter(strategy=action.strategy).values_list("number", flat=True)
    return str(max((int(n) for n in taken.order_by() if n.isdecimal()), default=0) + 1)


def _under(part: Any) -> list[Any]:
    if isinstance(part, Field):
        return list(part.objectives.all())
    if isinstance(part, Objective):
        return list(part.measures.all())
    return list(part.actions.all()) if isinstance(part, Measure) else []


def _as_kept(part: Any) -> Any:
    kept: Any = type(part)
    return kept.objects.select_for_update(of=("self",)).get(pk=part.pk)


def _keep(  # noqa: PLR0913 -- the sides of a trace
    deed: str, part: Any, before: Any, after: Any, *, by: Actor, run: str = ""
) -> None:
    keep([Trace(deed, kind_of(part), key_of(part), before, after)], by=by, run=run)
    grow(strategy_of(part))
