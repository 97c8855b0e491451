"""The one calculation of what a plan has reached: page, chart, export and document ask here. Pure.

How the reports of an indicator add up is a property of the indicator. Each report of one that
*adds up* is what came in its period, so that the figure is where counting began and all reports
since. Each report of a *running* figure, and of a *best* one, is already the whole: never summed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

STATUSES: Final = ("idea", "planned", "running", "done", "stopped")
OPEN: Final = ("idea", "planned", "running")
AREAS: Final = ("T1", "T2", "T3", "T4")
SUM, LATEST, MAXIMUM = "sum", "latest", "maximum"
SHARE: Final = "%"  # shares of different things have no sum


@dataclass(frozen=True)
class Doing:
    """An action as plain values; costs in whole units of the currency (ISO 4217)."""

    key: str
    area: str = ""
    status: str = "idea"
    begins: date | None = None
    ends: date | None = None
    blocked: bool = False
    explained: bool = False
    cost_min: int | None = None
    cost_max: int | None = None
    currency: str = "EUR"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


@dataclass(frozen=True)
class Cost:
    """From, to, in one currency, and how many actions name it."""

    least: int = 0
    most: int = 0
    actions: int = 0


@dataclass(frozen=True)
class Totals:
    """What a plan amounts to on a day."""

    actions: int
    by_status: Mapping[str, int]
    by_area: Mapping[str, int]
    by_quarter: Mapping[str, int]  # how many are under way in it
    overdue: tuple[str, ...]
    blocked: tuple[str, ...]
    unexplained: tuple[str, ...]
    costs: Mapping[str, Cost] = field(default_factory=dict)
    without_cost: int = 0


@dataclass(frozen=True)
class Reported:
    """A value of an indicator on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Measured:
    """An indicator with all that was reported; `adding` says how reports become one figure."""

    key: str
    unit: str = ""
    code: str = ""
    adding: str = SUM
    baseline: Decimal = Decimal(0)
    target: Decimal | None = None
    target_on: date | None = None
    reports: tuple[Reported, ...] = ()


@dataclass(frozen=True)
class CodeTotal:
    """What indicators of one Interreg code and unit come to; None where figures have no sum."""

    code: str
    unit: str
    indicators: int
    reached: Decimal | None
    target: Decimal | None


# --- actions --------------------------------------------------------------------------------------
def totals(actions: Iterable[Doing], today: date) -> Totals:
    """Counts of the actions; each is counted once, however often it is given."""
    each = tuple({action.key: action for action in actions}.values())
    return Totals(
        actions=len(each),
        by_status=_counted(STATUSES, (action.status for action in each)),
        by_area=_counted(AREAS, (action.area for action in each)),
        by_quarter=_by_quarter(each),
        overdue=tuple(action.key for action in each if is_overdue(action, today)),
        blocked=tuple(action.key for action in each if is_blocked(action)),
        unexplained=tuple(action.key for action in each if lacks_explanation(action, today)),
        costs=_costs(each),
        without_cost=sum(action.cost_min is None and action.cost_max is None for action in each),
    )


def is_overdue(action: Doing, today: date) -> bool:
    """Past its end and neither done nor stopped."""
    return action.is_open and action.ends is not None and action.ends < today


def is_blocked(action: Doing) -> bool:
    """Something stands in the way of an action that is still to be done."""
    return action.is_open and action.blocked


def lacks_explanation(action: Doing, today: date) -> bool:
    """Not carried out although its time is over, or stopped, and nobody says why."""
    return (is_overdue(action, today) or action.status == "stopped") and not action.explained


def quarters(first: date, last: date) -> list[str]:
    """The quarters from one day to another, both included."""
    begin, end = _number(first), _number(last)
    return [f"{n // 4}-Q{n % 4 + 1}" for n in range(begin, end + 1)]


def _number(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def span_of(action: Doing) -> tuple[date, date] | None:
    """First and last day; one day when only one is known; None without any."""
    days = [day for day in (action.begins, action.ends) if day is not None]
    return (min(days), max(days)) if days else None


def _by_quarter(actions: Iterable[Doing]) -> dict[str, int]:
    spans = [span for action in actions if (span := span_of(action))]
    counted = Counter(quarter for span in spans for quarter in quarters(*span))
    return {quarter: counted[quarter] for quarter in sorted(counted)}


def _counted(names: Iterable[str], found: Iterable[str]) -> dict[str, int]:
    """All names, also those that nothing has; unknown ones come last."""
    counted = Counter(found)
    return {name: counted[name] for name in (*names, *sorted(set(counted) - set(names)))}


def _costs(actions: Iterable[Doing]) -> dict[str, Cost]:
    found: dict[str, Cost] = {}
    for action in actions:
        known = [cost for cost in (action.cost_min, action.cost_max) if cost is not None]
        if known:
            so_far = found.get(action.currency, Cost())
            found[action.currency] = Cost(
                so_far.least + min(known), so_far.most + max(known), so_far.actions + 1
            )
    return dict(sorted(found.items()))


# --- indicators -----------------------------------------------------------------------------------
def reached(indicator: Measured, until: date | None = None) -> Decimal | None:
    """The figure that the reports come to, up to a day; None while nothing was reported."""
    values = [r.value for r in _in_order(indicator) if until is None or r.on <= until]
    if not values:
        return None
    if indicator.adding == LATEST:
        return values[-1]
    if indicator.adding == MAXIMUM:
        return max(values)
    return indicator.baseline + sum(values, Decimal(0))


def course(indicator: Measured) -> list[Reported]:
    """The figure after each report: what a trend is drawn from; its last is `reached`."""
    days = [report.on for report in _in_order(indicator)]
    return [Reported(day, level) for day in days if (level := reached(indicator, day)) is not None]


def share(indicator: Measured, until: date | None = None) -> Decimal | None:
    """The part of the way from baseline to target, 0 to 1 and beyond; None if it has no meaning."""
    level = reached(indicator, until)
    if level is None or indicator.target is None or indicator.target == indicator.baseline:
        return None
    return (level - indicator.baseline) / (indicator.target - indicator.baseline)


def by_code(indicators: Iterable[Measured]) -> list[CodeTotal]:
    """Figures of the same code and unit together, each indicator once; shares have no sum."""
    each = {indicator.key: indicator for indicator in indicators if indicator.code}
    groups: dict[tuple[str, str], list[Measured]] = {}
    for indicator in each.values():
        groups.setdefault((indicator.code, indicator.unit), []).append(indicator)
    return [_together(*names, group) for names, group in sorted(groups.items())]


def _together(code: str, unit: str, group: list[Measured]) -> CodeTotal:
    if unit == SHARE:
        return CodeTotal(code, unit, len(group), None, None)
    return CodeTotal(
        code,
        unit,
        len(group),
        _sum(reached(indicator) for indicator in group),
        _sum(indicator.target for indicator in group),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _in_order(indicator: Measured) -> list[Reported]:
    """One report a day: of two for the same day the later one stands."""
    return sorted({report.on: report for report in indicator.reports}.values(), key=lambda r: r.on)
