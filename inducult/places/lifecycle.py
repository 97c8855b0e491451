"""The life of a place as phases, and what stood there in a year. Plain values, no database.

Phases come in order. The rule in words: docs/decisions/0003-past-present-future.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inducult.common.dates import Span, parse
from inducult.places.industry import is_industrial, is_living

GOES_ON = ".."  # EDTF's open end: the phase goes on beside those listed after it
STILL = 9999  # last year of a working span that goes on; an edition has no clock to say which


class State(StrEnum):
    """What a place is in a phase; the last two are answers for a year and never a phase."""

    PLANNED = "planned"
    WORKING = "working"
    MOTHBALLED = "mothballed"
    CLOSED = "closed"
    CONVERTED = "converted"
    DEMOLISHED = "demolished"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"


class Access(StrEnum):
    """What the life of a place says about visiting it, before its hours are asked."""

    VISITABLE = "visitable"
    DOUBTFUL = "doubtful"  # closed, mothballed or ended: hours on record may be stale
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a place's life. Dates are EDTF, "" if not known; `end` may be ".."."""

    state: State
    start: str = ""
    end: str = ""
    as_type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """Phases as seen on a day: planned ones apart, those that have begun, those to come."""

    begun: tuple[Phase, ...]
    ended: tuple[Phase, ...]
    going_on: tuple[Phase, ...]
    ahead: tuple[Phase, ...]

    @property
    def present(self) -> Phase | None:
        """The last phase that is not planned, unless it has ended."""
        last = self.begun[-1:]
        return last[0] if last and last[0] in self.going_on else None

    @property
    def is_in_use(self) -> bool:
        """Whether something works here today, industry or not."""
        return any(phase.state in (State.WORKING, State.CONVERTED) for phase in self.going_on)


def course(phases: Sequence[Phase], today: date) -> Course:
    """How the phases lie around a day.

    A phase dated after today is ahead whatever its state. A phase whose end was not found has
    ended if another that is not planned has begun after it; a plan likewise.
    """
    begun = [phase for phase in phases if _has_begun(phase, today)]
    ended = [phase for phase in begun if _has_ended(phase, today, last=phase is begun[-1])]
    ahead = [
        phase
        for position, phase in enumerate(phases)
        if not _has_begun(phase, today) and not _is_overtaken(phase, phases[position:], today)
    ]
    going_on = [phase for phase in begun if not any(phase is other for other in ended)]
    return Course(tuple(begun), tuple(ended), tuple(going_on), tuple(ahead))


def present_state(phases: Sequence[Phase], today: date) -> State:
    """The state of the last phase that is not planned; unknown if it has ended. Never planned."""
    present = course(phases, today).present
    return present.state if present else State.UNKNOWN


def access(phases: Sequence[Phase], today: date) -> Access:
    """Whether a place still stands open to visits by its phases; without phases it may."""
    seen = course(phases, today)
    if seen.present and seen.present.state is State.DEMOLISHED:
        return Access.GONE
    if seen.is_in_use or not phases:
        return Access.VISITABLE
    return Access.DOUBTFUL


def is_industry(phase: Phase, types: Sequence[str], *, last: bool) -> bool:
    """Whether a phase is one of industry: working as an industrial type, or living industry in
    converted walls.

    A phase that names no type takes the place's: an earlier one its first industrial type, the
    last one, while it goes on, what the place is first of all (a museum with a loom is a museum).
    """
    named = [phase.as_type] if phase.as_type else list(types)
    if phase.state is State.CONVERTED:
        return any(map(is_living, named))
    if phase.state is not State.WORKING:
        return False
    if last and phase.end in ("", GOES_ON):
        named = named[:1]
    return any(map(is_industrial, named))


def working_spans(
    phases: Sequence[Phase], types: Sequence[str], *, as_of: int | None = None
) -> list[tuple[int, int]]:
    """First and last year of each phase of industry, for the filter "working in 1900".

    Dates count as written: 185X is in from 1850 as a start and to 1859 as an end; "about" adds
    nothing. An end not found reaches to where the next phase begins or, if that is not known
    either, no further than its own start; a phase that goes on reaches to STILL. A start not
    found claims only the (last) year of the end, or `as_of` if the phase goes on.
    """
    real = [phase for phase in phases if phase.state is not State.PLANNED]
    spans = (
        _years(phase, real[position + 1 :], as_of)
        for position, phase in enumerate(real)
        if is_industry(phase, types, last=phase is real[-1])
    )
    return [span for span in spans if span]


def _has_begun(phase: Phase, today: date) -> bool:
    if phase.state is State.PLANNED:
        return False
    return not phase.start or parse(phase.start).earliest <= today


def _has_ended(phase: Phase, today: date, *, last: bool) -> bool:
    if phase.end == GOES_ON:
        return False
    if not phase.end:
        return not last
    end = parse(phase.end)
    return end.latest < today or (not last and end.earliest <= today)


def _is_overtaken(plan: Phase, rest: Sequence[Phase], today: date) -> bool:
    if plan.end and plan.end != GOES_ON:
        return parse(plan.end).latest < today
    return not plan.end and any(_has_begun(phase, today) for phase in rest)


def _years(phase: Phase, later: Sequence[Phase], as_of: int | None) -> tuple[int, int] | None:
    last = _last_year(phase, later)
    if phase.start:
        start = parse(phase.start)
        return start.earliest.year, max(start.earliest.year, last or start.latest.year)
    if last == STILL:
        return (as_of, STILL) if as_of is not None else None
    return (last, last) if phase.end and last else None


def _last_year(phase: Phase, later: Sequence[Phase]) -> int | None:
    if phase.end == GOES_ON or not (phase.end or later):
        return STILL
    if phase.end:
        return parse(phase.end).latest.year
    return next((bound.latest.year for other in later if (bound := _known_bound(other))), None)


def _known_bound(phase: Phase) -> Span | None:
    """A date by which the phase had surely begun: its start, or else its end."""
    text = phase.start or phase.end
    return parse(text) if text and text != GOES_ON else None
