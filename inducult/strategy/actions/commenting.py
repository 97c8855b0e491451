"""Remarks on parts of a strategy, and that they are settled."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.growing import Subject
from inducult.strategy.models import Comment

__all__ = ["comment", "settle"]


@transaction.atomic
def comment(subject: Subject, text: str, *, by: Actor) -> Comment:
    """A remark. Raises ValueError for a subject outside of all strategies."""
    if subject.strategy is None:
        raise ValueError(subject.kind)
    said = Comment.objects.create(
        strategy=subject.strategy,
        subject_kind=subject.kind,
        subject_key=subject.key,
        text=text,
        by=by.name,
    )
    keep([Trace("comment", subject.kind, subject.key, None, {"comment": said.key})], by=by)
    return said


@transaction.atomic
def settle(said: Comment, *, is_settled: bool, by: Actor) -> None:
    """What was remarked is dealt with, or is open again."""
    before = {"settled_at": str(said.settled_at or "")}
    said.settled_at = timezone.now() if is_settled else None
    said.settled_by = by.name if is_settled else ""
    said.save(update_fields=["settled_at", "settled_by"])
    after = {"settled_at": str(said.settled_at or "")}
    keep([Trace("settle", "comment", said.key, before, after)], by=by)
