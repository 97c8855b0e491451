"""Links in letters that stand for a person: signed, and good for a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from inducult.places.models import Reminder

HOLDS: Final = timedelta(days=60)
_SIGNER: Final = TimestampSigner(salt="inducult.places.still-right")


class Expired(RuntimeError):
    """The letter is too old to be answered by its link."""


def sealed(reminder: Reminder) -> str:
    """What the link of a reminder holds: its key, the time and a signature of both."""
    return _SIGNER.sign(reminder.key)


def opened(token: str) -> Reminder | None:
    """The reminder of a link; None if the link is not of our making or the person is erased.

    Raises Expired.
    """
    try:
        key = _SIGNER.unsign(token, max_age=HOLDS)
    except SignatureExpired:
        raise Expired from None
    except BadSignature:
        return None
    found = Reminder.objects.select_related("place", "person").filter(key=key)
    return found.prefetch_related("place__belongings", "place__keepings").first()
