"""From scored pairs to partners: who belongs to whom when several would do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inducult.harvest.matching.comparing import AddressLevel, KindLevel, Levels, NameLevel
from inducult.harvest.matching.match import Match
from inducult.harvest.matching.table import Floats, Rows

Places = NDArray[np.int64]

AS_GOOD: Final = 1.0  # bits: two partners that weigh the same but for this are both meant
NEARLY_AS_GOOD: Final = 4.0  # if also the names say so
AN_ADDRESS: Final = 5.0  # bits that a first partner has from its address count for no rival without
TELLING: Final = (
    *(NameLevel.HOLDS_COMMON, NameLevel.HOLDS, NameLevel.HOLDS_RARE),
    *(NameLevel.AGREES, NameLevel.AGREES_RARE),
)
OTHER_ADDRESSES: Final = (
    *(AddressLevel.OTHER_STREET, AddressLevel.OTHER_HOUSE, AddressLevel.SOME_HOUSES),
)


def settle(one: Rows, other: Rows, weights: Floats, levels: Levels) -> Places:
    """Which of the pairs stand when rivals have been settled: their places, heaviest first.

    Each thing has one partner, unless the data say that it stands for several: a plant for its
    units, a church for the four addresses of a register. A further partner is one that has none
    itself, weighs as much as the first or nearly as much if the names say so too, and neither its
    address nor what it is speaks against it. Pairs of equal weight go by row.
    """
    order = np.lexsort((other, one, -weights))
    allowed = weights[order] + _allowance(levels)[order]
    silent = np.where(levels[order, 2] == AddressLevel.MISSING, AN_ADDRESS, 0.0)
    columns = (one[order], other[order], weights[order], allowed, silent)
    mine: dict[int, tuple[float, float]] = {}
    yours: dict[int, tuple[float, float]] = {}
    kept = []
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for place, (left, right, weight, reach, unsaid) in enumerate(rows):
        first = mine.get(left), yours.get(right)
        if all(first):
            continue
        heavier, said = first[0] or first[1] or (weight, unsaid)
        if first == (None, None) or heavier <= reach + max(unsaid - said, 0.0):
            mine.setdefault(left, (weight, unsaid))
            yours.setdefault(right, (weight, unsaid))
            kept.append(place)
    settled: Places = order[kept]
    return settled


def _allowance(levels: Levels) -> Floats:
    """How many bits lighter than the first a further partner may be."""
    allowance = np.where(np.isin(levels[:, 0], TELLING), NEARLY_AS_GOOD, AS_GOOD)
    allowance[np.isin(levels[:, 2], OTHER_ADDRESSES)] = -1.0
    allowance[levels[:, 3] == KindLevel.OTHER] = -1.0
    return allowance


def one_to_one(matches: Iterable[Match]) -> list[Match]:
    """The heaviest pairs first, each of ours and of theirs at most once.

    Greedy: among candidates that are all close a stable order is worth more to a keeper than the
    last bit of the sum, and it takes no time for a million. Equal weights go by key.
    """
    ours: set[str] = set()
    theirs: set[str] = set()
    kept = []
    for match in _heaviest_first(matches):
        if match.ours not in ours and match.theirs not in theirs:
            ours.add(match.ours)
            theirs.add(match.theirs)
            kept.append(match)
    return kept


def one_to_many(matches: Iterable[Match]) -> list[Match]:
    """Each of theirs once, with the one of ours that it fits best; ours may have several."""
    theirs: set[str] = set()
    kept = []
    for match in _heaviest_first(matches):
        if match.theirs not in theirs:
            theirs.add(match.theirs)
            kept.append(match)
    return kept


def _heaviest_first(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.weight, match.ours, match.theirs))
