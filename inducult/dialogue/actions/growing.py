"""The counter of a session grows with each change that somebody in the room sees."""

from __future__ import annotations

from inducult.common.live import counting
from inducult.dialogue.models import Session


def topic_of(key: str) -> str:
    """What phones, the facilitator's screen and the wall of a session listen to."""
    return f"session:{key}"


def grow(session: Session) -> None:
    """Once for a change, in the transaction of the change; everybody in the room is told."""
    count = counting.grow(topic_of(session.key))
    Session.objects.filter(pk=session.pk).update(count=count)
