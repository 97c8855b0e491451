"""Small whole numbers for every pair: how two things compare in each respect.

Level 0 always means that one of the two says nothing. What the others mean stands beside each
comparison; `weights.json` says how many bits they are worth.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from inducult.harvest.matching.geography import metres_between
from inducult.harvest.matching.rarity import Rarity
from inducult.harvest.matching.table import MOST_KINDS, NO_YEAR, Flags, Floats, Rows, Table, Words
from inducult.harvest.matching.texts import Texts

Levels = NDArray[np.int8]

COMPARISONS: Final = (
    *("name", "position", "address", "kind", "number", "town", "years", "operator", "identifier"),
)
# The highest level of each comparison.
LEVELS: Final = dict(zip(COMPARISONS, (12, 9, 6, 4, 2, 2, 3, 3, 3), strict=True))
LONG_NAMES: Final = 36  # letters of two names together: they may hold two slips
SHORT_NAMES: Final = 10  # in shorter ones a slip makes another word
FIRST_SIDE: Final = 1_000  # the numbers of sides begin here
SLICE: Final = 50_000  # pairs that are compared at once: some 2 KB each, in every process


class NameLevel(IntEnum):
    """How two names compare; of several names the best pair counts."""

    MISSING = 0
    NOTHING = 1  # both have words of their own, and none in common
    LITTLE = 2  # some likeness
    ONE_GENERIC = 3  # one only says what kind of thing it is
    GENERIC_DIFFERENT = 4  # both only say that, and differ
    GENERIC_ALIKE = 5
    HALF = 6  # half of what is their own
    HOLDS_COMMON = 7  # one holds the other, or a part of it, in words that many have
    HOLDS = 8
    HOLDS_RARE = 9
    AGREES_COMMON = 10  # all that is their own
    AGREES = 11
    AGREES_RARE = 12


class AddressLevel(IntEnum):
    MISSING = 0
    OTHER_STREET = 1
    OTHER_HOUSE = 2  # a street in common, houses given on both sides, none in common
    SAME_STREET = 3  # a street in common, one says no house
    SOME_HOUSES = 4
    MOST_HOUSES = 5
    ALL_HOUSES = 6


class KindLevel(IntEnum):
    MISSING = 0
    OTHER = 1
    SAME_THEME = 2
    SOME = 3  # a villa and its garden, a garden
    SAME = 4


class NumberLevel(IntEnum):
    """Numbers and sides in names: units, shafts, blocks, east and west."""

    MISSING = 0
    OTHER = 1
    SAME = 2


class TownLevel(IntEnum):
    MISSING = 0
    OTHER = 1  # or another country
    SAME = 2


class Level(IntEnum):
    """Years, operators, identifiers."""

    MISSING = 0
    DIFFERENT = 1
    NEAR = 2
    SAME = 3


# Metres of the steps of the comparison of positions: level 9 is up to 6 m, level 1 beyond 30 km.
STEPS_M: Final = (30_000.0, 10_000.0, 3_000.0, 1_000.0, 300.0, 75.0, 25.0, 6.0)
WELL_SURVEYED_M: Final = 200.0  # what two things of usual precision may be off together


def compare(
    ours: Table, theirs: Table, one: Rows, other: Rows, rarity: Rarity
) -> tuple[Levels, Floats]:
    """Levels of pairs, one column a comparison, and metres between them (nan: not known)."""
    levels = np.zeros((len(one), len(COMPARISONS)), np.int8)
    metres = metres_between(ours, theirs, one, other)
    for start in range(0, len(one), SLICE):
        part = slice(start, start + SLICE)
        pair = (ours, theirs, one[part], other[part])
        levels[part, 0] = names(*pair, rarity)
        levels[part, 1] = positions(*pair, metres[part])
        levels[part, 2] = addresses(*pair)
        levels[part, 3] = kinds(*pair)
        levels[part, 4] = numbers(*pair)
        levels[part, 5] = towns(*pair)
        levels[part, 6] = years(*pair)
        levels[part, 7] = operators(*pair)
        levels[part, 8] = identifiers(*pair)
    return levels, metres


# --- names --------------------------------------------------------------------------------------


def names(ours: Table, theirs: Table, one: Rows, other: Rows, rarity: Rarity) -> Levels:
    """The best level that any name of one and any name of the other reach."""
    mine, yours = ours.names.counts(one), theirs.names.counts(other)
    counts = mine * yours
    pair = np.repeat(np.arange(len(one)), counts)
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    left = ours.names.first[one][pair] + place // yours[pair]
    right = theirs.names.first[other][pair] + place % yours[pair]
    towns = np.concatenate([ours.towns[one], theirs.towns[other]], axis=1)[pair]
    best = np.zeros(len(one), np.int8)
    np.maximum.at(best, pair, _name_levels((ours, theirs), left, right, towns, rarity))
    return best


def _name_levels(
    tables: tuple[Table, Table], left: Rows, right: Rows, towns: Words, rarity: Rarity
) -> Levels:
    """Levels of pairs of names. The name of a town that one of the two lies in is not their own."""
    ours, theirs = tables[0].names, tables[1].names
    mine, yours = ours.own[left], theirs.own[right]
    of_town, of_town_too = _also(mine, towns), _also(yours, towns)
    town_shared = (_also(mine, yours) & of_town).any(axis=1)
    mine, yours = np.where(of_town, 0, mine), np.where(of_town_too, 0, yours)
    bare, bare_too = ~mine.any(axis=1), ~yours.any(axis=1)
    alike = _alike(ours.joined, theirs.joined, left, right)
    slips = _slips(ours.joined.lengths[left] + theirs.joined.lengths[right], alike)
    levels = _specific(rarity.weigh(mine), rarity.weigh(yours), _also(mine, yours), alike, slips)
    in_parts = ~(ours.whole[left] & theirs.whole[right])
    levels[in_parts & (levels >= NameLevel.AGREES_COMMON)] -= 3
    levels[bare | bare_too] = NameLevel.ONE_GENERIC
    levels[bare & bare_too & town_shared] = NameLevel.AGREES_COMMON
    both = np.flatnonzero(bare & bare_too & ~town_shared)
    text = _alike(ours.text, theirs.text, left[both], right[both])
    levels[both] = np.where(text >= 0.95, NameLevel.GENERIC_ALIKE, NameLevel.GENERIC_DIFFERENT)
    return levels


def _specific(heavy: Floats, weighty: Floats, also: Flags, alike: Floats, slips: Flags) -> Levels:
    """Levels of pairs that both have words of their own, from the bits of the words."""
    shared = (heavy * also).sum(axis=1)
    total, other_total = heavy.sum(axis=1), weighty.sum(axis=1)
    smaller = np.minimum(total, other_total)
    holds = shared / np.maximum(smaller, 1e-9)
    agrees = shared / np.maximum(total + other_total - shared, 1e-9)
    agrees = np.where(slips, np.maximum(agrees, alike), agrees)
    shared = np.where(slips, np.maximum(shared, smaller * alike), shared)
    levels = np.full(len(holds), NameLevel.NOTHING, np.int8)
    levels[(alike >= 0.6) | (holds >= 0.2)] = NameLevel.LITTLE
    levels[(alike >= 0.75) | (holds >= 0.5)] = NameLevel.HALF
    rare = (shared >= 5.5).astype(np.int8) + (shared >= 9)
    held, same = holds >= 0.85, agrees >= 0.8
    levels[held] = NameLevel.HOLDS_COMMON + rare[held]
    levels[same] = NameLevel.AGREES_COMMON + rare[same]
    return levels


def _slips(letters: NDArray[np.int64], alike: Floats) -> Flags:
    """Whether two names of so many letters differ by no more than slips of the pen."""
    wrong = np.round((1 - alike) * letters)  # letters put in or left out
    slips: Flags = (wrong <= 2 + 2 * (letters >= LONG_NAMES)) & (letters >= SHORT_NAMES)
    return slips


def _alike(mine: Texts, yours: Texts, left: Rows, right: Rows) -> Floats:
    """How alike texts are, from 0 to 1."""
    found = process.cpdist(
        mine.take(left),
        yours.take(right),
        scorer=fuzz.ratio,
        dtype=np.float32,
        workers=-1,
    )
    return np.asarray(found, np.float64) / 100


def _also(mine: Words, yours: Words) -> Flags:
    """Which of the words of each row stand in the same row of the other matrix."""
    also = np.zeros(mine.shape, np.bool_)
    for column in range(yours.shape[1]):
        also |= mine == yours[:, column, None]
    also &= mine != 0
    return also


# --- the others ---------------------------------------------------------------------------------


def positions(ours: Table, theirs: Table, one: Rows, other: Rows, metres: Floats) -> Levels:
    """By distance, as far as the precision of the two lets it say something."""
    off = ours.precision_m[one] + theirs.precision_m[other]
    counted = np.maximum(metres * np.clip(WELL_SURVEYED_M / off, 0, 2), off / 40)
    levels = 1 + sum((counted <= step).astype(np.int8) for step in STEPS_M)
    return np.where(np.isfinite(metres), levels, 0).astype(np.int8)


def addresses(ours: Table, theirs: Table, one: Rows, other: Rows) -> Levels:
    levels = np.zeros(len(one), np.int8)
    asked = (ours.addressed[one] | theirs.addressed[other]) & ours.streets.has(one)
    rows = np.flatnonzero(asked & theirs.streets.has(other))
    one, other = one[rows], other[rows]
    street = _also(ours.streets[one], theirs.streets[other]).any(axis=1)
    both = ours.addressed[one] & theirs.addressed[other]
    found = np.where(both, AddressLevel.OTHER_STREET, AddressLevel.MISSING).astype(np.int8)
    mine, yours = ours.houses[one], theirs.houses[other]
    shared = _also(mine, yours).sum(axis=1)
    many, others = (mine != 0).sum(axis=1), (yours != 0).sum(axis=1)
    share = shared / np.maximum(many + others - shared, 1)
    found[street] = AddressLevel.SAME_STREET
    found[street & (many > 0) & (others > 0)] = AddressLevel.OTHER_HOUSE
    found[shared > 0] = AddressLevel.SOME_HOUSES
    found[share >= 0.4] = AddressLevel.MOST_HOUSES
    found[share == 1] = AddressLevel.ALL_HOUSES
    levels[rows] = found
    return levels


def kinds(ours: Table, theirs: Table, one: Rows, other: Rows) -> Levels:
    mine, yours = ours.kinds.wide(one, MOST_KINDS), theirs.kinds.wide(other, MOST_KINDS)
    known = (mine[:, 0] != 0) & (yours[:, 0] != 0)
    theme = _also(ours.themes[one], theirs.themes[other]).any(axis=1)
    some, all_of_them = _also(mine, yours).any(axis=1), (mine == yours).all(axis=1)
    levels = 1 + theme.astype(np.int8) + some + all_of_them
    return np.where(known, levels, KindLevel.MISSING).astype(np.int8)


def numbers(ours: Table, theirs: Table, one: Rows, other: Rows) -> Levels:
    mine, yours = ours.numbers[one], theirs.numbers[other]
    same, sided, other_sided = _also(mine, yours), mine >= FIRST_SIDE, yours >= FIRST_SIDE
    levels = np.where(same.any(axis=1), NumberLevel.SAME, NumberLevel.MISSING)
    for left, right in ((sided, other_sided), (~sided & (mine > 0), ~other_sided & (yours > 0))):
        both = left.any(axis=1) & right.any(axis=1)
        levels[both & ~(same & left).any(axis=1)] = NumberLevel.OTHER
    return levels.astype(np.int8)


def towns(ours: Table, theirs: Table, one: Rows, other: Rows) -> Levels:
    mine, yours = ours.towns[one], theirs.towns[other]
    here, there = ours.country[one], theirs.country[other]
    known = (mine[:, 0] != 0) & (yours[:, 0] != 0)
    levels = np.where(known, TownLevel.OTHER, TownLevel.MISSING)
    levels[_also(mine, yours).any(axis=1)] = TownLevel.SAME
    levels[(here != there) & (here != 0) & (there != 0)] = TownLevel.OTHER
    return levels.astype(np.int8)


def years(ours: Table, theirs: Table, one: Rows, other: Rows) -> Levels:
    mine, yours = ours.years[one].astype(np.int32), theirs.years[other].astype(np.int32)
    known = (mine != NO_YEAR) & (yours != NO_YEAR)
    apart = np.where(known, np.abs(mine - yours), 10_000).min(axis=1)
    levels = Level.DIFFERENT + (apart <= 15).astype(np.int8) + (apart <= 1)
    return np.where(known.any(axis=1), levels, Level.MISSING).astype(np.int8)


def operators(ours: Table, theirs: Table, one: Rows, other: Rows) -> Levels:
    mine, yours = ours.operators[one], theirs.operators[other]
    known = (mine[:, 0] != 0) & (yours[:, 0] != 0)
    shared = _also(mine, yours).sum(axis=1)
    most = np.maximum((mine != 0).sum(axis=1), (yours != 0).sum(axis=1))
    levels = Level.DIFFERENT + (shared > 0).astype(np.int8) + (shared >= np.maximum(most, 1))
    return np.where(known, levels, Level.MISSING).astype(np.int8)


def identifiers(ours: Table, theirs: Table, one: Rows, other: Rows) -> Levels:
    same = _also(ours.identifiers[one], theirs.identifiers[other]).any(axis=1)
    return np.where(same, Level.SAME, Level.MISSING).astype(np.int8)
