"""Sessions are prepared, opened, led from step to step, closed, and their digest published."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from inducult.common.history import Actor
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.actions.tracing import note
from inducult.dialogue.events import digest_changed
from inducult.dialogue.models import Concern, Pair, Participant, Session
from inducult.dialogue.pairing import Seat, draw, meetings

CODE: Final = "abcdefghjkmnpqrstvwxyz"  # letters that are not misread; spoken and typed
CODE_LENGTH: Final = 6  # 22**6 = 113 million: not to be guessed while a session is open
TRIES: Final = 5
State = Session.State


class NotNow(RuntimeError):
    """The session is not in the state in which this can be done."""


@transaction.atomic
def keep_session(session: Session, *, by: Actor) -> Session:
    """A new session, or what was changed in its preparation."""
    deed = "change" if session.pk else "prepare"
    session.save()
    if deed == "change":
        grow(session)
    _note(deed, session, by)
    return session


@transaction.atomic
def open_session(session: Session, *, by: Actor) -> Session:
    """People can join by code from now on; a closed one can be opened again."""
    session = _locked(session)
    if session.state == State.OPEN:
        return session
    now = timezone.now()
    session.state, session.closed_at = State.OPEN, None
    session.opened_at = session.opened_at or now
    session.step_begun_at = now
    _with_new_code(session)
    _changed("open", session, by)
    return session


@transaction.atomic
def go_to(session: Session, position: int, *, by: Actor) -> Session:
    """Another step runs. Raises NotNow for a step that there is not, or a session not open."""
    session = _locked(session)
    if session.state != State.OPEN or not 0 <= position < len(session.steps):
        raise NotNow(session.key)
    session.position, session.step_begun_at = position, timezone.now()
    session.save(update_fields=["position", "step_begun_at"])
    grow(session)
    return session


@transaction.atomic
def close_session(session: Session, *, by: Actor) -> Session:
    """Nobody joins or writes any more; the code is free for others."""
    session = _locked(session)
    if session.state != State.OPEN:
        raise NotNow(session.key)
    session.state, session.closed_at, session.code = State.CLOSED, timezone.now(), ""
    session.save()
    _changed("close", session, by)
    return session


@transaction.atomic
def draw_pairs(session: Session, *, by: Actor) -> int:
    """Another round of pairs, unlike and not met before; returns its number."""
    session = _locked(session)
    seats = [_seat(p) for p in session.participants.select_related("member").order_by("id")]
    before = session.pairs.prefetch_related("members").order_by("round", "number")
    met = meetings(tuple(p.key for p in pair.members.all()) for pair in before)
    number = max((pair.round for pair in before), default=0) + 1
    keys = dict(session.participants.order_by().values_list("key", "pk"))
    for table, keys_at in enumerate(draw(seats, met), 1):
        pair = Pair.objects.create(session=session, round=number, number=table)
        pair.members.set([keys[key] for key in keys_at])
    _changed("draw_pairs", session, by)
    return number


@transaction.atomic
def publish_digest(session: Session, *, by: Actor, public: bool = True) -> None:
    """The digest is for everybody, with what was given to everybody; or not any more."""
    session = _locked(session)
    session.published_at = timezone.now() if public else None
    session.save(update_fields=["published_at"])
    _changed("publish" if public else "unpublish", session, by)
    transaction.on_commit(lambda: _tell(session.key))


@transaction.atomic
def reframe(concern: Concern, question: str, *, by: Actor) -> None:
    """A concern becomes a question. Raises NotNow if whoever raised it did not agree to that."""
    if not concern.may_be_reframed or concern.is_withdrawn:
        raise NotNow(concern.key)
    Concern.objects.filter(pk=concern.pk, withdrawn_at=None).update(reframed=question)
    grow(concern.session)
    note("reframe", "concern", concern.key, {}, by=by)


@transaction.atomic
def settle(concern: Concern, *, by: Actor) -> None:
    """The concern was taken up."""
    Concern.objects.filter(pk=concern.pk).update(settled_at=timezone.now())
    grow(concern.session)
    note("settle", "concern", concern.key, {}, by=by)


def _locked(session: Session) -> Session:
    rows = Session.objects.select_for_update(of=("self",)).select_related("group")
    return rows.get(pk=session.pk)


def _with_new_code(session: Session) -> None:
    """A code that no other open session has."""
    for _ in range(TRIES):
        session.code = "".join(secrets.choice(CODE) for _ in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                session.save()
        except IntegrityError:
            continue
        return
    raise NotNow(session.key)


def _seat(participant: Participant) -> Seat:
    member = participant.member
    house = (member.organisation_id or member.organisation_name) if member else ""
    return Seat(participant.key, participant.sector, house or "")


def _changed(deed: str, session: Session, by: Actor) -> None:
    grow(session)
    _note(deed, session, by)


def _note(deed: str, session: Session, by: Actor) -> None:
    told: dict[str, Any] = {"state": str(session.state), "group": session.group.key}
    note(deed, "session", session.key, told, by=by)


def _tell(key: str) -> None:
    digest_changed.send(None, key=key)
