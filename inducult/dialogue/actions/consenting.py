"""Somebody changes who may read her words, or takes them back. At any time, without a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.actions.tracing import kind_of, standing_of, trace
from inducult.dialogue.events import words_withdrawn
from inducult.dialogue.models import Consent, Participant, SessionPicture, Story
from inducult.dialogue.models.spoken import Spoken
from inducult.dialogue.pictures import drop
from inducult.dialogue.queries import words_of


@transaction.atomic
def change_consent(row: Spoken, consent: str, *, by: Actor, quote: str | None = None) -> None:
    """Who may read it from now on; `quote` is the consent of a story's quote. Withdrawn stays so.

    Raises ValueError for a consent that there is not.
    """
    row = _locked(row)
    if row.is_withdrawn:
        return
    before = standing_of(row)
    row.consent = Consent(consent)
    if isinstance(row, Story) and quote is not None:
        row.quote_consent = Consent(quote)
    row.save()
    trace("change_consent", row, before, by=by)
    _tell(row)


@transaction.atomic
def withdraw(row: Spoken, *, by: Actor, deed: str = "withdraw") -> None:
    """The words are gone from the row, and so from everywhere; the row stays and is counted."""
    row = _locked(row)
    if row.is_withdrawn:
        return
    before = standing_of(row)
    row.was_open_to = row.open_to
    empty(row)
    row.withdrawn_at = timezone.now()
    row.consent = Consent.GROUP
    row.save()
    trace(deed, row, before, by=by)
    _tell(row)


@transaction.atomic
def withdraw_all(participant: Participant, *, by: Actor) -> int:
    """All that one participant said; returns how many things it was."""
    rows = words_of(participant)
    for row in rows:
        withdraw(row, by=by)
    return len(rows)


def empty(row: Spoken) -> None:
    """All words away, and where it was; a picture loses its file."""
    for field in row.WORDS:
        setattr(row, field, "")
    if isinstance(row, Story):
        row.where = None
        row.quote_consent = Consent.GROUP
    if isinstance(row, SessionPicture):
        row.author = ""
        file = row.file
        row.file = f"{row.key}.gone"
        transaction.on_commit(lambda: drop(file))


def _locked(row: Spoken) -> Spoken:
    rows = cast(Any, type(row)).objects.select_for_update(of=("self",))
    return cast(Spoken, rows.get(pk=row.pk))


def _tell(row: Spoken) -> None:
    if session := cast(Any, row).session:
        grow(session)
    transaction.on_commit(_telling(kind_of(row), row.key))


def _telling(kind: str, key: str) -> Callable[[], Any]:
    return lambda: words_withdrawn.send(None, kind=kind, key=key)
