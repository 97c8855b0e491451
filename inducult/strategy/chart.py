"""The time chart of a plan as plain geometry; the page only draws it. Pure.

Units are those of the drawing: QUARTER wide for each quarter, ROW high for each action, the head
above them. Days of a quarter share its width, so that begin and end are where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from inducult.strategy.progress import Doing, quarters, span_of

QUARTER: Final = 44
ROW: Final = 30
HEAD: Final = 80
LEFT: Final = 260  # for the names
MOST_QUARTERS: Final = 80  # twenty years: what lies beyond is cut off
BAR: Final = 16
THINNEST: Final = 4


@dataclass(frozen=True)
class Bar:
    """An action: its row, and from where to where; `width` 0 when nobody knows when."""

    key: str
    y: int
    x: float = 0
    width: float = 0
    is_open: bool = False  # it begins or ends outside the chart


@dataclass(frozen=True)
class Tick:
    """A quarter: its name, its place, how many actions are under way in it."""

    quarter: str
    x: int
    actions: int = 0

    @property
    def year(self) -> str:
        """The year above its first quarter."""
        return self.quarter[:4] if self.quarter.endswith("Q1") else ""

    @property
    def short(self) -> str:
        return self.quarter[-2:]


@dataclass(frozen=True)
class Mark:
    """A milestone."""

    x: float
    y: int
    due: Any


@dataclass(frozen=True)
class Chart:
    """A drawing, `width` by `height`; `today` is a place on it or None."""

    width: int
    height: int
    ticks: Sequence[Tick] = ()
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()
    today: float | None = None
    bar: int = field(default=BAR)


def chart_of(
    actions: Sequence[Doing],
    milestones: Sequence[tuple[str, date, Any]],
    today: date,
    counted: dict[str, int],
) -> Chart:
    """One row for each action; `milestones`: (key of the action or "", day, what it is).

    `counted` tells how many are under way in each quarter: that of `progress.totals`.
    """
    days = [day for action in actions for day in span_of(action) or ()]
    days += [day for _key, day, _what in milestones]
    if not days:
        return Chart(LEFT, HEAD + ROW * (len(actions) + 1))
    names = quarters(min(days), max(days))[:MOST_QUARTERS]
    rows = {action.key: HEAD + ROW * (n + 1) for n, action in enumerate(actions)}
    inside = [m for m in milestones if _x(m[1], names) is not None]
    return Chart(
        width=LEFT + QUARTER * len(names),
        height=HEAD + ROW * (len(actions) + 1),
        ticks=[Tick(q, LEFT + QUARTER * n, counted.get(q, 0)) for n, q in enumerate(names)],
        bars=[_bar(action, rows[action.key], names) for action in actions],
        marks=[Mark(_x(day, names) or 0, rows.get(key, HEAD + 8), w) for key, day, w in inside],
        today=_x(today, names),
    )


def _bar(action: Doing, y: int, names: Sequence[str]) -> Bar:
    span = span_of(action)
    if span is None or _quarter(span[0]) > names[-1]:
        return Bar(action.key, y)
    right = LEFT + QUARTER * len(names)
    begin, end = _x(span[0], names), _x(span[1], names)
    x = LEFT if begin is None else begin
    width = max((right if end is None else end) - x, THINNEST)
    return Bar(action.key, y, round(x, 1), round(width, 1), is_open=begin is None or end is None)


def _x(day: date, names: Sequence[str]) -> float | None:
    """Where the day is; None outside the chart."""
    quarter = _quarter(day)
    if quarter not in names:
        return None
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    part = min((day - first).days / 92, 1)
    return round(LEFT + QUARTER * (names.index(quarter) + part), 1)


def _quarter(day: date) -> str:
    return quarters(day, day)[0]
