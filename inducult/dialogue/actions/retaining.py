"""The clock: what was said for the group only is emptied when the time that the group set is over.

A quote that was given to more people than the group stays; a story of which nothing else is left
counts as withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.db import transaction
from django.db.models import Q

from inducult.common.history import Actor
from inducult.dialogue.actions.consenting import withdraw
from inducult.dialogue.actions.tracing import standing_of, trace
from inducult.dialogue.models import (
    Card,
    Commitment,
    Concern,
    Consent,
    FocusGroup,
    SessionPicture,
    Story,
)
from inducult.dialogue.models.spoken import Spoken

MONTH: Final = timedelta(days=30.44)
# When each was said, and the way to its group.
CLOCKS: Final[tuple[tuple[type[Spoken], str, str], ...]] = (
    (Story, "told_at", "group"),
    (Card, "written_at", "session__group"),
    (Commitment, "made_at", "session__group"),
    (Concern, "raised_at", "session__group"),
    (SessionPicture, "taken_at", "session__group"),
)


@dataclass(frozen=True)
class Due:
    """How many things of a group come to their end before a moment."""

    group: FocusGroup
    number: int


def due(group: FocusGroup, now: datetime) -> Due:
    """What would be emptied, for a look beforehand."""
    return Due(group, sum(1 for _ in _over(group, now)))


def expire(now: datetime, *, by: Actor) -> int:
    """Empty what is over in all groups; returns how many things. Repeated, it does nothing."""
    number = 0
    for group in FocusGroup.objects.order_by("id"):
        for row in list(_over(group, now)):
            _end(row, by)
            number += 1
    return number


def _over(group: FocusGroup, now: datetime) -> Iterator[Spoken]:
    before = now - group.months_kept * MONTH
    for model, at, way in CLOCKS:
        told = {way: group, f"{at}__lt": before, "consent": Consent.GROUP, "withdrawn_at": None}
        rows = cast(Any, model).objects.filter(**told).order_by("id")
        yield from rows.exclude(_emptied()) if model is Story else rows


def _emptied() -> Q:
    """Stories of which only the quote is left, for others than the group."""
    return Q(happening="", title="") & ~Q(quote="") & ~Q(quote_consent=Consent.GROUP)


@transaction.atomic
def _end(row: Spoken, by: Actor) -> None:
    if not (isinstance(row, Story) and row.quote and row.quote_consent != Consent.GROUP):
        withdraw(row, by=by, deed="expire")
        return
    before = standing_of(row)
    kept = ("quote", "named_as")
    told = [field for field in row.WORDS if field not in kept]
    for field in told:
        setattr(row, field, "")
    row.where = None
    row.save(update_fields=[*told, "where"])
    trace("expire", row, {**before, "told": True}, by=by)
