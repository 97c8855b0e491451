"""What a record must fulfil before it may enter the register, whoever brings it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import models

from inducult.common.dates import is_edtf
from inducult.places import vocabulary
from inducult.places.models import (
    Fact,
    Identifier,
    Place,
    PlaceName,
    Position,
    Source,
    Visit,
)
from inducult.places.models import Phase as StoredPhase
from inducult.places.records import Record
from inducult.places.rules import Phase, State, faults_in
from inducult.places.terms import load_terms
from inducult.places.translating import every_unit

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
AREAS: Final = ("T1", "T2", "T3", "T4")

# Where the record's lists of parts are stored; lengths and choices are read from there.
PARTS: Final[dict[str, type[models.Model]]] = {
    "names": PlaceName,
    "phases": StoredPhase,
    "identifiers": Identifier,
    "facts": Fact,
    "sources": Source,
}


@dataclass(frozen=True)
class Fault:
    """A field and what is wrong with it, in words that say what would do."""

    field: str
    reason: str


def faults_of(record: Record) -> Iterator[Fault]:
    """Everything that is wrong with the record; nothing comes when it is right."""
    yield from _own_faults(record)
    yield from _position_faults(record)
    yield from _date_faults(record)
    yield from _link_faults(record)
    yield from _translation_faults(record)
    yield from _stored_faults(Place, {**record, **record["address"]}, "")
    yield from _stored_faults(Visit, record["visit"], "visit.")
    for name, model in PARTS.items():
        for index, part in enumerate(record[name]):
            yield from _stored_faults(model, part, f"{name}[{index}].")


def _own_faults(record: Record) -> Iterator[Fault]:
    if not SLUG.fullmatch(record["slug"]):
        yield Fault("key", "must be small letters and digits joined by hyphens")
    if not COUNTRY.fullmatch(record["address"]["country"]):
        yield Fault("country", "must be two capital letters (ISO 3166-1)")
    yield from _strangers("types", record["types"], load_terms(), "is not in the taxonomy")
    yield from _strangers("areas", record["areas"], AREAS, f"is none of {', '.join(AREAS)}")
    kinds = [offer["kind"] for offer in record["offers"]]
    yield from _strangers("offers", kinds, vocabulary.OfferKind.values, "is not a kind of offer")
    for name in record["names"]:
        if not LANGUAGE.fullmatch(name["language"]) or not str(name["text"]).strip():
            yield Fault("names", f"{name['language']!r}: {name['text']!r} is not a name")


def _translation_faults(record: Record) -> Iterator[Fault]:
    """What a translation says of itself is read by pages and counted by the database."""
    for unit in every_unit(record):
        for text in unit.texts:
            made = text["translation"]
            if made is not None and not _is_made(made):
                yield Fault(unit.key, f"{made!r} is not what a translation says of itself")


def _is_made(made: Any) -> bool:
    parts = ("of", "digest", "engine", "checked_by")
    return isinstance(made, dict) and all(isinstance(made.get(name), str) for name in parts)


def _strangers(
    field: str, values: Iterable[Any], known: Container[Any], reason: str
) -> Iterator[Fault]:
    return (Fault(field, f"{value!r} {reason}") for value in values if value not in known)


def _position_faults(record: Record) -> Iterator[Fault]:
    for name in ("position", "share_alike_position"):
        position = record[name]
        if position is None:
            continue
        if not _between(position["lat"], 90):
            yield Fault("lat", f"{position['lat']!r} is not a latitude (-90 to 90 degrees)")
        if not _between(position["lon"], 180):
            yield Fault("lon", f"{position['lon']!r} is not a longitude (-180 to 180 degrees)")
        yield from _stored_faults(Position, position, f"{name}.")


def _between(value: Any, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most


def _date_faults(record: Record) -> Iterator[Fault]:
    checked = record["visit"]["checked_on"]
    if checked and not (isinstance(checked, str) and is_edtf(checked)):
        yield Fault("opening_hours_as_of", f"{checked!r} is not a date such as 2024 or 2024-05-01")
    phases = record["phases"]
    for index, phase in enumerate(phases):
        if phase["as_type"] and phase["as_type"] not in load_terms():
            yield Fault(f"phases[{index}].as", f"{phase['as_type']!r} is not in the taxonomy")
        if not all(isinstance(phase[end], str) for end in ("start", "end")):
            yield Fault(f"phases[{index}]", "a date is not a text")
            return
    known = [phase for phase in phases if phase["state"] in vocabulary.PhaseState.values]
    for fault in faults_in([Phase(**{**p, "state": State(p["state"])}) for p in known]):
        yield Fault(f"phases[{fault.position}].{fault.field}", fault.reason)


def _link_faults(record: Record) -> Iterator[Fault]:
    links = [("website", record["website"]), ("booking_url", record["visit"]["booking_url"])]
    links += [("sources", source["url"]) for source in record["sources"]]
    links += [("facts", fact["source"]) for fact in record["facts"]]
    links += [("events", event["url"]) for event in record["events"]]
    links += [("media", medium["source"]) for medium in record["media"]]
    for field, link in links:
        if link and not is_web_address(link):
            yield Fault(field, f"{link!r} is not a web address (http:// or https://)")


def is_web_address(link: Any) -> bool:
    """Anything else, `javascript:` above all, must never become a link on a page."""
    if not isinstance(link, str):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _stored_faults(model: type[models.Model], values: Record, prefix: str) -> Iterator[Fault]:
    """Lengths, choices and kinds of value that the table asks for."""
    for field in model._meta.concrete_fields:
        value = values.get(field.name)
        if field.name not in values or value is None or isinstance(field, models.ForeignKey):
            continue
        if isinstance(field, models.CharField | models.TextField):
            yield from _text_faults(field, value, prefix + field.name)
        elif isinstance(field, models.PositiveSmallIntegerField) and not _is_count(value):
            yield Fault(prefix + field.name, f"{value!r} is not a whole number from 0 on")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value <= 32_767


def _text_faults(field: Any, value: Any, name: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(name, f"{value!r} is not a text")
    elif "\0" in value:
        yield Fault(name, "holds a null character")
    elif field.max_length and len(value) > field.max_length:
        yield Fault(name, f"is longer than {field.max_length} characters ({len(value)})")
    elif field.choices and value not in {choice for choice, _ in field.flatchoices}:
        yield Fault(name, f"{value!r} is none of {', '.join(c for c, _ in field.flatchoices)}")
