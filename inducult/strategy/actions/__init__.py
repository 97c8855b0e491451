"""Deeds on strategies. Each names its actor and leaves its trace in the history."""

from inducult.strategy.actions.adopting import adopt, freeze, restore, set_state
from inducult.strategy.actions.beginning import Begun, begin, grow
from inducult.strategy.actions.changing import Said, change
from inducult.strategy.actions.commenting import comment, settle
from inducult.strategy.actions.growing import Subject, cite, uncite
from inducult.strategy.actions.joining import (
    Wish,
    accept_joining,
    ask_to_join,
    enlist,
    refuse_joining,
)
from inducult.strategy.actions.reviewing import Asked, ask_review, give_review, reply_to_review
from inducult.strategy.actions.writing import (
    Clashing,
    Written,
    add_section,
    move,
    remove,
    write,
)

__all__ = [
    "Asked",
    "Begun",
    "Clashing",
    "Said",
    "Subject",
    "Wish",
    "Written",
    "accept_joining",
    "add_section",
    "adopt",
    "ask_review",
    "ask_to_join",
    "begin",
    "change",
    "cite",
    "comment",
    "enlist",
    "freeze",
    "give_review",
    "grow",
    "move",
    "refuse_joining",
    "remove",
    "reply_to_review",
    "restore",
    "set_state",
    "settle",
    "uncite",
    "write",
]
