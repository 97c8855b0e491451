"""The counter of a session grows with each change that somebody in the room sees."""

from __future__ import annotations

from django.db.models import F

from inducult.dialogue.models import Session


def grow(session: Session) -> None:
    """Once for a change, in the transaction of the change."""
    Session.objects.filter(pk=session.pk).update(count=F("count") + 1)
