"""Deeds of the harvest. Each names its actor; what touches the register leaves its trace there."""

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
    "NotOpen",
    "NotUndoable",
    "Outcome",
    "accept",
    "accept_many",
    "harvest",
    "outcome",
    "plan",
    "refuse",
    "reopen",
    "take_back_deed",
    "undo",
]
