"""What is wrong with the phases of a place, in words for the person who wrote them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inducult.common.dates import NotADate, Span, is_edtf, parse
from inducult.places.lifecycle import GOES_ON, Phase, State


@dataclass(frozen=True, slots=True)
class PhaseFault:
    """The position of the phase (from 0), its field, and the reason."""

    position: int
    field: str
    reason: str


def faults_in(phases: Sequence[Phase]) -> Iterator[PhaseFault]:
    """Dates that cannot be read, ends before beginnings, phases out of order. None: all is well."""
    latest_start: Span | None = None
    for position, phase in enumerate(phases):
        yield from _own_faults(position, phase)
        if phase.state is State.PLANNED:
            continue
        field, span = ("start", _span(phase.start)) if phase.start else ("end", _span(phase.end))
        if latest_start and span and span.latest < latest_start.earliest:
            text = phase.start or phase.end
            yield PhaseFault(position, field, f"{text} lies before the start of an earlier phase")
        latest_start = _span(phase.start) or latest_start


def _own_faults(position: int, phase: Phase) -> Iterator[PhaseFault]:
    if phase.state in (State.UNKNOWN, State.NOT_YET):
        yield PhaseFault(position, "state", f"“{phase.state}” is an answer, not a phase")
    for field, text in (("start", phase.start), ("end", phase.end)):
        if text and not (field == "end" and text == GOES_ON):
            try:
                parse(text)
            except NotADate as error:
                yield PhaseFault(position, field, str(error))
    start, end = _span(phase.start), _span(phase.end)
    if start and end and end.latest < start.earliest:
        yield PhaseFault(position, "end", f"{phase.end} lies before the start, {phase.start}")


def _span(text: str) -> Span | None:
    return parse(text) if is_edtf(text) else None
