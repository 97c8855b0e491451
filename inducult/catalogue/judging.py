"""Which places a filter lets through: one flag for each row and condition.

The conditions of the facets are apart from the others, because each facet is counted without its
own choice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.columns import MICRO, NOWHERE, Columns, Flags, Numbers
from inducult.catalogue.facets import FACETS
from inducult.catalogue.filters import Box, Filter, Near

EARTH_KM: Final = 6371.0088  # mean radius, IUGG
OPEN: Final = "open"  # stands among the facets: it, too, is counted without its own choice

Scores = NDArray[np.uint8]


@dataclass(frozen=True)
class Asked:
    """A filter with what an edition had to look up for it.

    `scores` are those of the text for every row (None: no text), `open_hours` tells for each set
    of hours whether it is open then (None: not asked), `rows` are flags of a result that was found
    elsewhere (None: all).
    """

    filter: Filter
    scores: Scores | None = None
    open_hours: Flags | None = None
    rows: Flags | None = None


@dataclass(frozen=True)
class Judgement:
    """How a stretch of rows does: those out of the question, and what each condition says.

    `base` is None where nothing but facets was asked.
    """

    rows: slice
    base: Flags | None
    conditions: Mapping[str, Flags]

    def passing(self, *, without: str = "") -> NDArray[np.int64] | slice:
        """Rows that fulfil everything, or everything but one condition; a slice if it is all."""
        conditions = [flags for name, flags in self.conditions.items() if name != without]
        if self.base is not None:
            conditions.append(self.base)
        if not conditions:
            return self.rows
        found: NDArray[np.int64] = np.flatnonzero(reduce(np.logical_and, conditions))
        return found + self.rows.start if self.rows.start else found


def judge(columns: Columns, asked: Asked, rows: slice | None = None) -> Judgement:
    """The judgement on a stretch of rows, by default on all."""
    rows = rows or slice(0, len(columns))
    wanted = asked.filter
    conditions = {
        name: _among(columns, name, wanted.chosen(name), rows)
        for name in FACETS
        if wanted.chosen(name)
    }
    if asked.open_hours is not None:
        conditions[OPEN] = asked.open_hours[columns["hours"][rows]]
    others = []
    if columns.visible is not None:
        others.append(columns.visible[rows])
    if asked.rows is not None:
        others.append(asked.rows[rows])
    if asked.scores is not None:
        others.append(asked.scores[rows] > 0)
    if wanted.year is not None:
        others.append(columns.working_in(wanted.year, rows))
    if wanted.bbox is not None:
        others.append(_inside(columns, wanted.bbox, rows))
    if wanted.near is not None:
        others.append(_around(columns, wanted.near, wanted.within, rows))
    return Judgement(rows, reduce(np.logical_and, others) if others else None, conditions)


def distances_km(columns: Columns, near: Near, rows: Numbers | slice) -> NDArray[np.float64]:
    """Great-circle distances (haversine) of some rows from a point, nan without a position."""
    lon, lat = (np.radians(columns[name][rows] / MICRO) for name in ("lon", "lat"))
    here_lon, here_lat = math.radians(near.lon), math.radians(near.lat)
    half = np.sin((lat - here_lat) / 2) ** 2 + (
        math.cos(here_lat) * np.cos(lat) * np.sin((lon - here_lon) / 2) ** 2
    )
    distances = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1)))
    return np.where(columns["lon"][rows] == NOWHERE, np.nan, distances)


def _among(columns: Columns, name: str, values: tuple[str, ...], rows: slice) -> Flags:
    sets = columns.sets[name]
    holds = np.zeros(sets.size, dtype=bool)
    holds[sets.holding(values)] = True
    return np.take(holds, columns[name][rows])


def _inside(columns: Columns, box: Box, rows: slice) -> Flags:
    west, south, east, north = (round(side * MICRO) for side in box)
    lon, lat = columns["lon"][rows], columns["lat"][rows]
    inside: Flags = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside


def _around(columns: Columns, near: Near, radius_km: float, rows: slice) -> Flags:
    """Rows within a radius; only those in a box that surely holds the circle are measured."""
    inside = _inside(columns, _box(near, radius_km), rows)
    close = np.flatnonzero(inside)
    inside[close] = distances_km(columns, near, close + rows.start) <= radius_km
    return inside


def _box(near: Near, radius_km: float) -> Box:
    tall = math.degrees(radius_km / EARTH_KM) + 0.001
    poleward = min(abs(near.lat) + tall, 89.9)
    wide = tall / math.cos(math.radians(poleward))
    if abs(near.lon) + wide >= 180:
        return -180.0, near.lat - tall, 180.0, near.lat + tall
    return near.lon - wide, near.lat - tall, near.lon + wide, near.lat + tall
