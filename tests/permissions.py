"""Who is expected to get in where: written by hand, apart from the predicates that it checks.

`ROWS` has a row for every address of the product; `test_permissions.py` fails for one without.
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
}
REPORTS: Final = ("home report", "home suggestion", "suggestion of nowhere")
THINGS: Final = {
    "place": PLACES,
    "correction": ("draft correction", "proposed correction"),
    "report": REPORTS,
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

ROWS: Final[dict[str, Row]] = {
    # The public face
    "door": public(),
    "health": public(),
    "permanent": public(identifier="{published}"),
    # That of a published place; the doors of others have their own test (test_pictures.py)
    "picture": public(name="0123456789.webp"),
    "tile": public(edition="1", z="3", x="4", y="2"),
    "explore:start": public(),
    "explore:concept": public(),
    "explore:sources": public(),
    "explore:map": public(),
    "explore:embed": public(),
    "explore:snippet": public(),
    "explore:places": public(),
    "explore:here": Row(who=EVERYBODY, query="?lon=12.48&lat=50.73&count=1"),
    "explore:place": public(slug="august-horch-museum"),
    "explore:qr_code": public(slug="august-horch-museum"),
    "explore:report": Row(who=EVERYBODY, methods=BOTH, words={"slug": "august-horch-museum"}),
    "explore:story": Row(who=EVERYBODY, methods=BOTH, words={"slug": "august-horch-museum"}),
    "explore:suggest": page(EVERYBODY, *BOTH),
    "explore:receipt": page(EVERYBODY, *BOTH, receipt="{receipt}"),
    "explore:regions": public(),
    "explore:region": public(code="zwickau"),
    # People
    "people:people": page(COORDINATORS),
    "people:invite": page(COORDINATORS, *BOTH),
    "people:invitation": Row(who=EVERYBODY, methods=BOTH, words={"key": "{invitation}"}),
    "people:withdraw": page(AT_HOME, "POST", key="{invitation}"),
    "people:take_back": page(AT_HOME, "POST", number="{role}"),
    "people:me": page(MEMBERS, *BOTH),
    "people:own_data": page(MEMBERS),
    "people:erase": page(MEMBERS, *BOTH),
    # The link of a letter stands for the person, whoever has signed in
    "register:still_right": Row(who=EVERYBODY, methods=BOTH, words={"token": "{still_right}"}),
    # The register
    "register:home": page(MEMBERS),
    "register:add": page(WITH_A_ROLE, *BOTH),
    "register:places": page(MEMBERS),
    "register:freshness": page(COORDINATORS),
    "register:bulk": page(KEEPING, *BOTH),
    "register:runs": page(KEEPING),
    "register:run": page(frozenset({"keeper", "steward"}), *BOTH, run="{run}"),
    "register:place": place("see"),
    "register:entrust": place("order", "POST"),
    "register:edit": place("propose", *BOTH, section="names"),
    "register:tasks": page(STEWARD, *BOTH),
    "register:upload": place("propose", *BOTH),
    "register:merge": place("order", *BOTH),
    "register:split": place("order", *BOTH),
    "register:unjoin": place("order", "POST", run="0000000000"),
    "register:archive": place("order", "POST"),
    "register:restore": place("order", "POST"),
    "register:find_point": Row(who=WITH_A_ROLE, query="?q=Zwickau"),
    "register:hours": place("propose", "POST"),
    "register:changes": place("propose", *BOTH),
    "register:history": place("see"),
    "register:state": place("see", *BOTH, to_send="keep", act="{act}"),
    "register:review": page(KEEPING),
    "register:reports": page(KEEPING),
    "register:report": about_report(),
    "register:watch": page(KEEPING),
    "register:watching": place("keep", "POST"),
    "register:proposal": correction("see_correction", *BOTH, to_send="decide_correction"),
    "register:comment": correction("see_correction", "POST"),
}
