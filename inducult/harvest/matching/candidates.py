"""Which pairs are worth comparing: near each other, of one rare word, or of one identifier."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from shapely import STRtree, points

from inducult.harvest.matching.geography import EARTH_M, metres_between
from inducult.harvest.matching.lists import Lists
from inducult.harvest.matching.table import Floats, Rows, Table, Words

Pairs = tuple[Rows, Rows]
Codes = NDArray[np.int64]  # pairs as one number each: ours times the number of theirs, plus theirs
Listed = tuple[Words, Rows]  # numbers in order, and whose they are

NEAR_M: Final = 1_000.0  # how far the best surveyed things are looked for
PRECISIONS: Final = 2.0  # and the others: so many times what they may be off
A_FEW: Final = 3
THIN_M: Final = 8_000.0
CELL_DEGREES: Final = 0.135
CELL_M: Final = CELL_DEGREES * 111_195.0 / 1.8  # radius of the circle as large as a cell
FARTHEST_M: Final = 50_000.0
AT_ONCE: Final = 50_000  # things: in a town a hundred others may stand near each
NEAREST: Final = 10  # of all that are near
RAREST: Final = 200  # pairs that one word may make
FAR_M: Final = 150_000.0  # nothing moves farther by mistake, if a name is all there is to say so


def candidates(ours: Table, theirs: Table) -> Pairs:
    """Rows of ours and rows of theirs, each pair once, in order of ours, then theirs."""
    return all_once(theirs, [meet() for meet in ways_to_meet(ours, theirs)])


def ways_to_meet(ours: Table, theirs: Table) -> list[Callable[[], Codes]]:
    """Everything that makes two worth comparing, to be asked one by one or at once."""
    ways: list[Callable[[], Pairs]] = [
        partial(_near, ours, theirs),
        lambda: _near(theirs, ours)[::-1],
        partial(_of_one_word, ours, theirs),
        partial(_of_one_identifier, ours, theirs),
    ]
    return [partial(_coded, theirs, way) for way in ways]


def all_once(theirs: Table, found: list[Codes]) -> Pairs:
    """Pairs found in several ways, each once. The list is emptied: there are tens of millions."""
    coded = np.concatenate(found)
    found.clear()
    coded.sort()
    coded = coded[np.diff(coded, prepend=-1) > 0]
    one, other = np.divmod(coded, max(len(theirs), 1))
    return one.astype(np.int32), other.astype(np.int32)


def _coded(theirs: Table, way: Callable[[], Pairs]) -> Codes:
    one, other = way()
    coded: Codes = one.astype(np.int64)
    coded *= max(len(theirs), 1)
    coded += other
    return coded


def _near(around: Table, others: Table) -> Pairs:
    """Each thing with the nearest of the others, as far as the first may be off.

    Asked on the plane of Mercator, where a circle is a circle and only its size varies.
    """
    here, there = _located(around), _located(others)
    if not len(here) or not len(there):
        return _none()
    tree = STRtree(points(*_mercator(others.lon[there], others.lat[there])))
    apart = _usually_apart(around, others, here, there)
    reach = np.clip(np.maximum(apart, PRECISIONS * around.precision_m[here]), NEAR_M, FARTHEST_M)
    reach = reach / EARTH_M / np.cos(np.radians(around.lat[here]))
    nearest = []
    for start in range(0, len(here), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        at = points(*_mercator(around.lon[here[part]], around.lat[here[part]]))
        asked, found = tree.query(at, predicate="dwithin", distance=reach[part])
        nearest.append(_nearest(around, others, here[part][asked], there[found]))
    one, other = (np.concatenate(rows) for rows in zip(*nearest, strict=True))
    return one, other


def _usually_apart(around: Table, others: Table, here: Rows, there: Rows) -> Floats:
    """Metres within which a few of the others stand, by how many there are in the same cells.

    Where they are thin on the ground, the next one is worth a look though it is far.
    """
    cells, counts = np.unique(_cells(others, there), return_counts=True)
    places = np.clip(np.searchsorted(cells, _cells(around, here)), 0, len(cells) - 1)
    found = np.where(cells[places] == _cells(around, here), counts[places], 1)
    apart: Floats = np.sqrt(A_FEW / found) * CELL_M
    return np.clip(apart, None, THIN_M)


def _cells(table: Table, rows: Rows) -> NDArray[np.int64]:
    """The cell of a grid of about 15 km that each thing stands in."""
    north = np.floor(table.lat[rows] / CELL_DEGREES).astype(np.int64)
    middle = np.cos(np.radians((north + 0.5) * CELL_DEGREES))
    east = np.floor(table.lon[rows] * middle / CELL_DEGREES).astype(np.int64)
    cells: NDArray[np.int64] = north * 100_000 + east
    return cells


def _mercator(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    return np.radians(lon), np.arctanh(np.sin(np.radians(np.clip(lat, -85, 85))))


def _nearest(around: Table, others: Table, one: Rows, other: Rows) -> Pairs:
    metres = metres_between(around, others, one, other)
    order = np.lexsort((other, metres, one))
    one, other = one[order], other[order]
    rank = np.arange(len(one)) - np.searchsorted(one, one)
    kept = rank < NEAREST
    return one[kept], other[kept]


def _of_one_word(ours: Table, theirs: Table) -> Pairs:
    """Pairs whose names share a word of their own that few have."""
    one, other = _meeting(
        _listed(ours.names.own, ours.owner[ours.names.own.owner]),
        _listed(theirs.names.own, theirs.owner[theirs.names.own.owner]),
    )
    same = (ours.country[one] == theirs.country[other]) | (ours.country[one] == 0)
    same |= theirs.country[other] == 0
    metres = metres_between(ours, theirs, one, other)
    kept = same & ~(metres > FAR_M)
    return one[kept], other[kept]


def _of_one_identifier(ours: Table, theirs: Table) -> Pairs:
    mine, yours = ours.identifiers, theirs.identifiers
    return _meeting(_listed(mine, mine.owner), _listed(yours, yours.owner))


def _meeting(mine: Listed, yours: Listed) -> Pairs:
    """Things that share a number which makes no more than so many pairs."""
    (left, here), (right, there) = mine, yours
    start, end = np.searchsorted(right, left, "left"), np.searchsorted(right, left, "right")
    many = (end - start) * _frequency(left)
    kept = (many > 0) & (many <= RAREST)
    counts = (end - start)[kept]
    places = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(here[kept], counts), there[np.repeat(start[kept], counts) + places]


def _listed(lists: Lists, owner: Rows) -> Listed:
    """The numbers of lists in order, each once a thing, with the things they belong to."""
    coded = lists.numbers.astype(np.uint64) << 32
    coded = np.unique(coded | owner.astype(np.uint64))
    return (coded >> 32).astype(np.uint32), (coded & 0xFFFFFFFF).astype(np.int32)


def _frequency(ordered: Words) -> NDArray[np.int64]:
    _, counts = np.unique(ordered, return_counts=True)
    return np.repeat(counts, counts)


def _located(table: Table) -> Rows:
    located: Rows = np.flatnonzero(np.isfinite(table.lon)).astype(np.int32)
    return located


def _none() -> Pairs:
    return np.zeros(0, np.int32), np.zeros(0, np.int32)
