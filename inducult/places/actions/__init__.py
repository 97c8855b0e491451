"""Deeds on places. Each names its actor, is one transaction and leaves a trace."""

from inducult.places.actions.corrections import (
    Choice,
    Faulty,
    NotOpen,
    Stale,
    Trail,
    accept,
    add_place,
    begin,
    change_record,
    changes_of,
    propose,
    put,
    return_with_reason,
    take_up,
    withdraw,
)
from inducult.places.actions.entrusting import entrust
from inducult.places.actions.harvesting import TakenBack, take_back, take_in
from inducult.places.actions.importing import Difference, carry_out, compare
from inducult.places.actions.publishing import archive, publish, republish
from inducult.places.actions.reminding import Answered, Changed, NotSent, confirm, remind
from inducult.places.actions.runs import DEEDS, MOST, Done, Pair, acts_of, change_many, undo_run
from inducult.places.actions.withdrawing import withdraw_everywhere
from inducult.places.completeness import Incomplete

__all__ = [
    "DEEDS",
    "MOST",
    "Answered",
    "Changed",
    "Choice",
    "Difference",
    "Done",
    "Faulty",
    "Incomplete",
    "NotOpen",
    "NotSent",
    "Pair",
    "Stale",
    "TakenBack",
    "Trail",
    "accept",
    "acts_of",
    "add_place",
    "archive",
    "begin",
    "carry_out",
    "change_many",
    "change_record",
    "changes_of",
    "compare",
    "confirm",
    "entrust",
    "propose",
    "publish",
    "put",
    "remind",
    "republish",
    "return_with_reason",
    "take_back",
    "take_in",
    "take_up",
    "undo_run",
    "withdraw",
    "withdraw_everywhere",
]
