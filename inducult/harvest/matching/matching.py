"""The matching as a whole: candidates, levels, weights, rivals, answers.

Order is written down in `match`: to see what happens to a pair, read it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from inducult.harvest.matching.assigning import Places, settle
from inducult.harvest.matching.candidates import Pairs, candidates
from inducult.harvest.matching.comparing import (
    COMPARISONS,
    AddressLevel,
    Levels,
    NameLevel,
    NumberLevel,
    compare,
)
from inducult.harvest.matching.match import Answer, Match
from inducult.harvest.matching.rarity import Rarity
from inducult.harvest.matching.table import Flags, Floats, Rows, Table, tabulate
from inducult.harvest.matching.thing import Thing
from inducult.harvest.matching.weights import Weights, load_weights

SAME_FROM: Final = 0.0  # bits: as likely as not
WORTH_FROM: Final = -2.0  # bits: what is lighter and not related is not mentioned
ANSWERS: Final = tuple(Answer)
SAME, RELATED, DIFFERENT = range(len(ANSWERS))
TOLD_AT_ONCE: Final = 50_000
ON_ONE_GROUND: Final = 6  # level of the comparison of positions: within 300 m


@dataclass(frozen=True)
class Scored:
    """Pairs worth mentioning, as columns."""

    one: Rows
    other: Rows
    levels: Levels
    metres: Floats
    weights: Floats

    @classmethod
    def joined(cls, parts: Sequence[Scored]) -> Scored:
        """Parts one below the other."""
        names = [field.name for field in fields(cls)]
        return cls(*(np.concatenate([getattr(p, name) for p in parts]) for name in names))

    def __getitem__(self, rows: Places | Flags) -> Scored:
        return Scored(
            self.one[rows],
            self.other[rows],
            self.levels[rows],
            self.metres[rows],
            self.weights[rows],
        )


def match(
    ours: Iterable[Thing], theirs: Iterable[Thing], *, weights: Weights | None = None
) -> list[Match]:
    """Pairs that are the same, related or doubtful, heaviest first; all others are different.

    Keys are unique on each side. The order of the things does not matter, and swapping the sides
    swaps the pairs. A thing may be the same as several of the other side (`assigning.settle`).
    """
    return match_tables(tabulate(ours), tabulate(theirs), weights=weights)


def match_tables(ours: Table, theirs: Table, *, weights: Weights | None = None) -> list[Match]:
    """`match` for things that have been made a table."""
    known = weights or load_weights()
    rarity = Rarity.of(ours, theirs)
    scored = score(ours, theirs, candidates(ours, theirs), rarity, known)
    tables = ours, theirs
    return list(told(tables, scored, settled(scored), among_rivals(scored), known))


def within(things: Iterable[Thing], *, weights: Weights | None = None) -> list[Match]:
    """Pairs inside one source that are the same or related, each once, the lesser key as ours."""
    table = tabulate(things)
    known = weights or load_weights()
    one, other = candidates(table, table)
    mine, yours = table.keys.take(one), table.keys.take(other)
    once = np.array([key < later for key, later in zip(mine, yours, strict=True)], np.bool_)
    scored = score(table, table, (one[once], other[once]), Rarity.of(table, table), known)
    same = scored.weights >= SAME_FROM
    odds = _odds(scored.weights)
    return list(told((table, table), scored, same, odds / (1 + odds), known))


def score(ours: Table, theirs: Table, pairs: Pairs, rarity: Rarity, weights: Weights) -> Scored:
    """The pairs worth mentioning among the candidates."""
    levels, metres = compare(ours, theirs, *pairs, rarity)
    scored = Scored(*pairs, levels, metres, weights.of(levels))
    return scored[(scored.weights >= WORTH_FROM) | related(levels)]


def related(levels: Levels) -> Flags:
    """Which pairs have to do with each other: one ground and a name or an address in common."""
    name, position, address = levels[:, 0], levels[:, 1], levels[:, 2]
    near = (position >= ON_ONE_GROUND) | (address >= AddressLevel.SOME_HOUSES)
    common: Flags = near & ((name >= NameLevel.HALF) | (address >= AddressLevel.MOST_HOUSES))
    return common


def settled(scored: Scored) -> Flags:
    """Which pairs are the same once rivals have been settled; unit I is never unit II."""
    other_unit = scored.levels[:, COMPARISONS.index("number")] == NumberLevel.OTHER
    heavy = np.flatnonzero((scored.weights >= SAME_FROM) & ~other_unit)
    likely = scored[heavy]
    same = np.zeros(len(scored.weights), np.bool_)
    same[heavy[settle(likely.one, likely.other, likely.weights, likely.levels)]] = True
    return same


def told(
    tables: tuple[Table, Table],
    scored: Scored,
    same: Flags,
    probabilities: Floats,
    weights: Weights,
) -> Iterator[Match]:
    """The pairs as matches, heaviest first."""
    answers = np.where(related(scored.levels), RELATED, DIFFERENT)
    answers[same] = SAME
    order = np.lexsort((scored.other, scored.one, -scored.weights))
    for start in range(0, len(order), TOLD_AT_ONCE):
        rows = order[start : start + TOLD_AT_ONCE]
        part = scored[rows]
        columns = zip(
            *(tables[0].keys.take(part.one), tables[1].keys.take(part.other)),
            *(probabilities[rows].tolist(), part.weights.tolist(), answers[rows].tolist()),
            *(map(tuple, part.levels.tolist()), part.metres.tolist()),
            strict=True,
        )
        for ours, theirs, probability, weight, answer, levels, metres in columns:
            apart = None if math.isnan(metres) else metres
            said = ANSWERS[answer]
            yield Match(ours, theirs, probability, weight, said, levels, apart, weights)


def _odds(weights: Floats) -> Floats:
    odds: Floats = np.exp2(np.clip(weights, None, 500))
    return odds


def among_rivals(scored: Scored) -> Floats:
    """The odds of each pair against nothing and against all that want one of the two."""
    odds = _odds(scored.weights)
    of_one, of_other = np.bincount(scored.one, odds), np.bincount(scored.other, odds)
    shares: Floats = odds / (1 + of_one[scored.one] + of_other[scored.other] - odds)
    return shares
