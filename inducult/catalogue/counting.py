"""Counts over a whole result: each facet without its own choice, in one pass over the places.

Each place gets a number whose bits say which conditions it misses. Those that miss none count
everywhere; those that miss one facet's condition only count for that facet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from inducult.catalogue.facets import FACETS, FacetCount, Sets
from inducult.catalogue.filters import Filter
from inducult.catalogue.sql import Selection, Sql

COUNTS: Final = """
WITH judged AS MATERIALIZED (
    SELECT {misses} AS misses, {columns}, has_hours
    FROM {source} WHERE {base} AND {misses} IN ({counted})
)
SELECT -1 AS facet, 0 AS number, count(*) FROM judged WHERE misses = 0
UNION ALL
SELECT -2, 0, count(*) FROM judged WHERE misses IN (0, {opened}) AND NOT has_hours
UNION ALL {facets}
"""
FACET: Final = """
SELECT {place}, {name}, count(*) FROM judged WHERE misses IN (0, {bit}) GROUP BY {name}
"""


@dataclass(frozen=True)
class Counts:
    """The size of a result, its facets, and how many of it (opening apart) have no known hours."""

    total: int
    facets: dict[str, list[FacetCount]]
    without_hours: int


def counts_sql(selected: Selection) -> Sql:
    """One query for all counts: rows of facet number, set number, count."""
    conditions = dict(selected.facets)
    if selected.opened is not None:
        conditions["open"] = selected.opened
    bits = {name: 1 << place for place, name in enumerate(conditions)}
    misses = " + ".join(
        f"CASE WHEN {condition.text} THEN 0 ELSE {bits[name]} END"
        for name, condition in conditions.items()
    )
    values = tuple(value for condition in conditions.values() for value in condition.values)
    text = COUNTS.format(
        misses=misses or "0",
        columns=", ".join(FACETS),
        source=selected.source.text,
        base=selected.base.text,
        counted=", ".join(map(str, (0, *bits.values()))),
        opened=bits.get("open", 0),
        facets="UNION ALL".join(
            FACET.format(place=place, name=name, bit=bits.get(name, 0))
            for place, name in enumerate(FACETS)
        ),
    )
    return Sql(text, (*values, *selected.base.values, *values))


def counts_of(rows: list[tuple[Any, ...]], sets: Mapping[str, Sets], asked: Filter) -> Counts:
    """What the rows of `counts_sql` say."""
    per_set = {name: np.zeros(sets[name].size, dtype=np.int64) for name in FACETS}
    alone = {-1: 0, -2: 0}
    for facet, number, count in rows:
        if facet < 0:
            alone[facet] = count
        else:
            per_set[FACETS[facet]][number] = count
    facets = {name: sets[name].count(per_set[name], asked.chosen(name)) for name in FACETS}
    return Counts(alone[-1], facets, alone[-2])
