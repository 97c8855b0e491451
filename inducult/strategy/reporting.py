"""What a half-yearly report says: put together once, then frozen as plain values.

Words of stories never stand in it, and no names of people, so that nobody has to be erased from
what is frozen; what it names are parts of the plan, in the words of that day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from inducult.strategy.models import Action, HalfYear, ProgressNote, Strategy
from inducult.strategy.planned import Figure, Plan, doing, plan_of
from inducult.strategy.progress import is_overdue, lacks_explanation

FORMAT = 1


def period(year: int, half: int) -> tuple[date, date]:
    """First and last day of the half-year."""
    return (
        (date(year, 1, 1), date(year, 6, 30))
        if half == 1
        else (
            date(year, 7, 1),
            date(year, 12, 31),
        )
    )


def half_of(day: date) -> tuple[int, int]:
    """Year and half of a day."""
    return day.year, 1 if day.month < 7 else 2


def unexplained(strategy: Strategy, today: date) -> list[Action]:
    """Actions whose time is over, or that were stopped, and nobody says why."""
    rows = strategy.actions.order_by("order", "id")
    return [action for action in rows if lacks_explanation(doing(action), today)]


def assembled(half_year: HalfYear, today: date) -> dict[str, Any]:
    """The report as it would be frozen today."""
    plan = plan_of(half_year.strategy, today)
    notes = _notes(half_year)
    return {
        "format": FORMAT,
        "on": today.isoformat(),
        "strategy": {"key": plan.strategy.key, "title": plan.strategy.title},
        "is_example": plan.strategy.is_example,
        "actions": [_action(action, plan, notes.get(action.pk, [])) for action in plan.actions],
        "milestones": [
            {"title": each.title, "due": each.due.isoformat(), "met_on": _day(each.met_on)}
            for each in plan.milestones
        ],
        "indicators": [_figure(figure) for figure in plan.figures],
        "totals": _totals(plan),
    }


def shown(half_year: HalfYear, today: date) -> dict[str, Any]:
    """What a page shows: the frozen report, or what it would be while it is open."""
    return dict(half_year.content) if half_year.content else assembled(half_year, today)


def _notes(half_year: HalfYear) -> dict[int, list[dict[str, str]]]:
    first, last = period(half_year.year, half_year.half)
    begin = datetime.combine(first, time.min, UTC)
    end = datetime.combine(max(last, half_year.due), time.max, UTC)
    rows = ProgressNote.objects.filter(action__strategy=half_year.strategy)
    rows = rows.filter(at__gte=begin, at__lte=end).order_by("at", "id")
    found: dict[int, list[dict[str, str]]] = {}
    for note in rows:
        told = {"at": note.at.date().isoformat(), "text": note.text}
        found.setdefault(note.action_id, []).append(told)
    return found


def _action(action: Action, plan: Plan, notes: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "key": action.key,
        "number": action.number,
        "title": action.title,
        "area": action.area,
        "lead": action.lead_name,
        "status": action.status,
        "ends": _day(action.ends),
        "is_overdue": is_overdue(doing(action), plan.today),
        "blocked_because": action.blocked_because,
        "explanation": action.explanation or action.status_reason,
        "notes": notes,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    indicator = figure.indicator
    return {
        "key": indicator.key,
        "title": indicator.title,
        "code": indicator.code,
        "unit": indicator.unit,
        "baseline": str(indicator.baseline),
        "target": _figure_or_none(indicator.target),
        "target_on": _day(indicator.target_on),
        "reached": _figure_or_none(figure.reached),
    }


def _totals(plan: Plan) -> dict[str, Any]:
    found = plan.totals
    return {
        "actions": found.actions,
        "by_status": dict(found.by_status),
        "by_area": dict(found.by_area),
        "overdue": len(found.overdue),
        "blocked": len(found.blocked),
        "costs": {code: [cost.least, cost.most] for code, cost in found.costs.items()},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _figure_or_none(value: Any) -> str | None:
    return None if value is None else str(value)
