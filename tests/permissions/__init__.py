"""A row for every address of the product; `test_permissions.py` fails for one without.

The rows of a part stand in the file of its name, the words they are written in in `asking.py`.
"""

from __future__ import annotations

from typing import Final

from tests.permissions import (
    config,
    dialogue,
    explore,
    harvest,
    opendata,
    partnership,
    places,
    strategy,
)
from tests.permissions.asking import SEEN_FIRST, THINGS, VISITOR, WHO, Row

__all__ = ["ROWS", "SEEN_FIRST", "THINGS", "VISITOR", "WHO", "Row"]

ROWS: Final[dict[str, Row]] = {
    **config.ROWS,
    **dialogue.ROWS,
    **explore.ROWS,
    **harvest.ROWS,
    **opendata.ROWS,
    **partnership.ROWS,
    **places.ROWS,
    **strategy.ROWS,
}
