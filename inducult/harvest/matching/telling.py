"""Why a pair got its answer, in one sentence that can be translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inducult.harvest.matching.comparing import (
    AddressLevel,
    KindLevel,
    Level,
    NameLevel,
    NumberLevel,
    TownLevel,
)
from inducult.harvest.matching.match import Match, Part


def gettext_noop(message: str) -> str:
    """Marks a message for the catalogues; whoever shows it translates it."""
    return message


@dataclass(frozen=True, slots=True)
class Clause:
    """A message to translate, and what goes into its braces (`str.format`)."""

    message: str
    values: dict[str, str | int]


NOTHING_IN_COMMON: Final = gettext_noop("the names have nothing in common")
HOLDS: Final = gettext_noop("one name holds the other")
AGREE: Final = gettext_noop("the names agree")
OTHER_KIND: Final = gettext_noop("they are of different kinds")

# What each level of each comparison means to a reader.
MEANINGS: Final[dict[tuple[str, int], str]] = {
    ("name", NameLevel.NOTHING): NOTHING_IN_COMMON,
    ("name", NameLevel.LITTLE): gettext_noop("the names have little in common"),
    ("name", NameLevel.ONE_GENERIC): gettext_noop("one name only says what kind of place it is"),
    ("name", NameLevel.GENERIC_DIFFERENT): gettext_noop("the names only say what kinds they are"),
    ("name", NameLevel.GENERIC_ALIKE): gettext_noop("the names agree, but many are called so"),
    ("name", NameLevel.HALF): gettext_noop("the names have half of their words in common"),
    ("name", NameLevel.HOLDS_COMMON): gettext_noop("one name holds the other, in common words"),
    ("name", NameLevel.HOLDS): HOLDS,
    ("name", NameLevel.HOLDS_RARE): gettext_noop("one name holds the other, in rare words"),
    ("name", NameLevel.AGREES_COMMON): gettext_noop("the names agree, in common words"),
    ("name", NameLevel.AGREES): AGREE,
    ("name", NameLevel.AGREES_RARE): gettext_noop("the names agree, in rare words"),
    ("address", AddressLevel.OTHER_STREET): gettext_noop("the streets differ"),
    ("address", AddressLevel.OTHER_HOUSE): gettext_noop("same street, other house"),
    ("address", AddressLevel.SAME_STREET): gettext_noop("same street"),
    ("address", AddressLevel.SOME_HOUSES): gettext_noop("some house numbers agree"),
    ("address", AddressLevel.MOST_HOUSES): gettext_noop("most house numbers agree"),
    ("address", AddressLevel.ALL_HOUSES): gettext_noop("same address"),
    ("kind", KindLevel.OTHER): OTHER_KIND,
    ("kind", KindLevel.SAME_THEME): gettext_noop("they are of one theme"),
    ("kind", KindLevel.SOME): gettext_noop("they have one of their kinds in common"),
    ("kind", KindLevel.SAME): gettext_noop("they are of one kind"),
    ("number", NumberLevel.OTHER): gettext_noop("the numbers in the names differ"),
    ("number", NumberLevel.SAME): gettext_noop("the numbers in the names agree"),
    ("town", TownLevel.OTHER): gettext_noop("the towns differ"),
    ("town", TownLevel.SAME): gettext_noop("same town"),
    ("years", Level.DIFFERENT): gettext_noop("the years are far apart"),
    ("years", Level.NEAR): gettext_noop("the years are near each other"),
    ("years", Level.SAME): gettext_noop("the years agree"),
    ("operator", Level.DIFFERENT): gettext_noop("the operators differ"),
    ("operator", Level.NEAR): gettext_noop("the operators are alike"),
    ("operator", Level.SAME): gettext_noop("same operator"),
    ("identifier", Level.SAME): gettext_noop("same identifier"),
}
METRES: Final = gettext_noop("{metres} m apart")
KILOMETRES: Final = gettext_noop("{kilometres} km apart")
MOST_CLAUSES: Final = 4


def sentence_of(match: Match) -> list[Clause]:
    """The clauses of the sentence, the weightiest first, to be translated and joined by commas."""
    said = sorted(match.because[1:], key=lambda part: -abs(part.bits))
    clauses = (clause_of(part, match.distance_m) for part in said if part.level)
    return [clause for clause in clauses if clause][:MOST_CLAUSES]


def clause_of(part: Part, distance_m: float | None) -> Clause | None:
    """What one bar of the waterfall means; None for what says nothing."""
    if part.comparison == "position":
        return _apart(distance_m)
    meaning = MEANINGS.get((part.comparison, part.level))
    return Clause(meaning, {}) if meaning else None


def _apart(metres: float | None) -> Clause | None:
    if metres is None:
        return None
    if metres < 1_000:
        return Clause(METRES, {"metres": round(metres)})
    return Clause(KILOMETRES, {"kilometres": round(metres / 1_000)})
