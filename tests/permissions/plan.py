"""Action plans, indicators, pilots and their exchange."""

from __future__ import annotations

from typing import Any, Final

from tests.permissions.asking import (
    BOTH,
    COORDINATORS,
    KEEPERS,
    OF_HOME,
    WITH_A_ROLE,
    Row,
    Who,
    page,
    public,
)
from tests.permissions.strategy import OPEN, strategy

AT_HOME: Final = frozenset({"coordinator", "steward"})
ABROAD: Final = frozenset({"foreign_coordinator", "steward"})

WHO: Final[dict[str, dict[str, Who]]] = {
    "lead_plan": {
        "home strategy": AT_HOME,
        "foreign strategy": ABROAD,
        "strategy of Europe": COORDINATORS,
    },
    "see_pilot": {"home idea": WITH_A_ROLE},
    "write_pilot": {"home idea": OF_HOME},
    "appreciate_pilot": {"home idea": frozenset({"foreign_keeper", "foreign_coordinator"})},
    "decide_sheet": {"plan sheet of the keeper": frozenset({"keeper"})},
}
SEEN_FIRST: Final = {"pilot": "see_pilot", "plan sheet": "decide_sheet"}
THINGS: Final = {"pilot": ("home idea",), "plan sheet": ("plan sheet of the keeper",)}


def pilot(right: str, *methods: str) -> Row:
    """A page of the workbench about a pilot that the network alone may see."""
    return Row(right=right, thing="pilot", methods=methods or ("GET",))


def reporting(*methods: str, **words: Any) -> Row:
    """A page on which is said how an action goes."""
    return strategy("write_strategy", *methods, key="{action}", **words)


ROWS: Final[dict[str, Row]] = {
    "strategy:plan": public(slug=OPEN),
    "strategy:action": public(slug=OPEN, key="{open action}"),
    "strategy:indicators": public(slug=OPEN),
    "strategy:trace": public(slug=OPEN),
    "strategy:half_year": public(slug=OPEN, key="{closed report}"),
    "strategy:half_year_file": public(slug=OPEN, key="{closed report}", kind="pdf"),
    "strategy:table": public(slug=OPEN, what="actions", kind="csv"),
    "strategy:pilots": public(),
    "strategy:pilots_table": public(kind="csv"),
    "strategy:pilot": public(slug="{public pilot}"),
    "strategy:pilot_file": public(slug="{public pilot}", kind="pdf"),
    "planning:network_reports": page(WITH_A_ROLE),
    "planning:plan": strategy("see_strategy"),
    "planning:outline": strategy("see_strategy"),
    "planning:part_new": strategy("write_strategy", *BOTH, kind="field"),
    "planning:plan_exchange": strategy("write_strategy", *BOTH),
    "planning:plan_form": strategy("see_strategy", kind="xlsx"),
    "planning:plan_sheet": Row(
        right="decide_sheet", thing="plan sheet", methods=BOTH, words={"slug": "home strategy"}
    ),
    "planning:part": reporting(*BOTH, kind="action"),
    "planning:part_place": reporting("POST", kind="action"),
    "planning:action": strategy("see_strategy", key="{action}"),
    "planning:action_status": reporting(*BOTH),
    "planning:action_undo": reporting("POST"),
    "planning:action_notes": reporting("POST"),
    "planning:action_milestones": reporting("POST"),
    "planning:indicators": strategy("see_strategy"),
    "planning:indicator": strategy(
        "see_strategy", *BOTH, to_send="write_strategy", key="{indicator}"
    ),
    "planning:reports": strategy("see_strategy", *BOTH, to_send="lead_plan"),
    "planning:half_year": strategy("see_strategy", *BOTH, to_send="lead_plan", key="{half year}"),
    "planning:half_year_file": strategy("see_strategy", key="{half year}", kind="pdf"),
    "planning:trace": strategy("see_strategy"),
    "planning:pilots": page(WITH_A_ROLE),
    "planning:pilot_begin": page(KEEPERS, *BOTH),
    "planning:pilot": pilot("write_pilot", *BOTH),
    "planning:pilot_links": pilot("write_pilot", "POST"),
    "strategy:pilot_picture": public(slug="{public pilot}", picture="{picture of pilot}"),
    "planning:pilot_pictures": pilot("write_pilot", *BOTH),
    "planning:pilot_sources": pilot("write_pilot", *BOTH),
    "planning:appreciation": pilot("appreciate_pilot", *BOTH),
    "planning:taking": pilot("appreciate_pilot", *BOTH),
}
