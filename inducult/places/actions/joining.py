"""Merge two places, split one in two, and take either back: one transaction each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from inducult.common.history import Actor, Trace, keep, state_before
from inducult.common.identifiers import new_identifier
from inducult.common.models import Act
from inducult.places.actions.corrections import Trail, change_record
from inducult.places.actions.publishing import archive, publish, republish
from inducult.places.completeness import completeness_of
from inducult.places.difference import rebase
from inducult.places.joining import parted
from inducult.places.models import Correction, Keeping, Place, Report, Story
from inducult.places.records import Record, record_of
from inducult.places.vocabulary import State
from inducult.places.writing import remove_places, write_records


class WorkWaits(RuntimeError):
    """Proposals for the place wait for a decision; they would be lost from sight."""


class WorkedOnSince(RuntimeError):
    """The places have been changed since in a way that cannot be taken back without loss."""


@dataclass(frozen=True)
class Joining:
    """What was done in one go, with all that the way back needs."""

    run: str
    told: dict[str, Any]


@transaction.atomic
def merge(kept: Place, gone: Place, record: Record, *, by: Actor, reason: str = "") -> str:
    """`gone` becomes part of `kept`, whose record is `record` from now on; returns the run.

    The old addresses lead to the kept place; reports, stories and keepings move there. Raises
    WorkWaits, and ValueError for a place with itself.
    """
    if kept.pk == gone.pk:
        raise ValueError("A place cannot be merged with itself.")
    _lock_in_order(kept, gone)
    kept, gone = _locked(kept), _locked(gone)
    if gone.corrections.filter(state__in=Correction.WAITING).exists():
        raise WorkWaits(gone.identifier)
    run, was_public = new_identifier(), _is_public(kept) or _is_public(gone)
    told = _moved(kept, gone)
    publications = {place.identifier: _publication(place) for place in (kept, gone)}
    trail = Trail(by, reason, deed="merge", run=run)
    change_record(kept, record, trail)
    change_record(gone, {**record_of(gone), "identifiers": [], "relations": []}, trail)
    states = {place.identifier: place.state for place in (kept, gone)}
    archive(gone, by=by, reason=reason)
    Place.objects.filter(pk=gone.pk).update(merged_into=kept)
    if was_public and completeness_of(record).may_be_published:
        republish(kept, by=by, reason=reason)
    told |= {"kept": kept.identifier, "gone": gone.identifier, "states": states}
    _note(run, {**told, "publications": publications}, "merge", by)
    return run


@transaction.atomic
def unmerge(run: str, *, by: Actor) -> None:
    """Both places as they were; what was changed of the kept one since stays.

    Raises WorkedOnSince when later work on the kept place touches what the merge brought.
    """
    told = joining_of(run).told
    _lock_in_order(*(_place(told[name]) for name in ("kept", "gone")))
    kept, gone = (_locked(_place(told[name])) for name in ("kept", "gone"))
    _take_back(kept, run, by)
    _take_back(gone, run, by)
    Place.objects.filter(pk=gone.pk).update(merged_into=None)
    Report.objects.filter(receipt__in=told["reports"]).update(place=gone)
    Story.objects.filter(receipt__in=told["stories"]).update(place=gone)
    Keeping.objects.filter(place=kept, organisation__in=told["keepings"]).update(place=gone)
    for place in (kept, gone):
        _publish_again(place, told["publications"][place.identifier], by)
        state = told["states"][place.identifier]
        Place.objects.filter(pk=place.pk).update(state=state)
    _note(run, None, "unmerge", by)


@transaction.atomic
def split(
    place: Place, pieces: list[str], fresh: Record, *, by: Actor, reason: str = ""
) -> tuple[str, Place]:
    """Give pieces of the place to a new one, a draft; returns the run and the new place.

    `fresh` has slug and names of the new place. The old address stays with the old place.
    """
    place = _locked(place)
    run = new_identifier()
    left, new = parted(record_of(place), pieces, {**fresh, "id": new_identifier()})
    write_records([new])
    keep([Trace("split", "place", new["id"], None, new)], by=by, reason=reason, run=run)
    change_record(place, left, Trail(by, reason, deed="split", run=run))
    _note(run, {"kept": place.identifier, "new": new["id"]}, "split", by)
    return run, _place(new["id"])


@transaction.atomic
def unsplit(run: str, *, by: Actor) -> None:
    """The new place goes, and the old one has its pieces again.

    Raises WorkedOnSince when the new place has been changed or published since.
    """
    told = joining_of(run).told
    kept, new = _locked(_place(told["kept"])), _locked(_place(told["new"]))
    later = Act.objects.filter(subject_kind="place", subject=new.identifier).exclude(run=run)
    if later.exists() or new.corrections.exists():
        raise WorkedOnSince(new.identifier)
    record = record_of(new)
    _take_back(kept, run, by)
    remove_places([new.identifier])
    keep([Trace("remove", "place", new.identifier, record, None)], by=by, run=run)
    _note(run, None, "unsplit", by)


def joining_of(run: str) -> Joining:
    """What was merged or split in this run. Raises WorkedOnSince when it was taken back."""
    acts = Act.objects.filter(subject_kind="joining", subject=run).order_by("-id")
    last = acts.first()
    if last is None or last.after is None:
        raise WorkedOnSince(run)
    return Joining(run, last.after)


def _note(run: str, told: dict[str, Any] | None, deed: str, by: Actor) -> None:
    before = None if told else joining_of(run).told
    keep([Trace(deed, "joining", run, before, told)], by=by, run=run)


def _moved(kept: Place, gone: Place) -> dict[str, Any]:
    """Move what hangs on the place; name what was moved, so that it finds back."""
    has = kept.keepings.values("organisation")
    keepings = gone.keepings.exclude(organisation__in=has)
    reports, stories = gone.reports.order_by("id"), gone.stories.order_by("id")
    told = {
        "reports": list(reports.values_list("receipt", flat=True)),
        "stories": list(stories.values_list("receipt", flat=True)),
        "keepings": list(keepings.order_by("id").values_list("organisation_id", flat=True)),
    }
    for rows in (reports, stories, keepings):
        rows.update(place=kept)
    return told


def _take_back(place: Place, run: str, by: Actor) -> None:
    """Undo what the run did to the record; later work stays, unless it touches the same pieces."""
    act = Act.objects.filter(subject_kind="place", subject=place.identifier, run=run)
    done = act.filter(deed__in=("merge", "split")).order_by("id").first()
    if done is None:
        return
    now = record_of(place)
    after = {**now, **(done.after or {})}
    before = state_before(done, after) or after
    record, clashes = rebase(after, before, now)
    if clashes:
        raise WorkedOnSince(place.identifier)
    change_record(place, record, Trail(by, deed="undo", run=run))


def _publish_again(place: Place, publication: Record | None, by: Actor) -> None:
    if publication is None and _publication(place):
        archive(place, by=by, reason="")
    elif publication is not None:
        publish([publication], by=by)


def _publication(place: Place) -> Record | None:
    found = getattr(place, "publication", None)
    return json.loads(found.record) if found else None


def _is_public(place: Place) -> bool:
    return place.state == State.PUBLISHED


def _place(identifier: str) -> Place:
    found = Place.objects.filter(identifier=identifier).first()
    if found is None:
        raise WorkedOnSince(identifier)
    return found


def _lock_in_order(*places: Place) -> None:
    """Two who merge the same places either way wait for each other, and never both."""
    keys = [place.pk for place in places]
    list(Place.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))


def _locked(place: Place) -> Place:
    return Place.objects.select_for_update().get(pk=place.pk)
