"""Focus groups and their sessions."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import BOTH, EVERYBODY, Row, Who, public

CODE: Final = "{code}"
NOBODY: Who = frozenset()

ROOMS: Final = ("home room", "foreign room")
WHO: Final[dict[str, dict[str, Who]]] = {
    "run_session": {
        "home room": frozenset({"facilitator", "coordinator", "steward"}),
        "foreign room": frozenset({"foreign_coordinator", "steward"}),
    }
}
SEEN_FIRST: Final = {"room": "run_session"}
THINGS: Final = {"room": ROOMS}


def seat(*methods: str) -> Row:
    """For whoever holds a seat by its cookie; no account and no role opens it."""
    return Row(who=NOBODY, methods=methods, words={"code": CODE})


def leader(*methods: str) -> Row:
    """For those who run the group of the session."""
    return Row(right="run_session", thing="room", methods=methods or ("GET",))


ROWS: Final[dict[str, Row]] = {
    "room:entrance": public(),
    "room:room": Row(who=EVERYBODY, methods=BOTH, words={"code": CODE}),
    "room:live": seat("GET"),
    "room:board": seat("GET"),
    "room:said": seat("POST"),
    "room:gathering": seat("POST"),
    "room:dots": seat("POST"),
    "room:signing": seat("POST"),
    "room:lead": leader(),
    "room:wall": leader(),
    "room:leading": leader("POST"),
    "room:lead_live": leader(),
    "room:lead_board": leader(),
    "room:lead_gathering": leader("POST"),
    "room:code": leader(),
}
