"""Deeds on strategies. Each names its actor and leaves its trace in the history."""

from inducult.strategy.actions.adopting import adopt, freeze, restore, set_state
from inducult.strategy.actions.beginning import Begun, begin, grow
from inducult.strategy.actions.changing import Said, change
from inducult.strategy.actions.commenting import comment, settle
from inducult.strategy.actions.growing import Subject, cite, uncite
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
    "Written",
    "add_section",
    "adopt",
    "ask_review",
    "begin",
    "change",
    "cite",
    "comment",
    "freeze",
    "give_review",
    "grow",
    "move",
    "remove",
    "reply_to_review",
    "restore",
    "set_state",
    "settle",
    "uncite",
    "write",
]
