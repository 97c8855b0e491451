"""Counts over a whole result: each facet without its own choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.columns import Columns
from inducult.catalogue.facets import FACETS, FacetCount
from inducult.catalogue.filters import Filter
from inducult.catalogue.judging import OPEN, Judgement

Rows = NDArray[np.int64] | slice


@dataclass(frozen=True)
class Counts:
    """The size of a result, its facets, and how many of it (opening apart) have no known hours."""

    total: int
    facets: dict[str, list[FacetCount]]
    without_hours: int


def count(columns: Columns, judged: Judgement, asked: Filter) -> Counts:
    """All counts of a result."""
    chosen = judged.passing()
    facets = {}
    for name in FACETS:
        rows = judged.passing(without=name) if name in judged.conditions else chosen
        facets[name] = columns.sets[name].count(_per_set(columns, name, rows), asked.chosen(name))
    timeless = judged.passing(without=OPEN) if OPEN in judged.conditions else chosen
    without = int(np.count_nonzero(~columns["has_hours"][timeless]))
    return Counts(size(chosen), facets, without)


def size(rows: Rows) -> int:
    """How many rows there are."""
    return rows.stop - rows.start if isinstance(rows, slice) else len(rows)


def _per_set(columns: Columns, name: str, rows: Rows) -> NDArray[Any]:
    return np.bincount(columns[name][rows], minlength=columns.sets[name].size)
