"""Read the curated JSON Lines into records; the format is described in docs/formats/curated.md.

Pure: what is wrong comes back as values with row, field and reason, and nothing is written here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from inducult.common.identifiers import identifier_from
from inducult.common.languages import OF_COUNTRY
from inducult.places.checks import Fault, faults_of
from inducult.places.records import Record, empty_record
from inducult.places.terms import load_terms

OPEN_LICENCE: Final = "CC-BY-4.0"
SHARE_ALIKE_LICENCES: Final = {"ODbL": "ODbL-1.0"}

KEYS: Final = frozenset(
    {
        *("key", "region", "nuts3", "names", "names_translated", "types", "phases", "visit"),
        *("offers", "areas", "municipality", "postal_code", "street", "country", "lat", "lon"),
        *("position", "position_source", "position_licence", "website", "phone"),
        *("opening_hours", "opening_hours_source", "opening_hours_as_of", "booking"),
        *("price_note", "languages", "accessibility_note", "group_note", "min_age"),
        *("operator", "ownership", "ids", "erih", "endangered", "facts", "summary"),
        *("sources", "confidence", "doubts"),
    }
)
NEEDED: Final = ("key", "names", "types", "country")

AUDIENCES: Final = {
    "school_programme": ["schools"],
    "apprenticeship": ["jobs", "schools"],
    "creative_space": ["creatives"],
    "coworking": ["creatives"],
    "workshop": ["visitors", "schools"],
}
TYPE_CODE: Final = re.compile(r"\b[A-Z]{3}\.[A-Z]{3,4}\b")

# Where a town stands: name and country in, longitude and latitude out.
Towns = Callable[[str, str], tuple[float, float] | None]
# Codes of the regions whose boundary holds a point.
Regions = Callable[[float, float], list[str]]


@dataclass(frozen=True)
class RowFault:
    """What is wrong in which row (counted from 1) and field, in words."""

    file: str
    row: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, {self.field}: {self.reason}"


@dataclass(frozen=True)
class Surroundings:
    """What the reader must know of the world to place a record in it."""

    town: Towns
    regions_at: Regions
    known_regions: frozenset[str]


def read(
    lines: Iterable[str], file: str, surroundings: Surroundings
) -> tuple[list[Record], list[RowFault]]:
    """All records of a file and all faults; a row with a fault gives no record."""
    records: dict[str, Record] = {}
    faults: list[RowFault] = []
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record, found = _read_row(line, surroundings)
        if record and record["id"] in records:
            found.append(Fault("key", f"{record['slug']!r} stands in an earlier row as well"))
        faults += [RowFault(file, row, fault.field, fault.reason) for fault in found]
        if record and not found:
            records[record["id"]] = record
    return list(records.values()), faults


def record_of(line: Mapping[str, Any], surroundings: Surroundings) -> Record:
    """The record of one curated line whose shape is known to be right."""
    country = line["country"]
    return {
        **empty_record(),
        "id": identifier_from(f"curated:{line['key']}"),
        "slug": line["key"],
        "names": list(_names(line, country)),
        "texts": list(_summaries(line.get("summary") or {})),
        "types": list(dict.fromkeys(line["types"])),
        "areas": sorted(line.get("areas") or []),
        **_positions(line, surroundings),
        "address": {
            "street": line.get("street") or "",
            "postal_code": line.get("postal_code") or "",
            "municipality": line.get("municipality") or "",
            "country": country,
        },
        "nuts3": line.get("nuts3") or "",
        "regions": _regions(line, surroundings),
        **{name: line.get(name) or "" for name in ("operator", "website", "phone", "doubts")},
        "ownership": line.get("ownership") or "unknown",
        "endangered": line.get("endangered"),
        "confidence": line.get("confidence") or "",
        "identifiers": list(_identifiers(line)),
        "phases": [_phase(phase) for phase in line.get("phases") or []],
        "visit": _visit(line),
        "offers": [_offer(offer) for offer in line.get("offers") or []],
        "facts": [_fact(fact) for fact in line.get("facts") or []],
        "sources": [{"url": url, "licence": ""} for url in line.get("sources") or []],
    }


def _read_row(line: str, surroundings: Surroundings) -> tuple[Record | None, list[Fault]]:
    try:
        value = json.loads(line)
    except ValueError as error:
        return None, [Fault("row", f"is not JSON: {error}")]
    if not isinstance(value, dict):
        return None, [Fault("row", "is not a JSON object")]
    if faults := list(_shape_faults(value, surroundings)):
        return None, faults
    try:
        record = record_of(value, surroundings)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return None, [Fault("row", f"has a value of the wrong kind: {error!r}")]
    return record, list(faults_of(record))


def _shape_faults(value: dict[str, Any], surroundings: Surroundings) -> Iterator[Fault]:
    for key in sorted(value.keys() - KEYS):
        yield Fault(key, "is not a field of the format")
    for key in NEEDED:
        if not value.get(key):
            yield Fault(key, "is missing")
    region = value.get("region")
    if region and region not in surroundings.known_regions:
        known = ", ".join(sorted(surroundings.known_regions))
        yield Fault("region", f"{region!r} is not a region of the register ({known})")


def _names(line: Mapping[str, Any], country: str) -> Iterator[Record]:
    translated = line.get("names_translated") or []
    at_home = OF_COUNTRY.get(country, ())
    for language, text in line["names"].items():
        yield {
            "language": language,
            "kind": "official" if language in at_home else "exonym",
            "text": text,
            "origin": "person" if language in translated else "source",
        }


def _summaries(texts: Mapping[str, str]) -> Iterator[Record]:
    for language, text in texts.items():
        if text:
            yield {"field": "summary", **_written(language, text)}


def _positions(line: Mapping[str, Any], surroundings: Surroundings) -> Record:
    """The open position, and apart from it the one that stands under a share-alike licence."""
    if line.get("lon") is None or line.get("lat") is None:
        return {"position": _town(line, surroundings)}
    licence = line.get("position_licence")
    position = {
        "lon": line["lon"],
        "lat": line["lat"],
        "precision": line.get("position") or "approximate",
        "source": line.get("position_source") or "",
        "licence": SHARE_ALIKE_LICENCES.get(str(licence), licence) or OPEN_LICENCE,
    }
    if licence:
        return {"position": _town(line, surroundings), "share_alike_position": position}
    return {"position": position}


def _town(line: Mapping[str, Any], surroundings: Surroundings) -> Record | None:
    name = line.get("municipality") or ""
    point = surroundings.town(name, line["country"]) if name else None
    if point is None:
        return None
    return {
        "lon": point[0],
        "lat": point[1],
        "precision": "municipality",
        "source": f"GeoNames: {name}",
        "licence": OPEN_LICENCE,
    }


def _regions(line: Mapping[str, Any], surroundings: Surroundings) -> list[Record]:
    """Regions found from the boundary, and the file's own, marked so where it lies outside."""
    named = line.get("region")
    # A town's centre can lie outside the region that the place is in, so the file has its say too.
    found = surroundings.regions_at(line["lon"], line["lat"]) if line.get("lon") is not None else []
    regions = [{"code": code, "found_by": "boundary"} for code in found]
    if named and named not in found:
        regions.append({"code": named, "found_by": "file"})
    return regions


