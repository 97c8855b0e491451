"""A row for every address of the product; `test_permissions.py` fails for one without.

The rows of a part stand in the file of its name, the words they are written in in `asking.py`.
"""

from __future__ import annotations

from typing import Final

from tests.permissions import (
    asking,
    config,
    dialogue,
    explore,
    harvest,
    opendata,
    partnership,
    places,
    plan,
    strategy,
)
from tests.permissions.asking import VISITOR, Row, Who

__all__ = ["ROWS", "SEEN_FIRST", "THINGS", "VISITOR", "WHO", "Row"]

WHO: Final[dict[str, dict[str, Who]]] = {
    **asking.WHO,
    **strategy.WHO,
    **plan.WHO,
    **dialogue.WHO,
}
SEEN_FIRST: Final = {
    **asking.SEEN_FIRST,
    "strategy": "see_strategy",
    **plan.SEEN_FIRST,
    **dialogue.SEEN_FIRST,
}
THINGS: Final = {
    **asking.THINGS,
    "strategy": strategy.STRATEGIES,
    **plan.THINGS,
    **dialogue.THINGS,
}
ROWS: Final[dict[str, Row]] = {
    **config.ROWS,
    **dialogue.ROWS,
    **explore.ROWS,
    **harvest.ROWS,
    **opendata.ROWS,
    **partnership.ROWS,
    **places.ROWS,
    **plan.ROWS,
    **strategy.ROWS,
}
