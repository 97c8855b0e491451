"""Somebody takes a seat in a session: by code, without an account."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction

from inducult.common.history import Actor
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.models import Participant, Session

SECRET_BYTES = 24


def actor_at(participant: Participant) -> Actor:
    """Whoever sits there; history knows her as this seat and no more."""
    return Actor(f"participant:{participant.key}")


def join(session: Session, *, sector: str, name: str = "", client_key: str = "") -> Participant:
    """A seat with a secret for the phone that took it. What is sent twice is one seat.

    The name is kept only in a session by name.
    """
    is_named = session.naming == Session.Naming.BY_NAME
    seat = Participant(
        session=session,
        sector=sector,
        name=name if is_named else "",
        client_key=client_key,
        secret=secrets.token_urlsafe(SECRET_BYTES),
    )
    try:
        with transaction.atomic():
            seat.save()
            grow(session)
    except IntegrityError:
        return Participant.objects.get(session=session, client_key=client_key)
    return seat
