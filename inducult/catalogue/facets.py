"""What a result can be narrowed by, and how a count over sets of values becomes one over values.

Every facet is a set of values of a place (its types, the languages of its tours, ...). An edition
keeps each distinct set once and gives every place the number of its set: a filter looks at the
few sets, a count is a count of small numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FACETS: Final = (
    "theme",
    "type",
    "time",
    "visit",
    "offer",
    "audience",
    "speaks",
    "access",
    "region",
    "country",
    "area",
)
BETWEEN: Final = "|"  # stands between the values of a set; no code holds it


@dataclass(frozen=True)
class FacetCount:
    """How many places have a value, all other filters applied but not those of this facet."""

    value: str
    count: int
    chosen: bool = False


class Sets:
    """The distinct sets of values of one facet in one edition."""

    def __init__(self, texts: Sequence[str]) -> None:
        members = [text.split(BETWEEN) if text else [] for text in texts]
        self.values = sorted({value for values in members for value in values})
        self.size = len(texts)
        self._number = {value: index for index, value in enumerate(self.values)}
        self._members = members
        self._set = np.repeat(np.arange(len(members)), [len(values) for values in members])
        numbers = [self._number[value] for values in members for value in values]
        self._value = np.array(numbers, dtype=np.int64)
        self._flags: dict[tuple[str, ...], NDArray[np.bool_]] = {}

    def members(self, number: int) -> list[str]:
        """The values of a set."""
        return self._members[number]

    def holding(self, wanted: Iterable[str]) -> NDArray[np.int64]:
        """Numbers of the sets that hold any of the values."""
        numbers = [self._number[value] for value in wanted if value in self._number]
        found: NDArray[np.int64] = np.unique(self._set[np.isin(self._value, numbers)])
        return found

    def flags(self, wanted: tuple[str, ...]) -> NDArray[np.bool_]:
        """For each set whether it holds any of the values. Kept: this is for the few that every
        tile counts, not for what strangers choose."""
        if wanted not in self._flags:
            flags = np.zeros(self.size, dtype=bool)
            flags[self.holding(wanted)] = True
            self._flags[wanted] = flags
        return self._flags[wanted]

    def count(self, per_set: NDArray[Any], chosen: Iterable[str]) -> list[FacetCount]:
        """Counts per value from counts per set: most frequent first, chosen ones always there."""
        counts = np.bincount(
            self._value, weights=per_set[self._set], minlength=len(self.values)
        ).astype(np.int64)
        kept = dict(zip(self.values, counts.tolist(), strict=True))
        mine = set(chosen)
        rows = [FacetCount(v, n, v in mine) for v, n in kept.items() if n or v in mine]
        rows += [FacetCount(v, 0, True) for v in sorted(mine - kept.keys())]
        return sorted(rows, key=lambda row: (-row.count, row.value))
