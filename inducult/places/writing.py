"""Put a record into the register; the counterpart of `records.py`.

Nobody calls this but `actions.py`, which leaves the trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Model

from inducult.places.models import (
    Event,
    EventText,
    Fact,
    FormerSlug,
    Identifier,
    Medium,
    MediumText,
    Offer,
    OfferText,
    Phase,
    Place,
    PlaceName,
    PlaceRegion,
    PlaceText,
    PlaceType,
    Position,
    Relation,
    Source,
    Visit,
)
from inducult.places.records import (
    ADDRESS_FIELDS,
    CONTACT_FIELDS,
    OFFER_FIELDS,
    OWN_FIELDS,
    VISIT_DATES,
    Record,
)

PLACE_FIELDS = ("slug", *OWN_FIELDS, *CONTACT_FIELDS, *ADDRESS_FIELDS)
# Replaced as a whole: the parts of a place have no life of their own.
PARTS = (
    *(PlaceName, PlaceText, PlaceType, PlaceRegion, Position, Identifier, Phase, Visit, Offer),
    *(Event, Medium, Fact, Source, Relation),
)
BATCH = 500


def write_records(records: Sequence[Record]) -> None:
    """Make or change the places of these records, all their parts included, in few statements.

    Relations are written last, so that places of one file may point at each other.
    """
    known = {p.identifier: p for p in _places(record["id"] for record in records)}
    _keep_former_slugs(records, known)
    places = [_place(record, known.get(record["id"])) for record in records]
    Place.objects.bulk_create([p for p in places if p.pk is None], batch_size=BATCH)
    Place.objects.bulk_update([p for p in places if p.identifier in known], PLACE_FIELDS, BATCH)
    for model in PARTS:
        model._default_manager.filter(place__in=known.values()).delete()
    pairs = list(zip(places, records, strict=True))
    _write_parts(pairs)
    _write_worded(pairs)
    _write_relations(pairs)


def remove_places(identifiers: Iterable[str]) -> None:
    Place.objects.filter(identifier__in=list(identifiers)).delete()


def _places(identifiers: Iterable[str]) -> Iterable[Place]:
    return Place.objects.filter(identifier__in=list(identifiers))


def _keep_former_slugs(records: Sequence[Record], known: dict[str, Place]) -> None:
    """A slug that a place gives up goes on leading to it."""
    FormerSlug.objects.filter(slug__in=[record["slug"] for record in records]).delete()
    given_up = [
        FormerSlug(slug=place.slug, place=place)
        for record in records
        if (place := known.get(record["id"])) and place.slug != record["slug"]
    ]
    FormerSlug.objects.bulk_create(given_up)


def _place(record: Record, place: Place | None) -> Place:
    place = place or Place(identifier=record["id"])
    flat = {**record, **record["address"]}
    for name in PLACE_FIELDS:
        setattr(place, name, flat[name])
    return place


def _write_parts(pairs: list[tuple[Place, Record]]) -> None:
    """All parts that are one row an entry."""
    rows = chain.from_iterable(_simple_parts(place, record) for place, record in pairs)
    _create(rows)


def _simple_parts(place: Place, record: Record) -> Iterable[Model]:
    yield from (PlaceName(place=place, **name) for name in record["names"])
    yield from (PlaceText(place=place, **text) for text in record["texts"])
    yield from (PlaceType(place=place, term_id=code) for code in record["types"])
    yield from (
        PlaceRegion(place=place, region_id=region["code"], found_by=region["found_by"])
        for region in record["regions"]
    )
    yield from (Identifier(place=place, **entry) for entry in record["identifiers"])
    yield from (Phase(place=place, **phase) for phase in record["phases"])
    yield from (Fact(place=place, **fact) for fact in record["facts"])
    yield from (Source(place=place, **source) for source in record["sources"])
    yield Visit(place=place, **{**record["visit"], **_dates(record["visit"], VISIT_DATES)})
    for name, share_alike in (("position", False), ("share_alike_position", True)):
        if record[name]:
            yield _position(place, record[name], share_alike)


def _position(place: Place, position: Record, share_alike: bool) -> Position:
    rest = {key: value for key, value in position.items() if key not in ("lon", "lat")}
    return Position(
        place=place,
        longitude=position["lon"],
        latitude=position["lat"],
        share_alike=share_alike,
        **rest,
    )


def _write_worded(pairs: list[tuple[Place, Record]]) -> None:
    """Offers, events and media, and then their texts, which need their keys."""
    worded: list[tuple[Model, type[Model], str, list[Record]]] = []
    for place, record in pairs:
        for offer in record["offers"]:
            row = Offer(place=place, **{name: offer[name] for name in OFFER_FIELDS})
            worded.append((row, OfferText, "offer", offer["notes"]))
        for event in record["events"]:
            rest = {"recurrence": event["recurrence"], "url": event["url"]}
            happening = Event(place=place, **_dates(event, ("starts_on", "ends_on")), **rest)
            worded.append((happening, EventText, "event", event["titles"]))
        for medium in record["media"]:
            rest = {name: medium[name] for name in ("file", "author", "licence", "source")}
            worded.append((Medium(place=place, **rest), MediumText, "medium", medium["alt"]))
    _create(row for row, *_ in worded)
    _create(model(**{parent: row}, **text) for row, model, parent, ts in worded for text in ts)


def _write_relations(pairs: list[tuple[Place, Record]]) -> None:
    wanted = {relation["place"] for _, record in pairs for relation in record["relations"]}
    others = {place.identifier: place for place in _places(wanted)}
    _create(
        Relation(place=place, kind=relation["kind"], other=others[relation["place"]])
        for place, record in pairs
        for relation in record["relations"]
    )


def _dates(values: Record, names: Iterable[str]) -> Record:
    return {name: date.fromisoformat(values[name]) if values[name] else None for name in names}


def _create(rows: Iterable[Any]) -> None:
    by_model: dict[type[Model], list[Any]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, objects in by_model.items():
        model._default_manager.bulk_create(objects, batch_size=BATCH)
