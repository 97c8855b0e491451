"""Strategies, action plans and pilots."""

from __future__ import annotations

from typing import Any, Final

from tests.permissions.asking import (
    AT_HOME,
    BOTH,
    COORDINATORS,
    EVERYBODY,
    KEEPERS,
    OF_ABROAD,
    OF_HOME,
    SCIENCE,
    STEWARD,
    WITH_A_ROLE,
    Row,
    Who,
    page,
    public,
)

OPEN: Final = "{open strategy}"
SECTION: Final = "{section}"
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
    "lead_strategy": {
        "home strategy": AT_HOME,
        "foreign strategy": frozenset({"foreign_coordinator", "steward"}),
        "strategy of Europe": COORDINATORS,
    },
    "admit": dict.fromkeys(STRATEGIES, STEWARD),
    # Of a review that nobody has given yet: those of the region that was asked, here nobody.
    "reply_strategy": dict.fromkeys(STRATEGIES, frozenset()),
}


def strategy(right: str, *methods: str, to_send: str = "", **words: Any) -> Row:
    """A page of the workbench about a strategy, for those who have the right on it."""
    methods = methods or ("GET",)
    return Row(right=right, to_send=to_send, thing="strategy", methods=methods, words=words)


def writing(**words: Any) -> Row:
    """A page that all who see the draft may look at, and those who write it may send."""
    return strategy("see_strategy", *BOTH, to_send="write_strategy", **words)


def leading(**words: Any) -> Row:
    """A page that all who see the draft may look at, and those who lead it may send."""
    return strategy("see_strategy", *BOTH, to_send="lead_strategy", **words)


ROWS: Final[dict[str, Row]] = {
    "strategy:strategies": public(),
    "strategy:strategy": public(slug=OPEN),
    "strategy:strategy_file": public(slug=OPEN, kind="pdf"),
    "strategy:joining": Row(who=EVERYBODY, methods=BOTH, words={"slug": "{open Europe}"}),
    "planning:members": strategy("see_strategy", *BOTH, to_send="admit"),
    "planning:shared": writing(),
    "planning:strategies": page(WITH_A_ROLE),
    "planning:begin": page(KEEPERS, "GET", "POST"),
    "planning:strategy": strategy("see_strategy"),
    "planning:chapter": writing(chapter="vision"),
    "planning:settings": leading(),
    "planning:section": writing(key=SECTION),
    "planning:preview": strategy("see_strategy", "POST", key=SECTION),
    "planning:standing": strategy("see_strategy", key=SECTION),
    "planning:order": strategy("write_strategy", "POST", key=SECTION),
    "planning:removal": writing(key=SECTION),
    "planning:sources": writing(kind="section", key=SECTION),
    "planning:waiting": strategy("see_strategy"),
    "planning:settling": strategy("see_strategy", "POST", key="{remark}"),
    "planning:remarks": strategy("see_strategy", *BOTH, kind="section", key=SECTION),
    "planning:versions": writing(),
    "planning:version": writing(number=1),
    "planning:adoption": leading(),
    "planning:reviews": leading(),
    "planning:review": strategy("see_strategy", *BOTH, to_send="reply_strategy", key="{review}"),
}
