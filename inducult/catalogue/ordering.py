"""The order of a result, and one page of it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.cards import TOWN_WIDE
from inducult.catalogue.columns import Columns
from inducult.catalogue.counting import Rows
from inducult.catalogue.judging import Asked, distances_km

Keys = NDArray[Any]
ROW_BITS: Final = 32
FAR: Final = 100_000.0  # km; farther than anything on Earth


def page_of(  # noqa: PLR0913 -- a page has a first place and a size
    columns: Columns, asked: Asked, found: Rows, *, language: str, first: int, size: int
) -> NDArray[np.int64]:
    """Rows of a page in order, from the `first` place (counted from 0) on."""
    rows = np.arange(found.start, found.stop) if isinstance(found, slice) else found
    keys = _keys(columns, asked, found, language)
    last = min(first + size, len(rows))
    if last < len(rows):
        # Equal keys at the edge of a page are told apart by the row, so that none comes twice.
        edge = np.partition(keys, last - 1)[last - 1] if last else keys.min()
        near = np.flatnonzero(keys <= edge)
        rows, keys = rows[near], keys[near]
    ordered: NDArray[np.int64] = rows[np.lexsort((rows, keys))]
    return ordered[first:last]


def _keys(columns: Columns, asked: Asked, rows: Rows, language: str) -> Keys:
    """One number for each row; the smaller comes first."""
    wanted = asked.filter
    if wanted.sort == "distance" and wanted.near is not None:
        return _distance_keys(columns, asked, rows)
    if wanted.sort == "name":
        return columns[f"rank_{language}"][rows]
    weight = columns["weight"][rows].astype(np.int32)
    if asked.scores is None:
        return -weight
    return -(asked.scores[rows].astype(np.int32) << 8) - weight


def _distance_keys(columns: Columns, asked: Asked, rows: Rows) -> Keys:
    """Places whose position is known come first, those known only to their town after them."""
    assert asked.filter.near is not None  # noqa: S101 -- for the type checker
    distance = np.nan_to_num(distances_km(columns, asked.filter.near, rows), nan=3 * FAR)
    about = np.zeros(columns.sets["precision"].size, dtype=bool)
    about[columns.sets["precision"].holding(TOWN_WIDE)] = True
    keys: Keys = distance + FAR * about[columns["precision"][rows]]
    return keys
