"""Time in filters: moments and intervals, in days since 1970.

The temporal functions of CQL2 are those of Allen's interval algebra (OGC 21-065r2, 8.5).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa

from inducult.opendata.faults import Fault, shown

Value = Any
Side = Any
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})?", re.ASCII
)

# Each takes first and last day of the left and of the right side.
TIMES: Final[Mapping[str, Callable[[Side, Side, Side, Side], Any]]] = {
    "t_after": lambda a, b, c, d: a > d,
    "t_before": lambda a, b, c, d: b < c,
    "t_disjoint": lambda a, b, c, d: (b < c) | (a > d),
    "t_equals": lambda a, b, c, d: (a == c) & (b == d),
    "t_intersects": lambda a, b, c, d: (a <= d) & (b >= c),
    "t_contains": lambda a, b, c, d: (a < c) & (b > d),
    "t_during": lambda a, b, c, d: (a > c) & (b < d),
    "t_finishedby": lambda a, b, c, d: (a < c) & (b == d),
    "t_finishes": lambda a, b, c, d: (a > c) & (b == d),
    "t_meets": lambda a, b, c, d: b == c,
    "t_metby": lambda a, b, c, d: a == d,
    "t_overlappedby": lambda a, b, c, d: (a > c) & (a < d) & (b > d),
    "t_overlaps": lambda a, b, c, d: (a < c) & (b > c) & (b < d),
    "t_startedby": lambda a, b, c, d: (a == c) & (b > d),
    "t_starts": lambda a, b, c, d: (a == c) & (b < d),
}


def day_of(node: Mapping[str, Any]) -> np.datetime64:
    """The day of {"date": ...} or {"timestamp": ...}. Raises Fault."""
    text = node.get("date", node.get("timestamp"))
    if isinstance(text, str) and (DAY.fullmatch(text) or MOMENT.fullmatch(text)):
        try:
            return np.datetime64(text[:10], "D")
        except ValueError:
            pass
    raise Fault(f"This is no date: {shown(text)}")


def in_time(op: str, left: tuple[Side, Side], right: tuple[Side, Side]) -> Value:
    """The relation between two stretches of time; not known where an end is not known."""
    sides = [_numbers(side) for side in (*left, *right)]
    unknown = np.logical_or.reduce(np.broadcast_arrays(*(np.isnan(side) for side in sides)))
    found = TIMES[op](*sides)
    if not np.ndim(found):
        return pa.scalar(bool(found))
    return pa.array(np.broadcast_to(found, unknown.shape), mask=np.asarray(unknown))


def _numbers(side: Side) -> Any:
    return side.to_numpy(zero_copy_only=False) if isinstance(side, pa.Array) else np.float64(side)
