"""The course of an indicator as a small drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from inducult.strategy.planned import Figure

WIDTH, HEIGHT, MARGIN = 160, 48, 5


@dataclass(frozen=True)
class Trend:
    """A line through the reported figures; `target` is the height of the target's line."""

    figure: Figure
    points: str = ""
    dots: list[tuple[float, float]] = field(default_factory=list)
    target: float | None = None


def trends_of(figures: Iterable[Figure]) -> list[Trend]:
    return [trend_of(figure) for figure in figures]


def trend_of(figure: Figure) -> Trend:
    """Time runs to the right, more is higher; baseline and target set the scale as well."""
    course = figure.course
    if not course:
        return Trend(figure)
    levels = [float(each.value) for each in course]
    ends = [float(v) for v in (figure.indicator.baseline, figure.indicator.target) if v is not None]
    low, high = min([*levels, *ends]), max([*levels, *ends])
    days = [each.on.toordinal() for each in course]
    dots = [
        (_at(day, days[0], days[-1], WIDTH), HEIGHT - _at(level, low, high, HEIGHT))
        for day, level in zip(days, levels, strict=True)
    ]
    goal = figure.indicator.target
    line = None if goal is None else round(HEIGHT - _at(float(goal), low, high, HEIGHT), 1)
    return Trend(figure, " ".join(f"{x},{y}" for x, y in dots), dots, line)


def _at(value: float, low: float, high: float, length: int) -> float:
    """Where a value lies between the margins; in the middle when there is only one."""
    part = 0.5 if high == low else (value - low) / (high - low)
    return round(MARGIN + part * (length - 2 * MARGIN), 1)
