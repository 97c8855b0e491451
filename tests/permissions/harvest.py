"""The harvest."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import BOTH, KEEPERS, SCIENCE, STEWARD, Row, page, public

RUN: Final = "{harvest}"

ROWS: Final[dict[str, Row]] = {
    "attribution:list": public(),
    "harvest:runs": page(KEEPERS | SCIENCE),
    "harvest:begin": page(STEWARD, "POST"),
    "harvest:run": page(KEEPERS | SCIENCE, key=RUN),
    "harvest:drawing": page(KEEPERS, *BOTH, key=RUN),
    "harvest:uploads": page(KEEPERS, *BOTH),
    "harvest:upload": Row(right="see_upload", thing="upload", methods=BOTH),
    "harvest:sample": Row(right="judge", thing="sample", methods=BOTH),
    "harvest:undo": page(STEWARD, "POST", key=RUN),
    "harvest:review": page(KEEPERS | SCIENCE),
    "harvest:undo_last": page(KEEPERS, "POST"),
    "harvest:suggestion": Row(
        right="see_suggestion", to_send="decide_suggestion", thing="suggestion", methods=BOTH
    ),
}
