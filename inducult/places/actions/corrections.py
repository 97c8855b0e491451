"""The way of a change: begun, put, proposed, taken up, accepted or returned.

Drafts are kept beside the register; the register changes when a keeper accepts, and the public
state when she publishes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.common.identifiers import new_identifier
from inducult.partnership.models import Person
from inducult.partnership.queries import actor_of
from inducult.places.checks import Fault, faults_of
from inducult.places.difference import Change, Clash, apply, difference, rebase, seal_of
from inducult.places.models import Correction, Place
from inducult.places.records import Record, empty_record, record_of
from inducult.places.reminding import part_of
from inducult.places.vocabulary import State
from inducult.places.writing import write_records

Way = Correction.State


@dataclass
class Stale(Exception):
    """Somebody else changed the same pieces meanwhile; nothing was written."""

    clashes: list[Clash]


@dataclass
class Faulty(Exception):
    """The record would break a rule of the register; nothing was written."""

    faults: list[Fault]


class NotOpen(RuntimeError):
    """The correction has been decided or withdrawn."""


@transaction.atomic
def add_place(record: Record, *, author: Person) -> Correction:
    """A new place in the state of a draft, with its first correction.

    `record` needs slug, names, regions and country; the rest may be unknown.
    """
    begun = {**empty_record(), **record, "id": new_identifier()}
    write_records([begun])
    place = Place.objects.get(identifier=begun["id"])
    keep([Trace("add", "place", begun["id"], None, begun)], by=actor_of(author))
    return Correction.objects.create(
        place=place, author=author, base=record_of(place), record=record_of(place)
    )


@transaction.atomic
def begin(place: Place, *, author: Person, base: Record | None = None) -> Correction:
    """The author's open correction of the place; a new draft if there is none.

    A returned one goes on as a draft: what she wrote is still there. `base` is the record that she
    saw when she began, if that was earlier. A page that keeps itself may send twice at once: the
    second waits for the first and finds its draft.
    """
    Place.objects.select_for_update().get(pk=place.pk)
    known = place.corrections.filter(author=author, state__in=Correction.OPEN).first()
    if known is not None:
        return known
    record = base or record_of(place)
    return Correction.objects.create(place=place, author=author, base=record, record=record)


@transaction.atomic
def put(correction: Correction, record: Record) -> Correction:
    """Keep the record as the author wants it now. Raises NotOpen."""
    correction = _locked(correction)
    if correction.state not in (Way.DRAFT, Way.RETURNED):
        raise NotOpen(correction.state)
    correction.record = _signed(correction, {**record, "id": correction.place.identifier})
    correction.state = Way.DRAFT
    correction.save(update_fields=["record", "state", "changed_at"])
    return correction


@transaction.atomic
def propose(correction: Correction, *, reason: str = "") -> Correction:
    """Lay the change before the keepers. Raises NotOpen."""
    correction = _locked(correction)
    if correction.state not in (Way.DRAFT, Way.RETURNED):
        raise NotOpen(correction.state)
    correction.state, correction.reason = Way.PROPOSED, reason
    correction.proposed_at = timezone.now()
    correction.save(update_fields=["state", "reason", "proposed_at", "changed_at"])
    _show_state(correction.place, State.PROPOSED)
    return correction


@transaction.atomic
def take_up(correction: Correction, *, by: Actor) -> Correction:
    """A keeper begins to look at it; others see that somebody does. Raises NotOpen."""
    correction = _locked(correction)
    if correction.state not in Correction.WAITING:
        raise NotOpen(correction.state)
    correction.state, correction.decided_by = Way.IN_REVIEW, by.name
    correction.save(update_fields=["state", "decided_by", "changed_at"])
    _show_state(correction.place, State.IN_REVIEW)
    return correction


@dataclass(frozen=True)
class Choice:
    """What of a correction is taken over, by names of pieces.

    `only` None takes all. Pieces that somebody else changed meanwhile must be named: in `mine` the
    correction wins, in `theirs` the register. With `seen` they must still be what she saw.
    """

    only: Collection[str] | None = None
    mine: Collection[str] = ()
    theirs: Collection[str] = ()
    seen: str | None = None  # seal of the clashes that she chose between


ALL: Final = Choice()


@transaction.atomic
def accept(correction: Correction, *, by: Actor, reason: str = "", choice: Choice = ALL) -> Record:
    """Write the change, or what is chosen of it, into the register; returns the new record.

    Raises Stale with the pieces that two people changed and nobody decided, Faulty and NotOpen.
    """
    correction = _locked(correction)
    if correction.state not in Correction.OPEN:
        raise NotOpen(correction.state)
    place = Place.objects.select_for_update().get(pk=correction.place_id)
    record = _joined(correction, record_of(place), choice)
    if faults := list(faults_of(record)):
        raise Faulty(faults)
    change_record(place, record, Trail(by, reason or correction.reason))
    _decide(correction, _outcome(correction, choice), by)
    return record


@transaction.atomic
def return_with_reason(correction: Correction, *, by: Actor, answer: str) -> Correction:
    """Back to the author, who reads why and may go on. Raises NotOpen."""
    correction = _locked(correction)
    if correction.state not in Correction.WAITING:
        raise NotOpen(correction.state)
    _decide(correction, Way.RETURNED, by, answer)
    _show_state(correction.place, State.DRAFT)
    return correction


@transaction.atomic
def withdraw(correction: Correction) -> Correction:
    """The author takes it back. Raises NotOpen."""
    correction = _locked(correction)
    if correction.state not in Correction.OPEN:
        raise NotOpen(correction.state)
    correction.state = Way.WITHDRAWN
    correction.save(update_fields=["state", "changed_at"])
    _show_state(correction.place, State.DRAFT)
    return correction


@dataclass(frozen=True)
class Trail:
    """Who writes, why, under what name of the deed, and in which run."""

    by: Actor
    reason: str = ""
    deed: str = "change"
    run: str = ""


def change_record(place: Place, record: Record, trail: Trail) -> None:
    """Write the record of one place and its trace; call inside a transaction."""
    before = record_of(place)
    write_records([record])
    Place.objects.filter(pk=place.pk).update(revision=F("revision") + 1)
    trace = Trace(trail.deed, "place", place.identifier, before, record)
    keep([trace], by=trail.by, reason=trail.reason, run=trail.run)


def changes_of(correction: Correction) -> list[Change]:
    """What the correction wants, piece by piece."""
    return difference(correction.base, correction.record)


def _joined(correction: Correction, now: Record, choice: Choice) -> Record:
    """The register's record with what was chosen of the correction on top. Raises Stale."""
    changes = changes_of(correction)
    chosen = [c for c in changes if choice.only is None or c.name in choice.only]
    record, clashes = rebase(correction.base, apply(correction.base, chosen), now)
    decided = {*choice.mine, *choice.theirs}
    if decided and choice.seen is not None:
        shown = rebase(correction.base, correction.record, now)[1]
        if choice.seen != seal_of(shown):
            raise Stale(shown)
    undecided = [c for c in clashes if c.mine.name not in decided]
    if undecided:
        raise Stale(undecided)
    return apply(record, [c.mine for c in clashes if c.mine.name in choice.mine])


