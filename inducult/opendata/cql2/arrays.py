"""Lists in filters: whether one holds the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pyarrow as pa

from inducult.opendata.features.table import BETWEEN

Members = frozenset[str]
Value = Any

ARRAYS: Final[Mapping[str, Callable[[Members, Members], bool]]] = {
    "a_contains": lambda left, right: left >= right,
    "a_containedby": lambda left, right: left <= right,
    "a_equals": lambda left, right: left == right,
    "a_overlaps": lambda left, right: bool(left & right),
}


def hold(op: str, left: Value, right: Value) -> Value:
    """The relation between two lists, each plain or a column; asked once for different pairs."""
    if isinstance(left, list) and isinstance(right, list):
        return pa.scalar(ARRAYS[op](frozenset(left), frozenset(right)))
    if isinstance(left, list):
        return _each(right, lambda mine: ARRAYS[op](frozenset(left), mine))
    if isinstance(right, list):
        return _each(left, lambda mine: ARRAYS[op](mine, frozenset(right)))
    pairs = zip(left.to_pylist(), right.to_pylist(), strict=True)
    known: dict[tuple[str, str], bool] = {}
    found = []
    for pair in pairs:
        if pair not in known:
            known[pair] = ARRAYS[op](_members(pair[0]), _members(pair[1]))
        found.append(known[pair])
    return pa.array(found, pa.bool_())


def _each(column: pa.DictionaryArray, holds: Callable[[Members], bool]) -> pa.Array:
    texts = column.dictionary.to_pylist()
    return pa.array([holds(_members(text)) for text in texts], pa.bool_()).take(column.indices)


def _members(text: str) -> Members:
    return frozenset(text.split(BETWEEN)) if text else frozenset()
