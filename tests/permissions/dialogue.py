"""The dialogue: the workbench of focus groups, and what everybody may read."""

from __future__ import annotations

from typing import Any, Final

from tests.permissions.asking import BOTH, EVERYBODY, MEMBERS, Row, Who, page, public

CODE: Final = "{code}"
NOBODY: Who = frozenset()

RUNNING: Final = frozenset({"coordinator", "foreign_coordinator", "facilitator", "steward"})
AT_HOME: Final = frozenset({"coordinator", "facilitator", "steward"})
ABROAD: Final = frozenset({"foreign_coordinator", "steward"})
OF_GROUP: Final = frozenset({"member"})  # belongs to the group at home, with an account

WHO: Final[dict[str, dict[str, Who]]] = {
    "see_group": {"home group": AT_HOME | OF_GROUP, "foreign group": ABROAD},
    "run_group": {"home group": AT_HOME, "foreign group": ABROAD},
    "keep_template": {"home template": AT_HOME},
    "run_session": {"home room": AT_HOME, "foreign room": ABROAD},
}
SEEN_FIRST: Final = {"group": "see_group", "template": "keep_template", "room": "run_session"}
THINGS: Final = {
    "group": ("home group", "foreign group"),
    "template": ("home template",),
    "room": ("home room", "foreign room"),
}


def of_group(right: str, *methods: str, to_send: str = "", **words: Any) -> Row:
    """A page about a group, or about something of it."""
    methods = methods or ("GET",)
    return Row(right=right, to_send=to_send, thing="group", methods=methods, words=words)


def of_session(right: str, *methods: str, to_send: str = "", **words: Any) -> Row:
    return of_group(right, *methods, to_send=to_send, session="{session}", **words)


def of_meeting(right: str, *methods: str) -> Row:
    return of_group(right, *methods, meeting="{meeting}")


def of_template(*methods: str) -> Row:
    return Row(right="keep_template", thing="template", methods=methods)


def seat(*methods: str) -> Row:
    """For whoever holds a seat by its cookie; no account and no role opens it."""
    return Row(who=NOBODY, methods=methods, words={"code": CODE})


def leader(*methods: str) -> Row:
    """For those who run the group of the session."""
    return Row(right="run_session", thing="room", methods=methods or ("GET",))


SEE, RUN = "see_group", "run_group"
ROWS: Final[dict[str, Row]] = {
    "room:entrance": public(),
    "room:room": Row(who=EVERYBODY, methods=BOTH, words={"code": CODE}),
    "room:live": seat("GET"),
    "room:board": seat("GET"),
    "room:said": seat("POST"),
    "room:hints": seat("POST"),
    "room:gathering": seat("POST"),
    "room:dots": seat("POST"),
    "room:signing": seat("POST"),
    "room:lead": leader(),
    "room:wall": leader(),
    "room:leading": leader("POST"),
    "room:lead_live": leader(),
    "room:lead_board": leader(),
    "room:lead_gathering": leader("POST"),
    "room:lead_core": leader("POST"),
    "room:code": leader(),
    "dialogue:groups": page(MEMBERS),
    "dialogue:found": page(RUNNING, *BOTH),
    "dialogue:templates": page(MEMBERS),
    "dialogue:template": page(MEMBERS, key="{house template}"),
    "dialogue:adopt": page(RUNNING, "POST", key="{house template}"),
    "dialogue:template_steps": of_template(*BOTH),
    "dialogue:share": of_template("POST"),
    "dialogue:merge": of_template(*BOTH),
    "dialogue:group": of_group(SEE),
    "dialogue:edit": of_group(RUN, *BOTH),
    "dialogue:new_member": of_group(RUN, *BOTH),
    "dialogue:member": of_group(RUN, *BOTH, member="{member}"),
    "dialogue:leave": of_group(RUN, "POST", member="{member}"),
    "dialogue:erase": of_group(RUN, "POST", member="{member}"),
    "dialogue:new_meeting": of_group(RUN, *BOTH),
    "dialogue:places": of_group(RUN),
    "dialogue:meeting": of_meeting(SEE),
    "dialogue:edit_meeting": of_meeting(RUN, *BOTH),
    "dialogue:attendance": of_meeting(RUN, "POST"),
    "dialogue:letters": of_meeting(RUN, *BOTH),
    "dialogue:calendar": of_meeting(SEE),
    "dialogue:new_session": of_group(RUN, *BOTH),
    "dialogue:session": of_session(SEE),
    "dialogue:edit_session": of_session(RUN, *BOTH),
    "dialogue:framing": of_session(RUN, *BOTH),
    "dialogue:steps": of_session(RUN, *BOTH),
    "dialogue:state": of_session(RUN, "POST"),
    "dialogue:pairs": of_session(RUN, "POST"),
    "dialogue:concerns": of_session(RUN, "POST"),
    "dialogue:commitments": of_session(RUN, "POST"),
    "dialogue:hints": of_session(RUN, "POST"),
    "dialogue:catching_up": of_session(RUN, *BOTH),
    "dialogue:rows": of_session(RUN, "POST"),
    "dialogue:digest": of_session(SEE, *BOTH, to_send=RUN),
    "dialogue:digest_file": of_session(SEE, kind="pdf"),
    "dialogue:paper": of_session(RUN, paper="guide"),
    "dialogue:receipts": of_session(RUN),
    "dialogue:pictures": of_session(SEE, *BOTH, to_send=RUN),
    "dialogue:picture": of_session(SEE, picture="{picture of session}"),
    "talk:talks": public(),
    "talk:talk": public(key="{published session}"),
    "talk:digest_file": public(key="{published session}", kind="pdf"),
    "talk:picture": public(key="{published session}", picture="{published picture}"),
    "talk:find_receipt": Row(who=public().who, methods=BOTH),
    "talk:answer": Row(who=EVERYBODY, methods=BOTH, words={"invitation": "{invitation to meet}"}),
    "talk:answer_calendar": public(invitation="{invitation to meet}"),
    "talk:receipt": Row(who=public().who, methods=BOTH, words={"receipt": "{story receipt}"}),
}
