"""A workshop on paper is typed in: rows become what was said, seats who was there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db import transaction

from inducult.common.history import Actor
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.actions.speaking import give_dots, say
from inducult.dialogue.actions.tracing import trace
from inducult.dialogue.models import (
    Attendance,
    Card,
    Dot,
    Participant,
    Proposition,
    Session,
    Story,
    Theme,
)
from inducult.dialogue.models.spoken import Sent, Spoken


@transaction.atomic
def type_in(
    row: Sent,
    *,
    by: Actor,
    themes: Iterable[Theme] = (),
    dots: int | None = None,
    receipt: str = "",
) -> None:
    """Keep a typed row with its themes, the dots that were counted, the receipt of its sheet."""
    under = list(themes)
    if isinstance(row, Card):
        row.theme = under[0] if under else None
    kept = say(row, by=by, themes=under if isinstance(row, Story | Proposition) else None)
    if receipt and isinstance(kept, Spoken):
        cast(Any, type(kept)).objects.filter(pk=kept.pk).update(receipt=receipt)
    if dots is not None and isinstance(kept, Theme | Proposition):
        kind = Dot.Kind.THEME if isinstance(kept, Theme) else Dot.Kind.PROPOSITION
        give_dots(kept.session, kind, kept.key, dots, participant=None)


@transaction.atomic
def type_away(row: Sent, *, by: Actor) -> None:
    """A row that was typed by mistake goes. One whose words were taken back stays: it counts."""
    if not row.pk or (isinstance(row, Spoken) and row.is_withdrawn):
        return
    if isinstance(row, Theme | Proposition):
        Dot.objects.filter(session=row.session, subject=row.key).delete()
    session = cast(Any, row).session
    trace("type_away", row, None, by=by)
    cast(Any, row).delete()
    grow(session)


@transaction.atomic
def seat(row: Participant, *, by: Actor) -> None:
    """Somebody was there. A member of the group is known by her name, and has come."""
    session = row.session
    taken = session.participants.exclude(pk=row.pk).exclude(member=None)
    members = session.group.members.exclude(pk__in=taken.order_by().values("member"))
    row.member = members.filter(name__iexact=row.name, erased_at=None).order_by("id").first()
    if row.member:
        row.sector = row.member.sector
    row.save()
    if row.member and session.meeting:
        came = {"state": Attendance.State.CAME}
        Attendance.objects.update_or_create(
            meeting=session.meeting, member=row.member, defaults=came
        )
    grow(session)


@transaction.atomic
def unseat(row: Participant, *, by: Actor) -> None:
    """A seat that was typed by mistake goes."""
    if row.pk:
        session: Session = row.session
        row.delete()
        grow(session)
