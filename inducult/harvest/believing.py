"""What of a match is believed, beyond names and positions: a brewery is no railway station. Pure.

Names of works are often names of towns, and a town has a station, a mill and a power plant that all
bear it. So two things that make different things are never the same, however alike their names,
unless they share an identifier; near each other they are related.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from inducult.harvest.matching.comparing import COMPARISONS, Level
from inducult.harvest.matching.match import Answer, Match

# Themes that say for whom or in what walls, not what is made: they go with every other.
OPEN_THEMES: Final = frozenset(("ARL", "VIS", "HOU", "LIV", "CRE"))
# What is one thing under two themes: a mill and its wheel, a dam and its plant.
ALSO: Final = {
    "ENE.WATM": ("FOD", "WPC"),
    "ENE.WINM": ("FOD",),
    "FOD.MILL": ("ENE",),
    "WPC.SAWM": ("ENE",),
    "WAT.DAM": ("ENE",),
    "ENE.HYDR": ("WAT",),
    "WAT.WAST": ("ENE",),
}
TELLING: Final = ("name", "address", "kind", "operator", "identifier")
ONE_GROUND_M: Final = 300.0
FAR_M: Final = 10_000.0


def answer_of(found: Match, ours: Iterable[str], theirs: Iterable[str]) -> Answer:
    """The answer of the matching, held against what both are; `ours`, `theirs`: types."""
    if found.answer is Answer.DIFFERENT or _is_named_alike(found):
        return found.answer
    if _only_stands_near(found):  # a place of which a closed source alone knows name and kind
        return Answer.RELATED if _is_on_one_ground(found) else Answer.DIFFERENT
    mine, other = themes_of(ours), themes_of(theirs)
    if not mine or not other or mine & other or (mine | other) & OPEN_THEMES:
        return found.answer
    return Answer.RELATED if _is_on_one_ground(found) else Answer.DIFFERENT


def is_sure(found: Match, ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Sure by the matching, of one theme that says what is made, and not far from each other."""
    if not found.is_sure:
        return False
    if _is_named_alike(found):
        return True
    is_far = found.distance_m is not None and found.distance_m > FAR_M
    return bool(themes_of(ours) & themes_of(theirs)) and not is_far


def themes_of(types: Iterable[str]) -> frozenset[str]:
    """The themes of the types, with those under which the same thing goes as well."""
    codes = list(types)
    also = (theme for code in codes for theme in ALSO.get(code, ()))
    return frozenset((*(code.partition(".")[0] for code in codes), *also))


def _is_on_one_ground(found: Match) -> bool:
    return found.distance_m is not None and found.distance_m <= ONE_GROUND_M


def _only_stands_near(found: Match) -> bool:
    """Whether nothing but the distance was compared: that two are near does not make them one."""
    levels = dict(zip(COMPARISONS, found.levels, strict=True))
    return not any(levels[name] for name in TELLING)


def _is_named_alike(found: Match) -> bool:
    """Whether both carry the same number of somebody."""
    return dict(zip(COMPARISONS, found.levels, strict=True))["identifier"] == Level.SAME
