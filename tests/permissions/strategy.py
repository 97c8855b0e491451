"""Strategies, action plans and pilots."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import (
    COORDINATORS,
    KEEPERS,
    OF_ABROAD,
    OF_HOME,
    SCIENCE,
    WITH_A_ROLE,
    Row,
    Who,
    page,
    public,
)

OPEN: Final = "{open strategy}"
PEOPLE_OF_HOME: Final = OF_HOME | SCIENCE | {"contributor", "facilitator"}

# What stands in the register of the tests: drafts at home, abroad, and of Central Europe.
STRATEGIES: Final = ("home strategy", "foreign strategy", "strategy of Europe")

WHO: Final[dict[str, dict[str, Who]]] = {
    "see_strategy": {
        "home strategy": PEOPLE_OF_HOME,
        "foreign strategy": OF_ABROAD | SCIENCE,
        "strategy of Europe": WITH_A_ROLE,
    },
    "write_strategy": {
        "home strategy": OF_HOME,
        "foreign strategy": OF_ABROAD,
        "strategy of Europe": COORDINATORS,
    },
}


def strategy(right: str, *methods: str, to_send: str = "", **words: str) -> Row:
    """A page of the workbench about a strategy, for those who have the right on it."""
    methods = methods or ("GET",)
    return Row(right=right, to_send=to_send, thing="strategy", methods=methods, words=words)


ROWS: Final[dict[str, Row]] = {
    "strategy:strategies": public(),
    "strategy:strategy": public(slug=OPEN),
    "planning:strategies": page(WITH_A_ROLE),
    "planning:begin": page(KEEPERS, "GET", "POST"),
    "planning:strategy": strategy("see_strategy"),
}
