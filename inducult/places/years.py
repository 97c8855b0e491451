"""What stood at a place in a year, for every year: surely, possibly, or unknown.

The rule in words: docs/decisions/0003-past-present-future.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inducult.common.dates import Precision, parse
from inducult.places.lifecycle import GOES_ON, Phase, State, course

# How many years "about" and "perhaps" may be off, on either side, before we call a year sure.
LEEWAY_YEARS = {
    Precision.DAY: 1,
    Precision.MONTH: 1,
    Precision.YEAR: 5,
    Precision.DECADE: 10,
    Precision.CENTURY: 50,
}

Bounds = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Standing:
    """A state a place had in a year.

    `certain`: the dates leave no other reading. `end_known` is false where nothing but the
    beginning of the next phase bounds the end. `phase` is None for unknown and not_yet.
    """

    state: State
    phase: Phase | None = None
    certain: bool = False
    end_known: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase with the earliest and latest day of its beginning and of its end."""

    phase: Phase
    begins: Bounds
    ends: Bounds
    end_known: bool

    def touches(self, year: int) -> bool:
        """Whether the phase may have lasted at some time of the year."""
        return self.begins[0].year <= year <= self.ends[1].year

    def fills(self, year: int) -> bool:
        """Whether the phase lasted at some time of the year however its dates are read."""
        return self.begins[1].year <= year <= self.ends[0].year


def state_in(phases: Sequence[Phase], year: int, *, today: date) -> tuple[Standing, ...]:
    """The states of a place at some time of a year, in the order of the phases, never empty.

    "Colliery working 1868–1978, museum since 2003": not_yet in 1867, working in 1868 and 1978,
    unknown in 1990, working (as a museum) from 2003 to today's year, unknown after it.
    not_yet is every year before the first known beginning, unless that first phase shows that
    something stood there before (closed, converted ...): then it is unknown.
    """
    stretches = stretches_of(phases, today)
    found = [stretch for stretch in stretches if stretch.touches(year)]
    if not found:
        return (Standing(_between_phases(stretches, year)),)
    return tuple(
        Standing(each.phase.state, each.phase, each.fills(year), each.end_known) for each in found
    )


def stretches_of(phases: Sequence[Phase], today: date) -> list[Stretch]:
    """Each phase with the bounds of its beginning and end as known today, in order."""
    going_on = course(phases, today).going_on
    found: list[Stretch] = []
    for position, phase in enumerate(phases):
        if phase.state is State.PLANNED:
            found.append(_plan(phase, phases[position + 1 :], today))
        else:
            before = [each for each in found if each.phase.state is not State.PLANNED]
            begins = _begins(phase, before[-1] if before else None, phases[position + 1 :], today)
            found.append(_stretch(phase, begins, phases[position + 1 :], today, phase in going_on))
    return found


def _stretch(
    phase: Phase, begins: Bounds, later: Sequence[Phase], today: date, lasts: bool
) -> Stretch:
    if phase.end and phase.end != GOES_ON:
        return Stretch(phase, begins, _bounds(phase.end), end_known=True)
    if phase.end:
        return Stretch(phase, begins, (today, max(today, begins[1])), end_known=True)
    latest = _latest_beginning(later, begins[0])
    if lasts:
        return Stretch(phase, begins, (today, max(today, latest or today)), latest is None)
    unknown = today if begins[0] <= today else date.max
    return Stretch(phase, begins, (begins[0], latest or unknown), end_known=False)


def _plan(phase: Phase, later: Sequence[Phase], today: date) -> Stretch:
    """A plan dated ahead, or not dated, stands from today; one carried out ends there."""
    dated = _bounds(phase.start) if phase.start else (today, today)
    begins = (min(dated[0], today), min(dated[1], today))
    if phase.end and phase.end != GOES_ON:
        return Stretch(phase, begins, _bounds(phase.end), end_known=True)
    latest = None if phase.end else _latest_beginning(later, begins[0])
    ends = (begins[0], latest) if latest else (max(dated[0], today), date.max)
    return Stretch(phase, begins, ends, end_known=False)


def _begins(phase: Phase, before: Stretch | None, later: Sequence[Phase], today: date) -> Bounds:
    if phase.start:
        return _bounds(phase.start)
    latest = min(_known_by(phase) or _latest_beginning(later, date.min) or today, today)
    if before is None:
        return date.min, latest
    earliest = before.ends[0] if before.phase.end else before.begins[0]
    return min(earliest, latest), latest


def _latest_beginning(later: Sequence[Phase], after: date) -> date | None:
    """The day by which the next phase that is not planned had begun."""
    known = (_known_by(phase) for phase in later if phase.state is not State.PLANNED)
    return next((day for day in known if day and day >= after), None)


def _known_by(phase: Phase) -> date | None:
    text = phase.start or phase.end
    return _bounds(text)[1] if text and text != GOES_ON else None


def _bounds(text: str) -> Bounds:
    span = parse(text)
    if not (span.approximate or span.uncertain):
        return span.earliest, span.latest
    leeway = LEEWAY_YEARS[span.precision]
    first, last = span.years
    return date(max(first - leeway, 1), 1, 1), date(min(last + leeway, 9999), 12, 31)


def _between_phases(stretches: Sequence[Stretch], year: int) -> State:
    first = min(stretches, key=lambda each: each.begins[0], default=None)
    if first is None or year >= first.begins[0].year:
        return State.UNKNOWN
    began = first.phase.state in (State.WORKING, State.PLANNED)
    return State.NOT_YET if began else State.UNKNOWN
