"""Remarks on a part, as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from inducult.partnership.queries import names_of_actors
from inducult.strategy.models import Comment, Strategy


@dataclass(frozen=True)
class Remark:
    """A remark with the name of who made it."""

    comment: Comment
    author: str


def remarks_on(strategy: Strategy, kind: str, key: str) -> list[Remark]:
    """The open ones first, each group in the order in which they were made."""
    rows = Comment.objects.filter(strategy=strategy, subject_kind=kind, subject_key=key)
    found = sorted(rows.order_by("id"), key=lambda row: row.settled_at is not None)
    names = names_of_actors(row.by for row in found)
    return [Remark(row, names[row.by]) for row in found]