def _signed(correction: Correction, record: Record) -> Record:
    """Who notes a day on which she looked is named by her role, never by her name."""
    visit, author = record["visit"], correction.author
    is_noted = visit["checked_on"] != correction.base["visit"]["checked_on"]
    if author is None or not is_noted or visit["checked_by"]:
        return record
    return {**record, "visit": {**visit, "checked_by": part_of(author, correction.place)}}


def _outcome(correction: Correction, choice: Choice) -> str:
    left = choice.only is not None and any(
        change.name not in choice.only for change in changes_of(correction)
    )
    return Way.PARTLY if left or choice.theirs else Way.ACCEPTED


def _locked(correction: Correction) -> Correction:
    """The correction as it is now, for nobody else to change before we are done."""
    return (
        Correction.objects.select_for_update(of=("self",))
        .select_related("place")
        .get(pk=correction.pk)
    )


def _decide(correction: Correction, state: str, by: Actor, answer: str = "") -> None:
    correction.state, correction.answer = state, answer
    correction.decided_by, correction.decided_at = by.name, timezone.now()
    correction.save(update_fields=["state", "answer", "decided_by", "decided_at", "changed_at"])


def _show_state(place: Place, state: str) -> None:
    """A place that was never published shows how far it has come."""
    unpublished = (State.DRAFT, State.PROPOSED, State.IN_REVIEW)
    Place.objects.filter(pk=place.pk, state__in=unpublished).update(state=state)
