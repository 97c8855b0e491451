"""People and their roles."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import (
    AT_HOME,
    BOTH,
    COORDINATORS,
    EVERYBODY,
    MEMBERS,
    Row,
    page,
)

ROWS: Final[dict[str, Row]] = {
    "people:people": page(COORDINATORS),
    "people:invite": page(COORDINATORS, *BOTH),
    "people:invitation": Row(who=EVERYBODY, methods=BOTH, words={"key": "{invitation}"}),
    "people:withdraw": page(AT_HOME, "POST", key="{invitation}"),
    "people:take_back": page(AT_HOME, "POST", number="{role}"),
    "people:me": page(MEMBERS, *BOTH),
    "people:own_data": page(MEMBERS),
    "people:erase": page(MEMBERS, *BOTH),
}
