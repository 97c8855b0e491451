"""The phases of a place as a drawing: plain numbers that a template prints as SVG.

Across the drawing everything is in per cent of its width, so that it fits a telephone without
shrinking its letters; down it is in pixels. What stood when is asked of `places.rules` for the
years of the axis, so the picture cannot differ from the filter by year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from inducult.common.dates import parse
from inducult.places.rules import Phase, Standing, State, state_in

OPEN_END: Final = ".."
MARGIN: Final = 0.05  # of the span: room before the first date, and after today if plans lie ahead
SAMPLES: Final = 240  # years that are asked for besides the dated ones; as fine as a screen shows
STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
MOST_TICKS: Final = 6
NARROWEST: Final = 1.6  # per cent; a phase of a year stays visible

LABEL: Final = 4.0  # per cent that the number of a bar takes on the narrowest screen

LANE_PX: Final = 36
NUMBER_PX: Final = 13
BAR_TOP_PX: Final = 18
BAR_PX: Final = 14
AXIS_PX: Final = 44


@dataclass(frozen=True)
class Bar:
    """A phase. `x` and `width` are where it may have lasted, `sure_…` where it certainly did."""

    number: int
    state: str
    lane: int
    x: float
    width: float
    sure_x: float
    sure_width: float

    @property
    def number_px(self) -> int:
        return self.lane * LANE_PX + NUMBER_PX

    @property
    def top_px(self) -> int:
        return self.lane * LANE_PX + BAR_TOP_PX

    @property
    def middle(self) -> float:
        """Where the number of the phase stands."""
        x, width = (self.sure_x, self.sure_width) if self.sure_width else (self.x, self.width)
        return round(min(max(x + width / 2, LABEL / 2), 100 - LABEL / 2), 2)

    @property
    def reach(self) -> tuple[float, float]:
        """What the bar and its number take of the lane."""
        return min(self.x, self.middle - LABEL / 2), max(
            self.x + self.width, self.middle + LABEL / 2
        )


@dataclass(frozen=True)
class Gap:
    """Years between phases of which nothing is known."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)

    @property
    def middle(self) -> float:
        return round(min(max(self.x + self.width / 2, LABEL / 2), 100 - LABEL / 2), 2)


@dataclass(frozen=True)
class Tick:
    """A year written below the axis."""

    year: int
    x: float
    anchor: str  # start, middle or end: letters stay inside the drawing


@dataclass(frozen=True)
class TimeLine:
    """The whole drawing; `today` is the place of today's year."""

    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[Tick, ...]
    today: float
    year: int
    lanes: int

    @property
    def axis_px(self) -> int:
        return self.lanes * LANE_PX + 2

    @property
    def label_px(self) -> int:
        return self.axis_px + 17

    @property
    def today_px(self) -> int:
        """How far down the line of today reaches: to its own words below the years."""
        return self.axis_px + 24

    @property
    def today_label_px(self) -> int:
        return self.height_px - 6

    @property
    def today_anchor(self) -> str:
        return _anchor(self.today)

    @property
    def height_px(self) -> int:
        return self.axis_px + AXIS_PX

    @property
    def gap_px(self) -> int:
        """How far down the unknown years are drawn."""
        return BAR_TOP_PX + BAR_PX // 2

    @property
    def gap_label_px(self) -> int:
        return NUMBER_PX

    @property
    def bar_px(self) -> int:
        return BAR_PX


@dataclass(frozen=True)
class _Axis:
    first: int
    last: int

    def at(self, year: float) -> float:
        """Where a year begins, in per cent."""
        share = (year - self.first) / (self.last + 1 - self.first)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    @property
    def step(self) -> int:
        return max(1, (self.last - self.first) // SAMPLES)


def draw(phases: Sequence[Phase], *, today: date) -> TimeLine | None:
    """The drawing of a place's life; None where no phase has a date."""
    dated = _dated_years(phases)
    if not dated:
        return None
    axis = _axis(phases, dated, today)
    years = sorted({*range(axis.first, axis.last + 1, axis.step), *dated})
    answers = {year: state_in(phases, year, today=today) for year in years}
    drawn = (_bar(position, phase, axis, answers) for position, phase in enumerate(phases))
    bars = _laned([bar for bar in drawn if bar])
    return TimeLine(
        bars=tuple(bars),
        gaps=tuple(_gaps(answers, axis, today.year)),
        ticks=tuple(_ticks(axis)),
        today=axis.at(today.year + 0.5),
        year=today.year,
        lanes=max((bar.lane for bar in bars), default=0) + 1,
    )


def _dated_years(phases: Sequence[Phase]) -> list[int]:
    written = [text for p in phases for text in (p.start, p.end) if text and text != OPEN_END]
    return [year for text in written for year in parse(text).years]


def _axis(phases: Sequence[Phase], dated: list[int], today: date) -> _Axis:
    first, last = min(dated), max(*dated, today.year)
    margin = max(2, round((last - first) * MARGIN))
    plans = any(phase.state is State.PLANNED for phase in phases)
    return _Axis(max(first - margin, 1), last + (margin if plans or last > today.year else 0))


Answers = dict[int, tuple[Standing, ...]]


def _span(phase: Phase, answers: Answers) -> tuple[list[int], list[int]]:
    """Years of the axis in which the phase may have lasted, and those in which it surely did."""
    found = [
        (year, each.certain)
        for year, those in answers.items()
        for each in those
        if each.phase == phase
    ]
    return [year for year, _ in found], [year for year, certain in found if certain]


def _bar(position: int, phase: Phase, axis: _Axis, answers: Answers) -> Bar | None:
    possible, sure = _span(phase, answers)
    if not possible:
        return None
    x, width = _reach(possible, axis)
    sure_x, sure_width = _reach(sure, axis) if sure else (x, 0.0)
    return Bar(position + 1, str(phase.state), 0, x, width, sure_x, sure_width)


def _reach(years: list[int], axis: _Axis) -> tuple[float, float]:
    x, end = axis.at(years[0]), axis.at(years[-1] + 1)
    return min(x, 100 - NARROWEST), round(max(end - x, NARROWEST), 2)


def _laned(bars: list[Bar]) -> list[Bar]:
    """Each bar in the topmost lane in which it hides no other."""
    lanes: list[float] = []
    placed: list[Bar] = []
    for bar in bars:
        begin, end = bar.reach
        lane = next((i for i, taken in enumerate(lanes) if taken <= begin), len(lanes))
        lanes[lane : lane + 1] = [end]
        placed.append(replace(bar, lane=lane))
    return placed


def _gaps(answers: Answers, axis: _Axis, today: int) -> Iterator[Gap]:
    """Runs of years up to today of which nothing is known."""
    begin = axis.first
    for unknown, run in groupby(answers, lambda year: year <= today and _is_unknown(answers[year])):
        years = list(run)
        if not unknown:
            begin = years[-1] + 1
            continue
        after = next((year for year in answers if year > years[-1]), today + 1)
        yield Gap(axis.at(begin), round(axis.at(after) - axis.at(begin), 2))


def _is_unknown(those: tuple[Standing, ...]) -> bool:
    return all(each.state is State.UNKNOWN for each in those)


def _ticks(axis: _Axis) -> Iterator[Tick]:
    span = axis.last - axis.first
    step = next((s for s in STEPS if span / s <= MOST_TICKS), STEPS[-1])
    first = -(-axis.first // step) * step
    for year in range(first, axis.last + 1, step):
        yield Tick(year, x := axis.at(year), _anchor(x))


def _anchor(x: float) -> str:
    if x < 10:
        return "start"
    return "end" if x > 90 else "middle"
