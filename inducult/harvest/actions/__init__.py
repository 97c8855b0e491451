"""Deeds of the harvest. Each names its actor; what touches the register leaves its trace there."""

from inducult.harvest.actions.checking import (
    Lot,
    NotChecked,
    accept_checked,
    draw,
    judge,
    measured,
)
from inducult.harvest.actions.deciding import (
    Faulty,
    NotOpen,
    Outcome,
    accept,
    accept_many,
    refuse,
)
from inducult.harvest.actions.harvesting import Failed, harvest, outcome, plan
from inducult.harvest.actions.undoing import NotUndoable, reopen, take_back_deed, undo

__all__ = [
    "Failed",
    "Faulty",
    "Lot",
    "NotChecked",
    "NotOpen",
    "NotUndoable",
    "Outcome",
    "accept",
    "accept_checked",
    "accept_many",
    "draw",
    "harvest",
    "judge",
    "measured",
    "outcome",
    "plan",
    "refuse",
    "reopen",
    "take_back_deed",
    "undo",
]
