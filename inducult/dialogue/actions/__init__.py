"""Deeds of the dialogue. Each names its actor, is one transaction and leaves a trace."""

from inducult.dialogue.actions.adopting import (
    Newer,
    adopt,
    change_template,
    latest_version,
    load_house_templates,
    newer_than_credit,
    share_template,
)
from inducult.dialogue.actions.consenting import change_consent, withdraw, withdraw_all
from inducult.dialogue.actions.erasing import erase_member, erase_participant, erase_person
from inducult.dialogue.actions.grouping import (
    TooLate,
    answer_invitation,
    keep_group,
    keep_meeting,
    keep_member,
    leave,
    may_answer,
    note_attendance,
    note_invited,
)
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.actions.leading import (
    NotNow,
    close_session,
    draw_pairs,
    go_to,
    keep_session,
    open_session,
    publish_digest,
    reframe,
    settle,
)
from inducult.dialogue.actions.picturing import add_picture
from inducult.dialogue.actions.retaining import due, expire
from inducult.dialogue.actions.speaking import choose_core, gather, give_dots, say, sign_up
from inducult.dialogue.actions.typing_in import seat, type_away, type_in, unseat

__all__ = [
    "Newer",
    "NotNow",
    "TooLate",
    "add_picture",
    "adopt",
    "answer_invitation",
    "change_consent",
    "change_template",
    "choose_core",
    "close_session",
    "draw_pairs",
    "due",
    "erase_member",
    "erase_participant",
    "erase_person",
    "expire",
    "gather",
    "give_dots",
    "go_to",
    "grow",
    "keep_group",
    "keep_meeting",
    "keep_member",
    "keep_session",
    "latest_version",
    "leave",
    "load_house_templates",
    "may_answer",
    "newer_than_credit",
    "note_attendance",
    "note_invited",
    "open_session",
    "publish_digest",
    "reframe",
    "say",
    "seat",
    "settle",
    "share_template",
    "sign_up",
    "type_away",
    "type_in",
    "unseat",
    "withdraw",
    "withdraw_all",
]
