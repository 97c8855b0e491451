"""What several regions want alike: the matrix of areas, and measures that could be one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

LEAST: Final = 0.55  # of likeness from which on two measures are shown together
MANY: Final = 20  # groups that are proposed at once


@dataclass(frozen=True, order=True)
class Wanted:
    """A measure of a region: in which area, under which title, and the kinds of places it cites."""

    region: str
    key: str
    area: str = field(compare=False)
    title: str = field(compare=False)
    types: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True)
class Shared:
    """Measures of different regions that could be one, and how alike the least alike pair is."""

    measures: tuple[Wanted, ...]
    likeness: float


def likeness(one: Wanted, other: Wanted) -> float:
    """From 0 to 1: 0 in different areas or one region, else the title's or with the places'.

    Titles stand in different languages, so places of one kind may say what words do not.
    """
    if one.area != other.area or one.region == other.region:
        return 0.0
    titles: float = fuzz.token_set_ratio(one.title.casefold(), other.title.casefold()) / 100
    both = one.types | other.types
    places = len(one.types & other.types) / len(both) if both else 0.0
    return max(titles, (titles + 2 * places) / 3)


def proposals(measures: Iterable[Wanted], least: float = LEAST) -> list[Shared]:
    """Groups in which every pair is alike, at most one of a region; the most alike first.

    A measure stands in one group only. The same measures in any order give the same groups.
    """
    told = sorted(measures)
    pairs = [(likeness(a, b), a, b) for a, b in combinations(told, 2)]
    alike = {frozenset((a, b)): score for score, a, b in pairs if score >= least}
    groups: list[list[Wanted]] = []
    for pair in sorted(alike, key=lambda each: (-alike[each], sorted(each))):
        _take(sorted(pair), groups, alike)
    shared = [Shared(tuple(sorted(group)), _least(group, alike)) for group in groups]
    return sorted(shared, key=lambda each: (-len(each.measures), -each.likeness))[:MANY]


def matrix(
    rows: Iterable[tuple[str, str]], regions: Sequence[str], areas: Sequence[str]
) -> dict[str, dict[str, int]]:
    """How often each area stands in each region, 0 included, from pairs of region and area."""
    counts = Counter(rows)
    return {area: {region: counts[region, area] for region in regions} for area in areas}


def totals(cells: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The sum of each row of a matrix."""
    return {area: sum(row.values()) for area, row in cells.items()}


_Alike = Mapping[frozenset[Wanted], float]


def _take(pair: list[Wanted], groups: list[list[Wanted]], alike: _Alike) -> None:
    """Begin a group with a pair of which neither is taken, or let one join the other's group."""
    one, other = pair
    of_one, of_other = (next((g for g in groups if each in g), None) for each in pair)
    if of_one is None and of_other is None:
        groups.append([one, other])
    elif of_one is not None and of_other is None and _fits(other, of_one, alike):
        of_one.append(other)
    elif of_other is not None and of_one is None and _fits(one, of_other, alike):
        of_other.append(one)


def _fits(measure: Wanted, group: list[Wanted], alike: _Alike) -> bool:
    return all(frozenset((measure, each)) in alike for each in group)


def _least(group: list[Wanted], alike: _Alike) -> float:
    return min(alike[frozenset(pair)] for pair in combinations(group, 2))