def _identifiers(line: Mapping[str, Any]) -> Iterator[Record]:
    yield {"scheme": "curated", "value": line["key"]}
    for scheme, value in (line.get("ids") or {}).items():
        yield {"scheme": scheme, "value": str(value)}
    if line.get("erih"):
        yield {"scheme": "erih_status", "value": line["erih"]}


def _phase(phase: Mapping[str, Any]) -> Record:
    code, note = _type_and_note(phase.get("as") or "")
    start, end = phase.get("from") or "", phase.get("to") or ""
    return {"state": phase["state"], "start": start, "end": end, "as_type": code, "note": note}


def _type_and_note(text: str) -> tuple[str, str]:
    """`MET.IRON (furnace of 1538)` is a type and a note; further codes become words."""
    first = TYPE_CODE.match(text)
    if not first:
        return "", _worded(text)
    rest = text[first.end() :].strip(" ,;:")
    whole = rest.startswith("(") and rest.find(")") == len(rest) - 1
    return first.group(), _worded(rest[1:-1] if whole else rest)


def _worded(text: str) -> str:
    terms = load_terms()
    return TYPE_CODE.sub(
        lambda code: terms[code[0]].labels["en"] if code[0] in terms else code[0], text
    )


def _visit(line: Mapping[str, Any]) -> Record:
    return {
        **empty_record()["visit"],
        "state": line.get("visit") or "unknown",
        "opening_hours": line.get("opening_hours") or "",
        "hours_source": line.get("opening_hours_source") or "",
        "checked_on": line.get("opening_hours_as_of") or "",
        "booking": line.get("booking") or "unknown",
        "languages": list(line.get("languages") or []),
        "min_age": int(line["min_age"]) if line.get("min_age") else None,
        **{n: line.get(n) or "" for n in ("price_note", "accessibility_note", "group_note")},
    }


def _offer(offer: Mapping[str, Any]) -> Record:
    note = offer.get("note") or ""
    return {
        "kind": offer["kind"],
        "audiences": AUDIENCES.get(offer["kind"], ["visitors"]),
        "months": [],
        **dict.fromkeys(("duration_min", "capacity", "age_min", "age_max")),
        "notes": [_written("en", note)] if note else [],
    }


def _written(language: str, text: str) -> Record:
    return {"language": language, "text": text, "origin": "person", "translation": None}


def _fact(fact: Mapping[str, Any]) -> Record:
    return {
        "text": fact["text"],
        "language": "en",
        "origin": "person",
        "source": fact.get("source") or "",
    }
