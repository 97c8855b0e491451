"""Figures of the places of a region: how many, of what kind, and how much is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from inducult.catalogue.columns import Columns, Flags
from inducult.catalogue.counting import Rows, size
from inducult.common.languages import CODES

COUNTED: Final = ("theme", "time", "visit", "offer", "audience", "country")


@dataclass(frozen=True)
class Figures:
    """Counts over `total` places: values of some facets, and what is known of how many.

    `counts` is by facet and value. `exact` positions, `with_hours`, `with_checked_hours` and
    `summaries` (by language) are numbers of places; `share` makes one a part of the whole.
    """

    total: int
    counts: dict[str, dict[str, int]]
    exact: int
    with_hours: int
    with_checked_hours: int
    summaries: dict[str, int]

    def share(self, number: int) -> float:
        """A number of places as a part of all, from 0 to 1; 0 of none."""
        return number / self.total if self.total else 0.0


def figures_of(columns: Columns, rows: Rows) -> Figures:
    """The figures of some rows."""
    return Figures(
        total=size(rows),
        counts={name: _counts(columns, name, rows) for name in COUNTED},
        exact=_counts(columns, "precision", rows).get("exact", 0),
        with_hours=_number(columns["has_hours"], rows),
        with_checked_hours=_number(columns["hours_checked"], rows),
        summaries={
            code: _counts(columns, "summary_languages", rows).get(code, 0) for code in CODES
        },
    )


def _counts(columns: Columns, name: str, rows: Rows) -> dict[str, int]:
    sets = columns.sets[name]
    per_set = np.bincount(columns[name][rows], minlength=sets.size)
    return {each.value: each.count for each in sets.count(per_set, ())}


def _number(flags: Flags, rows: Rows) -> int:
    return int(np.count_nonzero(flags[rows]))
