"""Pairs of unlike people: different sectors wherever possible, nobody twice with the same. Pure.

People who do not normally meet tell each other more (Appreciative Inquiry calls them unlikely
pairs). A first pairing puts the sectors opposite each other; then two pairs at a time change
partners as long as that makes them more unlike. Nobody meets the same person twice as long as each
has met fewer than half of the others: for a pair that met before there is then always a second one
with which to change partners (the counting of Dirac's theorem).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

Table = tuple[str, ...]  # keys of the two, or three, at one table
Met = Collection[frozenset[str]]

AGAIN: Final = 10_000  # met before: worse than anything else together
SAME_SECTOR: Final = 10
SAME_HOUSE: Final = 1  # of one organisation, in different sectors
NOBODY: Final = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in the room: whom she is like."""

    key: str
    sector: str
    house: str = ""  # her organisation, if known


def draw(seats: Sequence[Seat], met: Met = ()) -> list[Table]:
    """Everybody at one table: pairs, and one trio when the number is odd.

    `met` are those who sat together before, as pairs of keys. The same seats and meetings give the
    same tables. Fewer than two people give no table.
    """
    if len(seats) < 2:
        return []
    known = {seat.key: seat for seat in seats}
    order = _opposite(seats)
    single = order.pop() if len(order) % 2 else None
    half = len(order) // 2
    pairs = list(zip(order[:half], order[half:], strict=True))
    pairs = _changed(pairs, known, met)
    return _with(pairs, single, known, met) if single else [tuple(pair) for pair in pairs]


def meetings(tables: Iterable[Table]) -> set[frozenset[str]]:
    """Who sat with whom."""
    return {frozenset(two) for table in tables for two in combinations(table, 2)}


def unlike(tables: Iterable[Table], seats: Iterable[Seat]) -> int:
    """At how many tables everybody is of another sector."""
    sector = {seat.key: seat.sector for seat in seats}
    return sum(len({sector[key] for key in table}) == len(table) for table in tables)


def _opposite(seats: Sequence[Seat]) -> list[str]:
    """The largest sector first, so that half the room away somebody of another one sits.

    An odd one out, at the end, is of the smallest sector: she finds two unlike her.
    """
    sizes = Counter(seat.sector for seat in seats)
    ordered = sorted(seats, key=lambda seat: (-sizes[seat.sector], seat.sector, seat.house))
    return [seat.key for seat in ordered]


def _cost(one: str, other: str, known: dict[str, Seat], met: Met) -> int:
    mine, hers = known[one], known[other]
    again = AGAIN if frozenset((one, other)) in met else 0
    sector = SAME_SECTOR if mine.sector == hers.sector else 0
    house = SAME_HOUSE if mine.house and mine.house == hers.house else 0
    return again + sector + house


def _changed(
    pairs: list[tuple[str, str]], known: dict[str, Seat], met: Met
) -> list[tuple[str, str]]:
    """Two pairs change partners until no change makes the room more unlike."""
    better = True
    while better:
        better = False
        for one, other in combinations(range(len(pairs)), 2):
            best = min(_ways(pairs[one], pairs[other]), key=lambda way: _sum(way, known, met))
            if _sum(best, known, met) < _sum((pairs[one], pairs[other]), known, met):
                pairs[one], pairs[other] = best
                better = True
    return pairs


def _ways(
    one: tuple[str, str], other: tuple[str, str]
) -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
    (a, b), (c, d) = one, other
    return (((a, c), (b, d)), ((a, d), (b, c)))


def _sum(pairs: Iterable[tuple[str, str]], known: dict[str, Seat], met: Met) -> int:
    return sum(_cost(one, other, known, met) for one, other in pairs)


def _with(
    pairs: list[tuple[str, str]], single: str, known: dict[str, Seat], met: Met
) -> list[Table]:
    """The odd one joins the pair to which she is most unlike."""

    def extra(number: int) -> int:
        return sum(_cost(single, key, known, met) for key in pairs[number])

    if not pairs:
        return []
    joined = min(range(len(pairs)), key=extra)
    tables: list[Table] = [tuple(pair) for pair in pairs]
    tables[joined] = (*tables[joined], single)
    return tables
