"""Numbers as sources write them."""

from __future__ import annotations

import math
import re
from typing import Any, Final

NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def number(value: Any) -> float | None:
    """A number with point or comma; None for anything else, infinities included."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        return float(value.strip().replace(",", "."))
    return None
