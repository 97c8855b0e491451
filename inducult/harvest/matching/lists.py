"""Many short lists of numbers in the room that they need, handed out as a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]


@dataclass(frozen=True)
class Lists:
    """Lists one after the other; those of row n are `numbers[first[n]:first[n + 1]]`, never 0."""

    numbers: Numbers
    first: NDArray[np.int32]

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> Lists:
        counts = np.fromiter(map(len, lists), np.int32, len(lists))
        numbers = np.fromiter(chain.from_iterable(lists), np.uint32, counts.sum())
        return cls(numbers, _first(counts))

    @classmethod
    def joined(cls, several: Sequence[Lists]) -> Lists:
        counts = np.concatenate([lists.counts for lists in several])
        return cls(np.concatenate([lists.numbers for lists in several]), _first(counts))

    def __len__(self) -> int:
        return len(self.first) - 1

    @property
    def counts(self) -> NDArray[np.int32]:
        """How many numbers each list has."""
        return np.diff(self.first)

    @property
    def owner(self) -> NDArray[np.int32]:
        """The row that each number belongs to."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.counts)

    def __getitem__(self, rows: NDArray[np.int32]) -> Numbers:
        """The lists of these rows as a matrix as wide as the longest, 0 where a list is shorter."""
        starts = self.first[rows]
        counts = self.first[rows + 1] - starts
        width = max(int(counts.max(initial=0)), 1)
        matrix = np.zeros((len(rows), width), np.uint32)
        for column in range(width):
            has = counts > column
            matrix[has, column] = self.numbers[starts[has] + column]
        return matrix

    def wide(self, rows: NDArray[np.int32], width: int) -> Numbers:
        """The same, so many columns wide; no list is longer."""
        matrix = self[rows]
        return np.pad(matrix, ((0, 0), (0, width - matrix.shape[1])))

    def has(self, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of the lists hold anything."""
        known: NDArray[np.bool_] = self.first[rows + 1] > self.first[rows]
        return known


def _first(counts: NDArray[np.int32]) -> NDArray[np.int32]:
    first = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=first[1:])
    return first
