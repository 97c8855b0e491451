"""What the public sees: publish, publish again, take back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.places.completeness import ask_complete
from inducult.places.events import publications_changed
from inducult.places.models import Place, Publication
from inducult.places.records import Record, record_of
from inducult.places.vocabulary import State


@transaction.atomic
def publish(records: Iterable[Record], *, by: Actor, reason: str = "") -> int:
    """Show these records to the public from the next edition on; returns how many changed."""
    records = list(records)
    places = {p.identifier: p for p in _places_of(records)}
    known = {p.place_id: p.record for p in Publication.objects.filter(place__in=places.values())}
    fresh = [
        (places[record["id"]], record, text)
        for record in records
        if known.get(places[record["id"]].pk) != (text := _text(record))
    ]
    _put_publications([(place, text) for place, _, text in fresh], by)
    Place.objects.filter(pk__in=[p.pk for p in places.values()]).update(state=State.PUBLISHED)
    keep(_publication_traces(fresh, known), by=by, reason=reason)
    if fresh:
        _announce(record["id"] for _, record, _ in fresh)
    return len(fresh)


@transaction.atomic
def republish(place: Place, *, by: Actor, reason: str = "") -> bool:
    """Show the place as the register holds it now; whether anything changed for the public.

    Raises Incomplete while something is missing without which no place is published.
    """
    record = record_of(place)
    ask_complete(record)
    return bool(publish([record], by=by, reason=reason))


@transaction.atomic
def archive(place: Place, *, by: Actor, reason: str) -> None:
    """Take the place out of the public eye; the register keeps it, and its address says so."""
    published = Publication.objects.filter(place=place).first()
    before = {"publication": json.loads(published.record)} if published else {"publication": None}
    Publication.objects.filter(place=place).delete()
    Place.objects.filter(pk=place.pk).update(state=State.ARCHIVED)
    after = {"publication": None}
    keep([Trace("archive", "place", place.identifier, before, after)], by=by, reason=reason)
    if published:
        _announce([place.identifier])


@transaction.atomic
def restore(place: Place, *, by: Actor, reason: str = "") -> None:
    """Back from the archive as a draft; a place that became part of another stays there."""
    archived = Place.objects.filter(pk=place.pk, state=State.ARCHIVED, merged_into=None)
    if archived.update(state=State.DRAFT):
        before, after = {"state": State.ARCHIVED.value}, {"state": State.DRAFT.value}
        keep([Trace("restore", "place", place.identifier, before, after)], by=by, reason=reason)


def _announce(identifiers: Iterable[str]) -> None:
    """After the commit, so that nobody builds an edition from what may yet be taken back."""
    named = tuple(identifiers)
    transaction.on_commit(lambda: publications_changed.send(None, identifiers=named))


def _text(record: Record) -> str:
    """The keys in alphabetical order: history in PostgreSQL (jsonb) remembers no other."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _places_of(records: Iterable[Record]) -> Iterable[Place]:
    return Place.objects.filter(identifier__in=[record["id"] for record in records])


def _put_publications(pairs: list[tuple[Place, str]], by: Actor) -> None:
    now = timezone.now()
    Publication.objects.bulk_create(
        (
            Publication(place=place, record=text, published_at=now, published_by=by.name)
            for place, text in pairs
        ),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["record", "published_at", "published_by"],
    )


def _publication_traces(
    fresh: list[tuple[Place, Record, str]], known: dict[int, str]
) -> Iterable[Trace]:
    for place, record, _ in fresh:
        old = known.get(place.pk)
        before = {"publication": json.loads(old)} if old else None
        yield Trace("publish", "place", place.identifier, before, {"publication": record})
