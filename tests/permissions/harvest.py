"""The harvest."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import BOTH, KEEPERS, SCIENCE, STEWARD, Row, page

RUN: Final = "{harvest}"

ROWS: Final[dict[str, Row]] = {
    "harvest:runs": page(KEEPERS | SCIENCE),
    "harvest:begin": page(STEWARD, "POST"),
    "harvest:run": page(KEEPERS | SCIENCE, key=RUN),
    "harvest:accept_sure": page(STEWARD, "POST", key=RUN),
    "harvest:undo": page(STEWARD, "POST", key=RUN),
    "harvest:review": page(KEEPERS | SCIENCE),
    "harvest:undo_last": page(KEEPERS, "POST"),
    "harvest:suggestion": Row(
        right="see_suggestion", to_send="decide_suggestion", thing="suggestion", methods=BOTH
    ),
}
