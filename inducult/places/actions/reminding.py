"""Asking keepers by letter, and taking their answer.

A letter goes out at least once and, but for one case, at most once: a reminder is taken (one
statement, so that of two workers only one gets it), sent, and then noted as sent. A worker that is
killed between the mail server's word and the note leaves it taken; when its time is over another
worker sends it again, with the same Message-ID, by which mail programs know it for the same letter.
"""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from inducult.partnership.models import Person
from inducult.partnership.queries import actor_of
from inducult.places.actions.corrections import Trail, change_record
from inducult.places.actions.publishing import publish
from inducult.places.ageing import getting_old
from inducult.places.completeness import is_getting_old
from inducult.places.letters import send_reminders
from inducult.places.models import Place, Publication, Reminder
from inducult.places.records import Record, record_of
from inducult.places.reminding import REST, keepers_to_ask, part_of, questions
from inducult.places.rights import may
from inducult.places.vocabulary import State

TAKEN_FOR: Final = timedelta(minutes=10)  # longer than any mail server is waited for
DEED: Final = "check"
log = logging.getLogger(__name__)


class Answered(RuntimeError):
    """The link has been used before."""


class Changed(RuntimeError):
    """What she looked at has been changed meanwhile."""


class NotSent(RuntimeError):
    """The mail server did not take some letters; they will be tried again."""


def remind(today: date) -> int:
    """Ask everybody who is to be asked, and send what waits; returns how many letters went out.

    The same day twice asks nothing twice. Raises NotSent when a letter could not be sent.
    """
    note_changes(today)
    for person in keepers_to_ask():
        if not _is_left_in_peace(person):
            _ask(person, today)
    return _send_waiting(today)


def note_changes(today: date) -> int:
    """Questions that were answered by work on the place itself; returns how many."""
    fresh = Place.objects.filter(pk=OuterRef("place")).exclude(getting_old(today)).order_by()
    found = Reminder.objects.filter(Exists(fresh), answer="", sent_at__isnull=False)
    return found.update(answer=Reminder.Answer.CHANGED, answered_at=timezone.now())


@transaction.atomic
def confirm(reminder: Reminder, *, seen: str, today: date) -> Record:
    """The visit is as we say: she looked at it today; the public sees the day as well.

    `seen` is the `fingerprint` of the visit that she was shown. Raises Answered, Changed, and
    PermissionDenied for somebody who no longer keeps the place.
    """
    reminder = Reminder.objects.select_for_update(of=("self",)).get(pk=reminder.pk)
    place = Place.objects.select_for_update().get(pk=reminder.place_id)
    before = record_of(place)
    person = reminder.person
    if reminder.answer:
        raise Answered(reminder.key)
    if not may_answer(person, place):
        raise PermissionDenied
    if fingerprint(before) != seen:
        raise Changed(reminder.key)
    looked = {"checked_on": today.isoformat(), "checked_by": part_of(person, place)}
    record = {**before, "visit": {**before["visit"], **looked}}
    change_record(place, record, Trail(actor_of(person), deed=DEED))
    _show(place, record["visit"], person)
    reminder.answer, reminder.answered_at = Reminder.Answer.STILL_RIGHT, timezone.now()
    reminder.save(update_fields=["answer", "answered_at"])
    return record


def may_answer(person: Person, place: Place) -> bool:
    """Whether she still keeps the place, and still has an account."""
    return person.is_active and may(person, "places.keep", place)


def fingerprint(record: Record) -> str:
    """Of what a keeper says yes to: the visit, but for the day of the last look."""
    visit = {k: v for k, v in record["visit"].items() if k not in ("checked_on", "checked_by")}
    return hashlib.sha256(json.dumps(visit, sort_keys=True).encode()).hexdigest()[:16]


def _show(place: Place, visit: dict[str, Any], person: Person) -> None:
    """The public record with the visit that was confirmed; other unpublished work stays inside."""
    public = Publication.objects.filter(place=place).first()
    if public is not None:
        publish([{**json.loads(public.record), "visit": visit}], by=actor_of(person))


def _ask(person: Person, today: date) -> None:
    now = timezone.now()
    Reminder.objects.bulk_create(
        (
            Reminder(place=place, person=person, season=found.season, due_on=found.on, asked_at=now)
            for place, found in questions(person, today)
        ),
        ignore_conflicts=True,
    )


def _is_left_in_peace(person: Person) -> bool:
    """A letter waits for her already, or one has come lately."""
    lately = Q(sent_at=None) | Q(sent_at__gt=timezone.now() - REST)
    return Reminder.objects.filter(lately, person=person).exists()


def _send_waiting(today: date) -> int:
    waiting = Reminder.objects.filter(person=OuterRef("pk"), sent_at=None).order_by()
    people = Person.objects.filter(Exists(waiting)).order_by("pk")
    outcomes = [_send(person, today) for person in people]
    if None in outcomes:
        raise NotSent(f"{outcomes.count(None)} letters")
    return sum(1 for sent in outcomes if sent)


def _send(person: Person, today: date) -> bool | None:
    """Whether a letter went out; None if the mail server would not take it."""
    if Reminder.objects.filter(person=person, sent_at__date=timezone.now().date()).exists():
        return False
    taken_at = timezone.now()
    reminders = _still_due(person, _take(person, taken_at), today)
    if not reminders:
        return False
    try:
        send_reminders(person, reminders)
    except (SMTPException, OSError):
        log.warning("A letter to %s was not taken.", person.identifier, exc_info=True)
        _mine(person, taken_at).update(taken_at=None)
        return None
    _mine(person, taken_at).update(sent_at=timezone.now())
    return True


def _take(person: Person, taken_at: datetime) -> list[Reminder]:
    """Those of her reminders that nobody else is sending; from now on nobody else will."""
    free = Q(taken_at=None) | Q(taken_at__lt=taken_at - TAKEN_FOR)
    Reminder.objects.filter(free, person=person, sent_at=None).update(taken_at=taken_at)
    mine = _mine(person, taken_at).select_related("place").order_by("pk")
    return list(mine.prefetch_related("place__belongings", "place__keepings"))


def _mine(person: Person, taken_at: datetime) -> Any:
    return Reminder.objects.filter(person=person, sent_at=None, taken_at=taken_at)


def _still_due(person: Person, reminders: list[Reminder], today: date) -> list[Reminder]:
    """A letter may have waited: what has been settled meanwhile, or is not hers, is not asked."""
    due = [each for each in reminders if _is_due(person, each.place, today)]
    Reminder.objects.filter(pk__in={r.pk for r in reminders} - {r.pk for r in due}).delete()
    return due


def _is_due(person: Person, place: Place, today: date) -> bool:
    return (
        place.state == State.PUBLISHED
        and may_answer(person, place)
        and is_getting_old(record_of(place), today)
    )
