"""What is wrong with the phases of a place, in words for the person who wrote them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inducult.common.dates import NotADate, Span, parse
from inducult.places.lifecycle import GOES_ON, Phase, State


@dataclass(frozen=True, slots=True)
class PhaseFault:
    """The position of the phase (from 0), its field, and the reason."""

    position: int
    field: str
    reason: str


def faults_in(phases: Sequence[Phase]) -> Iterator[PhaseFault]:
    """Dates that cannot be read, ends before beginnings, phases out of order. None: all is well."""
    latest: Span | None = None
    for position, phase in enumerate(phases):
        start, end, faults = _dates(position, phase)
        yield from faults
        if phase.state in (State.UNKNOWN, State.NOT_YET):
            yield PhaseFault(position, "state", f"“{phase.state}” is an answer, not a phase")
        if start and end and end.latest < start.earliest:
            yield PhaseFault(position, "end", f"{phase.end} lies before the start, {phase.start}")
        if phase.state is State.PLANNED or not start:
            continue
        if latest and start.latest < latest.earliest:
            yield PhaseFault(
                position, "start", f"{phase.start} lies before the start of an earlier phase"
            )
        latest = start


def _dates(position: int, phase: Phase) -> tuple[Span | None, Span | None, list[PhaseFault]]:
    faults: list[PhaseFault] = []
    spans: list[Span | None] = []
    for field, text in (("start", phase.start), ("end", phase.end)):
        try:
            known = text and not (field == "end" and text == GOES_ON)
            spans.append(parse(text) if known else None)
        except NotADate as error:
            spans.append(None)
            faults.append(PhaseFault(position, field, str(error)))
    return spans[0], spans[1], faults
