"""Somebody says something: a card, a story, a theme, a proposition, a commitment, a concern.

What comes twice with one `client_key` is one row. The later words of the same sender replace the
earlier ones, so that a row can be corrected where it was typed; but words that were taken back
stay away, however often an old phone sends them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar, cast

from django.db import IntegrityError, transaction

from inducult.common.history import Actor
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.actions.tracing import UNTRACED, standing_of, trace
from inducult.dialogue.models import (
    Card,
    Commitment,
    Concern,
    Dot,
    Participant,
    Proposition,
    Session,
    SignUp,
    Story,
    Theme,
)
from inducult.dialogue.models.spoken import Sent, Spoken

Row = TypeVar("Row", bound=Sent)

# What a second sending may change; the rest belongs to the first.
SAID: Final[dict[type[Sent], tuple[str, ...]]] = {
    Card: ("text", "kind", "ring", "theme_id", "consent"),
    Story: (*Story.WORDS, "where_id", "language", "consent", "quote_consent", "participant_id"),
    Theme: ("title", "note", "order", "is_core"),
    Proposition: ("text", "order"),
    Commitment: (*Commitment.WORDS, "until", "proposition_id", "consent"),
    Concern: ("text", "may_be_reframed", "consent"),
}


@transaction.atomic
def say(row: Row, *, by: Actor, themes: Iterable[Theme] | None = None) -> Row:
    """Keep what somebody said, once; returns the row that is kept.

    `themes` are those of a story or proposition; None leaves them as they are.
    """
    known = _known(row) or _added(row, by)
    if known is not row:
        known = _corrected(known, row, by)
    if themes is not None and isinstance(known, Story | Proposition):
        known.themes.set(list(themes))
    if session := _session_of(known):
        grow(session)
    return known


@transaction.atomic
def gather(row: Card | Story, theme: Theme | None, *, order: float | None = None) -> None:
    """Put a card or a story under a theme, or back on the wall."""
    if isinstance(row, Story):
        row.themes.set([theme] if theme else [])
    else:
        row.theme = theme
        row.order = row.order if order is None else order
        row.save(update_fields=["theme", "order"])
    if row.session:
        grow(row.session)


@transaction.atomic
def choose_core(theme: Theme, *, by: Actor, chosen: bool = True) -> None:
    """A theme belongs to the positive core, or not any more."""
    theme.is_core = chosen
    theme.save(update_fields=["is_core"])
    trace("choose_core" if chosen else "leave_core", theme, None, by=by)
    grow(theme.session)


@transaction.atomic
def give_dots(
    session: Session, kind: str, subject: str, number: int, *, participant: Participant | None
) -> None:
    """The dots of a participant on one thing; None: those counted on paper. 0 takes them away."""
    rows = Dot.objects.filter(session=session, participant=participant, kind=kind, subject=subject)
    if number <= 0:
        rows.delete()
    else:
        where: dict[str, Any] = {"session": session, "participant": participant}
        where |= {"kind": kind, "subject": subject}
        Dot.objects.update_or_create(**where, defaults={"number": number})
    grow(session)


@transaction.atomic
def sign_up(card: Card, participant: Participant, *, wants: bool = True) -> None:
    """Somebody has energy for an element, or not any more."""
    if wants:
        SignUp.objects.get_or_create(card=card, participant=participant)
    else:
        SignUp.objects.filter(card=card, participant=participant).delete()
    grow(card.session)


def _known(row: Row) -> Row | None:
    rows = cast(Any, type(row)).objects.select_for_update(of=("self",))
    if row.pk:
        rows = rows.filter(pk=row.pk)
    elif row.client_key:
        rows = rows.filter(session=_session_of(row), client_key=row.client_key)
    else:
        return None
    return cast("Row | None", rows.first())


def _added(row: Row, by: Actor) -> Row:
    """The row as it came; if another worker was quicker, that one's."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        known = _known(row)
        if known is None:
            raise
        return known
    if not isinstance(row, UNTRACED):
        trace("say", row, None, by=by)
    return row


def _corrected(known: Row, row: Row, by: Actor) -> Row:
    if isinstance(known, Spoken) and known.is_withdrawn:
        return known
    fields = [f for f in SAID[type(row)] if getattr(known, f) != getattr(row, f)]
    before = standing_of(known)
    for field in fields:
        setattr(known, field, getattr(row, field))
    if fields:
        known.save(update_fields=[field.removesuffix("_id") for field in fields])
        if before != standing_of(known):
            trace("correct", known, before, by=by)
    return known


def _session_of(row: Sent) -> Session | None:
    return cast(Any, row).session  # type: ignore[no-any-return]
