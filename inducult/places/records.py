"""A place as one plain value, and back.

The record is what history keeps, what an import compares, what is published and what an edition
is built from. Every key is always present; "", [] and null mean "not known". `FIELDS` is the order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet

from inducult.places.models import (
    Event,
    EventText,
    Fact,
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

Record = dict[str, Any]
Rows = dict[int, list[Any]]

CHUNK = 2_000  # places read at a time; memory stays flat however many there are

OWN_FIELDS = ("areas", "footprint", "nuts3", "operator", "ownership", "protection", "endangered")
CONTACT_FIELDS = ("website", "phone", "confidence", "doubts")
ADDRESS_FIELDS = ("street", "postal_code", "municipality", "country")
VISIT_FIELDS = tuple(
    field.name for field in Visit._meta.concrete_fields if field.name not in ("id", "place")
)
VISIT_DATES = ("hours_valid_from", "hours_valid_to")
TEXT_FIELDS = ("language", "text", "origin", "translation")
OFFER_FIELDS = ("kind", "audiences", "months", "duration_min", "capacity", "age_min", "age_max")

FIELDS = (
    "id",
    "slug",
    "names",
    "texts",
    "types",
    "areas",
    "position",
    "share_alike_position",
    "footprint",
    "address",
    "nuts3",
    "regions",
    "operator",
    "ownership",
    "protection",
    "endangered",
    "identifiers",
    "website",
    "phone",
    "phases",
    "visit",
    "offers",
    "events",
    "media",
    "relations",
    "facts",
    "sources",
    "confidence",
    "doubts",
)


def record_of(place: Place) -> Record:
    """The record of one place as the register holds it now."""
    return next(records_of(Place.objects.filter(pk=place.pk)))


def records_of(places: QuerySet[Place]) -> Iterator[Record]:
    """Records in the order of their making, read in chunks with one query a table."""
    after = 0
    while chunk := list(places.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        after = chunk[-1].pk
        yield from _records(chunk)


def empty_record() -> Record:
    """A record of which nothing is known yet."""
    visit = {name: _empty(Visit, name) for name in VISIT_FIELDS}
    lists = ("names", "texts", "types", "areas", "regions", "identifiers", "phases", "offers")
    more = ("events", "media", "relations", "facts", "sources")
    return {
        **dict.fromkeys(FIELDS, ""),
        **{name: [] for name in (*lists, *more)},
        "position": None,
        "share_alike_position": None,
        "footprint": None,
        "endangered": None,
        "address": dict.fromkeys(ADDRESS_FIELDS, ""),
        "visit": visit,
        "ownership": "unknown",
    }


def _empty(model: type[Model], name: str) -> Any:
    fields = {field.name: field for field in model._meta.concrete_fields}
    return "" if name in VISIT_DATES else fields[name].get_default()


def _records(chunk: list[Place]) -> Iterator[Record]:
    keys = [place.pk for place in chunk]
    parts = {name: read(keys) for name, read in READERS.items()}
    for place in chunk:
        yield _record(place, {name: rows[place.pk] for name, rows in parts.items()})


def _record(place: Place, parts: dict[str, list[Any]]) -> Record:
    positions = dict(parts["positions"])
    values = {
        **parts,
        "id": place.identifier,
        "slug": place.slug,
        "address": {name: getattr(place, name) for name in ADDRESS_FIELDS},
        "position": positions.get(False),
        "share_alike_position": positions.get(True),
        "visit": parts["visit"][0] if parts["visit"] else empty_record()["visit"],
        **{name: getattr(place, name) for name in OWN_FIELDS + CONTACT_FIELDS},
    }
    return {name: values[name] for name in FIELDS}


def _grouped(rows: Iterable[Any], make: Callable[..., Any]) -> Rows:
    """Rows whose first column is the place, as lists of values by place."""
    grouped: Rows = defaultdict(list)
    for place, *values in rows:
        grouped[place].append(make(*values))
    return grouped


def _read(
    model: Any, *columns: str, make: Callable[..., Any] | None = None
) -> Callable[[list[int]], Rows]:
    """A reader of one table: the columns become a dictionary unless `make` says otherwise."""
    names = [column.rsplit("__", 1)[-1] for column in columns]
    build = make or (lambda *values: dict(zip(names, values, strict=True)))

    def read(keys: list[int]) -> Rows:
        rows = model.objects.filter(place_id__in=keys).order_by("id")
        return _grouped(rows.values_list("place_id", *columns).iterator(), build)

    return read


def _position(layer: bool, *values: Any) -> tuple[bool, Record]:
    return layer, dict(zip(("lon", "lat", "precision", "source", "licence"), values, strict=True))


def _visit(*values: Any) -> Record:
    visit = dict(zip(VISIT_FIELDS, values, strict=True))
    return {**visit, **{name: _day(visit[name]) for name in VISIT_DATES}}


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _languages(model: Any, parent: str, keys: list[int]) -> dict[int, list[Record]]:
    rows = model.objects.filter(**{f"{parent}__place_id__in": keys}).order_by("id")
    rows_of = rows.values_list(f"{parent}_id", *TEXT_FIELDS)
    return _grouped(rows_of.iterator(), lambda *values: dict(zip(TEXT_FIELDS, values, strict=True)))


def _read_offers(keys: list[int]) -> Rows:
    notes = _languages(OfferText, "offer", keys)
    rows = Offer.objects.filter(place_id__in=keys).order_by("id")
    return _grouped(
        rows.values_list("place_id", "id", *OFFER_FIELDS).iterator(),
        lambda key, *v: {**dict(zip(OFFER_FIELDS, v, strict=True)), "notes": notes.get(key, [])},
    )


def _read_events(keys: list[int]) -> Rows:
    titles = _languages(EventText, "event", keys)
    rows = Event.objects.filter(place_id__in=keys).order_by("id")
    return _grouped(
        rows.values_list("place_id", "id", "starts_on", "ends_on", "recurrence", "url").iterator(),
        lambda key, starts, ends, recurrence, url: {
            "titles": titles.get(key, []),
            "starts_on": _day(starts),
            "ends_on": _day(ends),
            "recurrence": recurrence,
            "url": url,
        },
    )


def _read_media(keys: list[int]) -> Rows:
    alternatives = _languages(MediumText, "medium", keys)
    names = ("file", "author", "licence", "source")
    rows = Medium.objects.filter(place_id__in=keys).order_by("id")
    return _grouped(
        rows.values_list("place_id", "id", *names).iterator(),
        lambda key, *v: {**dict(zip(names, v, strict=True)), "alt": alternatives.get(key, [])},
    )


READERS: dict[str, Callable[[list[int]], Rows]] = {
    "names": _read(PlaceName, "language", "kind", "text", "origin"),
    "texts": _read(PlaceText, "field", *TEXT_FIELDS),
    "types": _read(PlaceType, "term_id", make=lambda code: code),
    "positions": _read(
        Position,
        *("share_alike", "longitude", "latitude", "precision", "source", "licence"),
        make=_position,
    ),
    "regions": _read(
        PlaceRegion, "region_id", "found_by", make=lambda code, by: {"code": code, "found_by": by}
    ),
    "identifiers": _read(Identifier, "scheme", "value"),
    "phases": _read(Phase, "state", "start", "end", "as_type", "note"),
    "visit": _read(Visit, *VISIT_FIELDS, make=_visit),
    "offers": _read_offers,
    "events": _read_events,
    "media": _read_media,
    "relations": _read(
        Relation,
        *("kind", "other__identifier"),
        make=lambda kind, other: {"kind": kind, "place": other},
    ),
    "facts": _read(Fact, "text", "language", "origin", "source"),
    "sources": _read(Source, "url", "licence"),
}
