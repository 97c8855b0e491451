"""Past, present and future of a place, derived by one rule and explained. The door of the rules.

The rule in words, with its reasons: docs/decisions/0003-past-present-future.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inducult.places.industry import is_creative, is_industrial, is_learning, is_living
from inducult.places.lifecycle import (
    Access,
    Course,
    Phase,
    State,
    access,
    course,
    is_industry,
    present_state,
    working_spans,
)
from inducult.places.phase_faults import PhaseFault, faults_in
from inducult.places.years import Standing, state_in

__all__ = [
    "Access",
    "Phase",
    "PhaseFault",
    "Reason",
    "Standing",
    "State",
    "Tense",
    "access",
    "can_be_visited",
    "derive",
    "faults_in",
    "is_industrial",
    "present_state",
    "state_in",
    "tenses",
    "working_spans",
]

LOOKING_AHEAD = frozenset({"apprenticeship", "school_programme", "creative_space", "coworking"})
OUT_OF_USE = frozenset({State.MOTHBALLED, State.CLOSED})
REMADE = frozenset({State.CONVERTED, State.DEMOLISHED})


class Tense(StrEnum):
    """Which times of industrial culture a place tells of; it may be several, or none."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a place has a tense: the code names the clause, the rest what it was found in.

    past: industry_ended, out_of_use, remade (phase) · present: industry_works (phase),
    living_industry (type) · future: planned (phase), creative_use, learning (type), offer (kind).
    """

    tense: Tense
    code: str
    phase: Phase | None = None
    type_code: str = ""
    offer: str = ""


def tenses(
    phases: Sequence[Phase], types: Sequence[str], offers: Sequence[str], today: date
) -> frozenset[Tense]:
    """The tenses of a place; `offers` are kinds of offer."""
    return frozenset(reason.tense for reason in derive(phases, types, offers, today))


def derive(
    phases: Sequence[Phase], types: Sequence[str], offers: Sequence[str], today: date
) -> list[Reason]:
    """Every reason why a place is past, present or future, in this order."""
    seen = course(phases, today)
    return [*_past(seen, types), *_present(seen, types), *_future(seen, types, offers)]


def can_be_visited(phases: Sequence[Phase], visit_state: str, today: date) -> bool:
    """Whether hours may read as "open": never for a place demolished, closed or without access."""
    return visit_state in ("open", "event_days") and access(phases, today) is Access.VISITABLE


def _past(seen: Course, types: Sequence[str]) -> Iterator[Reason]:
    for phase in seen.begun:
        worked = phase.state is State.WORKING and phase in seen.ended
        if worked and is_industry(phase, types, last=phase is seen.begun[-1]):
            yield Reason(Tense.PAST, "industry_ended", phase)
        elif phase.state in REMADE:
            yield Reason(Tense.PAST, "remade", phase)
        elif phase.state in OUT_OF_USE and (phase is seen.present or _was_industry(phase, types)):
            yield Reason(Tense.PAST, "out_of_use", phase)


def _present(seen: Course, types: Sequence[str]) -> Iterator[Reason]:
    works = [
        phase for phase in seen.going_on if is_industry(phase, types, last=phase is seen.begun[-1])
    ]
    yield from (Reason(Tense.PRESENT, "industry_works", phase) for phase in works)
    for code in _types_in_use(seen, types):
        if is_living(code):
            yield Reason(Tense.PRESENT, "living_industry", type_code=code)


def _future(seen: Course, types: Sequence[str], offers: Sequence[str]) -> Iterator[Reason]:
    yield from (Reason(Tense.FUTURE, "planned", phase) for phase in seen.ahead)
    for code in _types_in_use(seen, types):
        if is_creative(code):
            yield Reason(Tense.FUTURE, "creative_use", type_code=code)
        elif is_learning(code):
            yield Reason(Tense.FUTURE, "learning", type_code=code)
    if seen.present is None or seen.present.state is not State.DEMOLISHED:
        for kind in offers:
            if kind in LOOKING_AHEAD:
                yield Reason(Tense.FUTURE, "offer", offer=kind)


def _was_industry(phase: Phase, types: Sequence[str]) -> bool:
    return any(map(is_industrial, [phase.as_type] if phase.as_type else types))


def _types_in_use(seen: Course, types: Sequence[str]) -> list[str]:
    """What the place is today: its types less those known to be over, and those of its phases."""
    if not seen.is_in_use and (seen.begun or seen.ahead):
        return []
    over = {phase.as_type for phase in seen.ended if phase.end}
    now = [phase.as_type for phase in seen.going_on if phase.as_type]
    return list(dict.fromkeys([*now, *(code for code in types if code not in over)]))
