"""How an action goes: its status, what stands in the way, what is reported of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from inducult.common.history import Actor, Trace, keep
from inducult.common.models import Act
from inducult.strategy.actions.beginning import grow
from inducult.strategy.actions.planning import change
from inducult.strategy.models import Action, ProgressNote
from inducult.strategy.models.action import Status

STATUS, UNDONE = "status", "undo status"


class NeedsReason(ValueError):
    """An action is stopped only with a reason."""


class NothingToUndo(ValueError):
    """The status was never changed, or its last change was taken back already."""


@dataclass(frozen=True)
class Standing:
    """Where an action stands; a reason belongs to one that was stopped."""

    status: str
    reason: str = ""
    blocked_because: str = ""
    explanation: str = ""


@transaction.atomic
def stand(action: Action, standing: Standing, *, by: Actor) -> Action:
    """Set where the action stands. Raises NeedsReason."""
    if standing.status == Status.STOPPED and not standing.reason.strip():
        raise NeedsReason(action.key)
    action.status = standing.status
    action.status_reason = standing.reason.strip() if standing.status == Status.STOPPED else ""
    action.blocked_because = standing.blocked_because.strip()
    action.explanation = standing.explanation.strip()
    changed: Action = change(action, by=by, deed=STATUS)
    return changed


@transaction.atomic
def undo_status(action: Action, *, by: Actor) -> Action:
    """Take back the last change of status. Raises NothingToUndo."""
    acts = Act.objects.filter(subject_kind="action", subject=action.key)
    last = acts.filter(deed__in=(STATUS, UNDONE)).order_by("-id").first()
    if last is None or last.deed == UNDONE or last.before is None:
        raise NothingToUndo(action.key)
    for name, value in last.before.items():
        setattr(action, name, value)
    undone: Action = change(action, by=by, deed=UNDONE)
    return undone


@transaction.atomic
def note(action: Action, text: str, *, by: Actor) -> ProgressNote:
    """A word on how it goes."""
    written = ProgressNote.objects.create(action=action, text=text.strip(), by=by.name)
    keep([Trace("note", "action", action.key, {}, {"note": written.key})], by=by)
    grow(action.strategy)
    return written
