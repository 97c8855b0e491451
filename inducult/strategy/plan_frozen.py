"""The plan of a strategy as plain values: what a version freezes and the strategy's page reads."""

from __future__ import annotations

from typing import Any

from inducult.strategy.freezing import frozen
from inducult.strategy.models import Action, Indicator, Milestone, Strategy
from inducult.strategy.subjects import subject


@frozen("plan")
def plan(strategy: Strategy) -> Any:
    """Fields with objectives, measures and actions under them; indicators and milestones."""
    fields = strategy.fields.prefetch_related("objectives__measures__actions__lead_organisation")
    indicators = Indicator.objects.filter(strategy=strategy).order_by("order", "id")
    milestones = Milestone.objects.filter(strategy=strategy, action=None).order_by("due", "id")
    return {
        "fields": [
            {**_named(each), "area": each.area, "objectives": _objectives(each)}
            for each in fields.order_by("order", "id")
        ],
        "indicators": [_indicator(each) for each in indicators],
        "milestones": [{"title": each.title, "due": _day(each.due)} for each in milestones],
    }


def _objectives(field: Any) -> list[dict[str, Any]]:
    return [
        {**_named(each), "text": each.text, "measures": _measures(each)}
        for each in field.objectives.all()
    ]


def _measures(objective: Any) -> list[dict[str, Any]]:
    return [
        {**_named(each), "text": each.text, "actions": [_action(a) for a in each.actions.all()]}
        for each in objective.measures.all()
    ]


def _action(action: Action) -> dict[str, Any]:
    said = {**_named(action), "number": action.number, "status": action.status}
    days = {"begins": _day(action.begins), "ends": _day(action.ends)}
    return {**said, "lead": action.lead_name, **days}


def _indicator(each: Indicator) -> dict[str, Any]:
    numbers = {name: _number(getattr(each, name)) for name in ("baseline", "target")}
    said = {"kind": each.kind, "code": each.code, "unit": each.unit}
    return {**_named(each), **said, **numbers, "target_on": _day(each.target_on)}


def _named(thing: Any) -> dict[str, str]:
    return {"key": thing.key, "title": thing.title}


def _day(value: Any) -> str:
    return value.isoformat() if value else ""


def _number(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"


@subject("objective")
def _name_of_objective(strategy: Strategy, key: str) -> str | None:
    return _title(strategy.fields.filter(objectives__key=key).values("objectives__title"))


@subject("measure")
def _name_of_measure(strategy: Strategy, key: str) -> str | None:
    under = strategy.fields.filter(objectives__measures__key=key)
    return _title(under.values("objectives__measures__title"))


@subject("action")
def _name_of_action(strategy: Strategy, key: str) -> str | None:
    return _title(strategy.actions.filter(key=key).values("title"))


def _title(rows: Any) -> str | None:
    found = rows.order_by().first()
    return next(iter(found.values())) if found else None
