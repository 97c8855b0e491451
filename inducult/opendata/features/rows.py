"""From the record of a place to the properties of its features: plain values, no Django."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from inducult.catalogue.queries import names_of, summary_of
from inducult.common.languages import CODES, best

Record = Mapping[str, Any]
Row = dict[str, Any]
STILL: Final = 9999  # an edition's last year of work that goes on (places.lifecycle)
GEOMETRY: Final = b',"geometry":'
PROPERTIES: Final = b',"properties":'
NOT_SHOWN: Final = ("id", "lon", "lat")  # they are the identifier and the geometry of the feature


def place_row(record: Record, derived: Mapping[str, Any]) -> Row:
    """The properties of a place.

    `derived` are the columns of the edition that follow from the record by rule: times, years and
    the like.
    """
    names, summary = names_of(record), summary_of(record, "en")
    types, position = record["types"], record["position"] or {}
    last = max(derived["last_years"], default=None)
    return {
        **_point(record["id"], position),
        "slug": record["slug"],
        "name": derived["name"],
        "name_language": derived["name_language"],
        "theme": types[0].partition(".")[0] if types else None,
        "type": types[0] if types else None,
        "themes": derived["themes"],
        "types": derived["types"],
        "times": derived["times"],
        "phase": record["phases"][-1]["state"] if record["phases"] else None,
        "working_from": min(derived["first_years"], default=None),
        "working_to": None if last == STILL else last,
        "visit": record["visit"]["state"],
        "opening_hours": record["visit"]["opening_hours"] or None,
        "offers": derived["offers"],
        "audiences": derived["audiences"],
        "visit_languages": derived["visit_languages"],
        "accessibility": derived["accessibility"],
        "municipality": record["address"]["municipality"] or None,
        "country": record["address"]["country"] or None,
        "nuts3": record["nuts3"] or None,
        "regions": derived["regions"],
        "areas": derived["areas"],
        "operator": record["operator"] or None,
        "website": record["website"] or None,
        "endangered": record["endangered"],
        "confidence": record["confidence"] or None,
        "position_precision": position.get("precision"),
        "position_licence": position.get("licence"),
        **{f"name_{code}": names.get(code) for code in CODES},
        "summary": summary.text or None,
        "summary_language": summary.language or None,
    }


def offer_rows(record: Record, place: Row) -> Iterator[Row]:
    """The offers of a place; their identifiers hold within an edition."""
    for number, offer in enumerate(record["offers"], start=1):
        note = best(_texts(offer["notes"]), "en")
        yield {
            **_point(f"{record['id']}-{number}", record["position"] or {}),
            "kind": offer["kind"],
            "audiences": offer["audiences"],
            "duration_min": offer["duration_min"],
            "capacity": offer["capacity"],
            "age_min": offer["age_min"],
            "age_max": offer["age_max"],
            "note": note.text if note else None,
            "note_language": note.language if note else None,
            **_where(place),
        }


def event_rows(record: Record, place: Row) -> Iterator[Row]:
    """The events at a place; their identifiers hold within an edition."""
    for number, event in enumerate(record["events"], start=1):
        title = best(_texts(event["titles"]), "en")
        yield {
            **_point(f"{record['id']}-{number}", record["position"] or {}),
            "title": title.text if title else None,
            "title_language": title.language if title else None,
            "starts_on": event["starts_on"] or None,
            "ends_on": event["ends_on"] or event["starts_on"] or None,
            "recurrence": event["recurrence"] or None,
            "url": event["url"] or None,
            **_where(place),
        }


def feature(row: Row) -> bytes:
    """A row as a GeoJSON feature in WGS 84 on one line (RFC 7946).

    The geometry comes right before the properties, so that it can be changed for one in another
    reference system without reading the rest.
    """
    return framed(row["id"], _geometry(row), properties_of(row))


def properties_of(row: Row) -> str:
    """The properties of a row as JSON."""
    return _json({name: value for name, value in row.items() if name not in NOT_SHOWN})


def framed(identifier: str, geometry: str, properties: str) -> bytes:
    """The feature around a geometry and properties that are JSON already."""
    told = f'"id":{_json(identifier)},"geometry":{geometry},"properties":{properties}'
    return f'{{"type":"Feature",{told}}}'.encode()


def moved(text: bytes, geometry: str) -> bytes:
    """A written feature with another geometry."""
    head, _geometry_of_old, rest = text.partition(GEOMETRY)
    return head + GEOMETRY + geometry.encode() + PROPERTIES + rest.partition(PROPERTIES)[2]


def _geometry(row: Row) -> str:
    if row["lon"] is None:
        return "null"
    return f'{{"type":"Point","coordinates":[{row["lon"]},{row["lat"]}]}}'


def _point(identifier: str, position: Mapping[str, Any]) -> Row:
    """Positions to a millionth of a degree (11 cm), as the edition keeps them."""
    lon, lat = position.get("lon"), position.get("lat")
    if lon is None or lat is None:
        return {"id": identifier, "lon": None, "lat": None}
    return {"id": identifier, "lon": round(lon, 6), "lat": round(lat, 6)}


def _where(place: Row) -> Row:
    return {
        "place": place["id"],
        "place_name": place["name"],
        "municipality": place["municipality"],
        "country": place["country"],
        "regions": place["regions"],
    }


def _texts(texts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {text["language"]: text["text"] for text in texts if text["text"]}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
