"""Who is expected to get in where: written by hand, apart from the predicates that it checks.

A row names the *right* that the page asks for and the *thing* that its address names. Who has the
right on which thing stands in `WHO`, by the names of the cast (tests/cast.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

VISITOR: Final = "visitor"
MEMBERS: Final = frozenset(
    {
        *("member", "contributor", "organisation_keeper", "keeper", "foreign_keeper"),
        *("coordinator", "foreign_coordinator", "facilitator", "scientist", "steward"),
    }
)
EVERYBODY: Final = MEMBERS | {VISITOR}
WITH_A_ROLE: Final = MEMBERS - {"member"}
OF_HOME: Final = frozenset({"keeper", "coordinator", "steward"})
OF_ABROAD: Final = frozenset({"foreign_keeper", "foreign_coordinator", "steward"})
SCIENCE: Final = frozenset({"scientist"})
ENTRUSTED: Final = frozenset({"organisation_keeper"})
STEWARD: Final = frozenset({"steward"})
COORDINATORS: Final = frozenset({"coordinator", "foreign_coordinator", "steward"})
AT_HOME: Final = frozenset({"coordinator", "steward"})
KEEPERS: Final = OF_HOME | OF_ABROAD
KEEPING: Final = KEEPERS | ENTRUSTED

# What stands in the register of the tests: place and publication state.
PLACES: Final = (
    *("home published", "home draft", "home archived", "entrusted draft"),
    *("foreign published", "foreign draft", "orphan draft"),
)

Who = frozenset[str]

WHO: Final[dict[str, dict[str, Who]]] = {
    "see": {
        "home published": MEMBERS,
        "foreign published": MEMBERS,
        "home draft": OF_HOME | SCIENCE,
        "home archived": OF_HOME | SCIENCE,
        "entrusted draft": OF_HOME | SCIENCE | ENTRUSTED,
        "foreign draft": OF_ABROAD | SCIENCE,
        "orphan draft": STEWARD | SCIENCE,
    },
    "propose": {
        "home published": WITH_A_ROLE,
        "foreign published": WITH_A_ROLE,
        "home draft": OF_HOME,
        "home archived": OF_HOME,
        "entrusted draft": OF_HOME | ENTRUSTED,
        "foreign draft": OF_ABROAD,
        "orphan draft": STEWARD,
    },
    "keep": {
        "home published": OF_HOME,
        "foreign published": OF_ABROAD,
        "home draft": OF_HOME,
        "home archived": OF_HOME,
        "entrusted draft": OF_HOME | ENTRUSTED,
        "foreign draft": OF_ABROAD,
        "orphan draft": STEWARD,
    },
    "order": {
        "home published": OF_HOME,
        "foreign published": OF_ABROAD,
        "home draft": OF_HOME,
        "home archived": OF_HOME,
        "entrusted draft": OF_HOME,
        "foreign draft": OF_ABROAD,
        "orphan draft": STEWARD,
    },
    # The contributor's change to the published place at home, and to the draft entrusted.
    "see_correction": {
        "draft correction": frozenset({"contributor"}),
        "proposed correction": OF_HOME | SCIENCE | {"contributor"},
    },
    "answer_report": {
        "home report": OF_HOME,
        "home suggestion": OF_HOME,
        "suggestion of nowhere": STEWARD,
    },
    "see_suggestion": {
        "home suggested": OF_HOME | SCIENCE,
        "nowhere suggested": STEWARD | SCIENCE,
    },
    "see_upload": {"file of the keeper": frozenset({"keeper", "steward"})},
    "judge": {"sample of the keeper": frozenset({"keeper"})},
    "decide_suggestion": {"home suggested": OF_HOME, "nowhere suggested": STEWARD},
    "decide_correction": {
        "draft correction": frozenset(),
        "proposed correction": OF_HOME,
    },
}

# What a page about a thing asks before it says that the thing is there.
SEEN_FIRST: Final = {
    "place": "see",
    "correction": "see_correction",
    "report": "answer_report",
    "suggestion": "see_suggestion",
    "sample": "judge",
    "upload": "see_upload",
}
REPORTS: Final = ("home report", "home suggestion", "suggestion of nowhere")
THINGS: Final = {
    "place": PLACES,
    "correction": ("draft correction", "proposed correction"),
    "report": REPORTS,
    "sample": ("sample of the keeper",),
    "upload": ("file of the keeper",),
    "suggestion": ("home suggested", "nowhere suggested"),
}


@dataclass(frozen=True)
class Row:
    """What an address asks: of everybody in `who`, or a `right` on the thing that it names."""

    who: Who | None = None
    right: str = ""
    to_send: str = ""  # the right to send the form, where it is another than that to look
    thing: str = ""
    methods: tuple[str, ...] = ("GET",)
    words: dict[str, Any] = field(default_factory=dict)  # the rest of the address
    query: str = ""


def public(**words: Any) -> Row:
    """A page for everybody."""
    return Row(who=EVERYBODY, words=words)


def place(right: str, *methods: str, to_send: str = "", **words: Any) -> Row:
    """A page about a place of the register, for those who have the right on it."""
    methods = methods or ("GET",)
    return Row(right=right, to_send=to_send, thing="place", methods=methods, words=words)


def correction(right: str, *methods: str, to_send: str = "") -> Row:
    """A page about somebody's change."""
    return Row(right=right, to_send=to_send, thing="correction", methods=methods or ("GET",))


def page(who: Who, *methods: str, **words: Any) -> Row:
    """A page that is about no single thing."""
    return Row(who=who, methods=methods or ("GET",), words=words)


def about_report() -> Row:
    """A page about a visitor's message: whoever does not keep its place does not learn of it."""
    return Row(right="answer_report", thing="report", methods=BOTH)


BOTH: Final = ("GET", "POST")
