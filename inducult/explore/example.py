"""The example by which the concept page explains past, present and future.

What it says is asked of `places.rules`, so the page cannot differ from what the map does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from inducult.places.rules import Phase, State, Tense, state_in, tenses

COLLIERY: Final = (
    Phase(State.WORKING, "1868", "1978", "MIN.COAL"),
    Phase(State.WORKING, "2003", "..", "VIS.MMIN"),
)
TYPES: Final = ("MIN.COAL", "VIS.MMIN")
YEARS: Final = (1860, 1900, 1990, 2010)


@dataclass(frozen=True)
class Answer:
    """What stood there in a year: the state, and as which type of the taxonomy ("" if none)."""

    year: int
    state: str
    type_code: str


def answers(today: date) -> list[Answer]:
    """What the map answers for the example in each of the years."""
    return [_answer(year, today) for year in YEARS]


def times(today: date, *offers: str) -> list[str]:
    """The times that the example tells of when it makes these offers."""
    found = tenses(COLLIERY, TYPES, offers, today)
    return [tense.value for tense in Tense if tense in found]


def _answer(year: int, today: date) -> Answer:
    standing = state_in(COLLIERY, year, today=today)[0]
    return Answer(year, standing.state.value, standing.phase.as_type if standing.phase else "")
