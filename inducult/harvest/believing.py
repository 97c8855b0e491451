"""What of a match is believed, beyond names and positions: a brewery is no railway station. Pure.

Names of works are often names of towns, and a town has a station, a mill and a power plant that all
bear it. So two things that make different things are never the same, however alike their names,
unless they share an identifier; near each other they are related.

What may be accepted with many others has to bear more: `doubts` names what reading of matches has
shown to go wrong (docs/harvest-report.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from inducult.harvest.matching.comparing import COMPARISONS, Level, NameLevel
from inducult.harvest.matching.match import Answer, Match
from inducult.harvest.matching.vocabulary import ages, words_of

# Themes that say for whom or in what walls, not what is made: they go with every other.
OPEN_THEMES: Final = frozenset(("ARL", "VIS", "HOU", "LIV", "CRE"))
# Themes of what is made of a place or to be seen at it; such a thing is not the works itself.
BESIDE: Final = frozenset(("VIS", "CRE"))
# Energy is made in ways that exclude each other: on one ground they are neighbours.
WAYS: Final = {
    **dict.fromkeys(("ENE.HYDR", "ENE.WATM"), "water"),
    **dict.fromkeys(("ENE.THER", "ENE.CHP", "ENE.ENGH"), "fire"),
    **dict.fromkeys(("ENE.GASW", "ENE.GASM"), "gas"),
    **dict.fromkeys(("ENE.WIND", "ENE.WINM"), "wind"),
    "ENE.SOLA": "sun",
}
# What is one thing under two themes: a mill and its wheel, a dam and its plant.
ALSO: Final = {
    "ENE.WATM": ("FOD", "WPC"),
    "ENE.WINM": ("FOD",),
    "FOD.MILL": ("water", "wind"),
    "WPC.SAWM": ("water", "wind"),
    "WAT.DAM": ("water",),
    "ENE.HYDR": ("WAT",),
    "WAT.WAST": ("fire",),
    "ENE": tuple(dict.fromkeys(WAYS.values())),
}
TELLING: Final = ("name", "address", "kind", "operator", "identifier")
ONE_GROUND_M: Final = 300.0
FAR_M: Final = 10_000.0


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its types, the first of them what it mainly is, and its names."""

    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def answer_of(found: Match, ours: Side, theirs: Side) -> Answer:
    """The answer of the matching, held against what both are."""
    if found.answer is Answer.DIFFERENT or _is_numbered_alike(found):
        return found.answer
    if _only_stands_near(found):  # a place of which a closed source alone knows name and kind
        return Answer.RELATED if _is_on_one_ground(found) else Answer.DIFFERENT
    mine, other = themes_of(ours.types), themes_of(theirs.types)
    if not mine or not other or mine & other or (mine | other) & OPEN_THEMES:
        return found.answer
    return Answer.RELATED if _is_on_one_ground(found) else Answer.DIFFERENT


def is_sure(found: Match, ours: Side, theirs: Side) -> bool:
    """Whether it may be accepted with many others: sure by the matching, and nothing to doubt."""
    return found.is_sure and not any(doubts(found, ours, theirs))


def doubts(found: Match, ours: Side, theirs: Side) -> Iterator[str]:
    """Why a pair that the matching is sure of is looked at by a person all the same."""
    if _is_numbered_alike(found):
        if _level(found, "name") == NameLevel.NOTHING:
            yield "one number, and names that have nothing in common"
        return
    if not themes_of(ours.types) & themes_of(theirs.types):
        yield "nothing says that they make the same"
    if found.distance_m is not None and found.distance_m > FAR_M:
        yield "far from each other"
    if _is_beside(ours, theirs) or _is_beside(theirs, ours):
        yield "one is mainly something to be seen at the other"
    if _ages(ours) != _ages(theirs):
        yield "one of them is called new, or old"


def themes_of(types: Iterable[str]) -> frozenset[str]:
    """The themes of the types, with those under which the same thing goes as well."""
    codes = list(types)
    also = (theme for code in codes for theme in ALSO.get(code, ()))
    return frozenset((*(WAYS.get(code, code.partition(".")[0]) for code in codes), *also))


def _is_beside(one: Side, other: Side) -> bool:
    """Whether one is mainly a viewpoint, museum, venue, and the other knows nothing of that."""
    main = {code.partition(".")[0] for code in one.types[:1]} & BESIDE
    return bool(main) and not main & {code.partition(".")[0] for code in other.types}


def _ages(side: Side) -> frozenset[str]:
    """Whether it is called new or old: a plant beside its forerunner bears that in its name."""
    said = ages()
    return frozenset(said[word] for name in side.names for word in words_of(name) if word in said)


def _level(found: Match, comparison: str) -> int:
    return found.levels[COMPARISONS.index(comparison)]


def _is_on_one_ground(found: Match) -> bool:
    return found.distance_m is not None and found.distance_m <= ONE_GROUND_M


def _only_stands_near(found: Match) -> bool:
    """Whether nothing but the distance was compared: that two are near does not make them one."""
    return not any(_level(found, name) for name in TELLING)


def _is_numbered_alike(found: Match) -> bool:
    """Whether both carry the same number of somebody."""
    return _level(found, "identifier") == Level.SAME
