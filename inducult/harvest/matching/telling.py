"""Why a pair got its answer, in one sentence that can be translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inducult.harvest.matching.match import Match, Part


def gettext_noop(message: str) -> str:
    """Marks a message for the catalogues; whoever shows it translates it."""
    return message


@dataclass(frozen=True, slots=True)
class Clause:
    """A message to translate, and what goes into its braces (`str.format`)."""

    message: str
    values: dict[str, str | int]


# What each level of each comparison means to a reader.
MEANINGS: Final = {
    ("name", 1): gettext_noop("the names differ"),
    ("name", 2): gettext_noop("the names have something in common"),
    ("name", 3): gettext_noop("the names are alike"),
    ("name", 4): gettext_noop("the names agree"),
}
METRES: Final = gettext_noop("{metres} m apart")
KILOMETRES: Final = gettext_noop("{kilometres} km apart")


def sentence_of(match: Match) -> list[Clause]:
    """The clauses of the sentence, the weightiest first, to be joined by commas."""
    telling = sorted(match.because, key=lambda part: -abs(part.bits))
    clauses = (_clause(part, match) for part in telling)
    return [clause for clause in clauses if clause]


def _clause(part: Part, match: Match) -> Clause | None:
    if part.comparison == "position":
        return _apart(match.distance_m)
    meaning = MEANINGS.get((part.comparison, part.level))
    return Clause(meaning, {}) if meaning else None


def _apart(metres: float | None) -> Clause | None:
    if metres is None:
        return None
    if metres < 1_000:
        return Clause(METRES, {"metres": round(metres)})
    return Clause(KILOMETRES, {"kilometres": round(metres / 1_000)})
