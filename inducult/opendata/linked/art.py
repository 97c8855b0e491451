"""A place and its phases in Linked Art, the profile of CIDOC CRM that museums exchange.

Source: Linked Art API 1.0 (linked.art/api/1.0): Place and Activity. Types of the vocabulary that
Linked Art asks for are Getty's (AAT).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inducult.catalogue.queries import name_of, names_of
from inducult.opendata.linked.places import OWN, WIKIDATA, address_of, concept, year_of
from inducult.places.terms import load_terms

CONTEXT: Final = "https://linked.art/ns/v1/linked-art.json"
PROFILE: Final = f'application/ld+json;profile="{CONTEXT}"'
PRIMARY_NAME: Final = ("http://vocab.getty.edu/aat/300404670", "Primary Name")
IDENTIFIER: Final = ("http://vocab.getty.edu/aat/300404626", "Identification Number")
DESCRIPTION: Final = ("http://vocab.getty.edu/aat/300435416", "Description")
BRIEF_TEXT: Final = ("http://vocab.getty.edu/aat/300418049", "Brief Text")
LANGUAGES: Final = {
    "en": ("http://vocab.getty.edu/aat/300388277", "English"),
    "de": ("http://vocab.getty.edu/aat/300388344", "German"),
    "nl": ("http://vocab.getty.edu/aat/300388256", "Dutch"),
    "it": ("http://vocab.getty.edu/aat/300388474", "Italian"),
}
Record = Mapping[str, Any]
Value = dict[str, Any]


def place_art(record: Record, site: str) -> Value:
    """The place as the Linked Art API has it."""
    me = address_of(site, record["id"])
    names = [_name(text, language) for language, text in names_of(record).items()]
    told: Value = {
        "@context": CONTEXT,
        "id": me,
        "type": "Place",
        "_label": name_of(record, "en").text,
        "classified_as": [_type(code, site) for code in record["types"]],
        "identified_by": [
            *names,
            {"type": "Identifier", "content": record["id"], "classified_as": [_kind(*IDENTIFIER)]},
        ],
        "referred_to_by": [
            _statement(text["text"], text["language"])
            for text in record["texts"]
            if text["field"] == "summary"
        ],
        "equivalent": [
            {"id": f"http://www.wikidata.org/entity/{each['value']}", "type": "Place"}
            for each in record["identifiers"]
            if each["scheme"] == "wikidata" and WIKIDATA.fullmatch(each["value"])
        ],
        "part_of": [
            {"id": f"{site}/en/regions/{region['code']}/", "type": "Place"}
            for region in record["regions"]
        ],
    }
    position = record["position"]
    if position and position["precision"] in OWN:
        told["defined_by"] = f"POINT ({position['lon']:.6f} {position['lat']:.6f})"
    return {name: value for name, value in told.items() if value != []}


def phase_art(record: Record, number: int, site: str, address: str) -> Value | None:
    """A phase of the place's life as an activity, counted from 1; None if there is none such."""
    if not 1 <= number <= len(record["phases"]):
        return None
    phase, label = record["phases"][number - 1], name_of(record, "en").text
    told: Value = {
        "@context": CONTEXT,
        "id": address,
        "type": "Activity",
        "_label": f"{label}: {phase['state']}",
        "classified_as": [
            _kind(f"{site}/taxonomy/phase-{phase['state']}", phase["state"]),
            *([_type(phase["as_type"], site)] if phase["as_type"] else []),
        ],
        "identified_by": [_name(f"{label}: {phase['state']}", "en")],
        "took_place_at": [{"id": address_of(site, record["id"]), "type": "Place", "_label": label}],
    }
    if span := _span(phase):
        told["timespan"] = span
    return told


def _span(phase: Mapping[str, str]) -> Value:
    start, end = year_of(phase["start"]), year_of(phase["end"])
    if not start and not end:
        return {}
    said = " – ".join(filter(None, (phase["start"], phase["end"])))
    span: Value = {"type": "TimeSpan", "identified_by": [{"type": "Name", "content": said}]}
    if start:
        span["begin_of_the_begin"] = f"{start}-01-01T00:00:00Z"
    if end:
        span["end_of_the_end"] = f"{end}-12-31T23:59:59Z"
    return span


def _name(text: str, language: str) -> Value:
    name: Value = {"type": "Name", "content": text, "classified_as": [_kind(*PRIMARY_NAME)]}
    return {**name, **_in(language)}


def _statement(text: str, language: str) -> Value:
    kind = {**_kind(*DESCRIPTION), "classified_as": [_kind(*BRIEF_TEXT)]}
    return {"type": "LinguisticObject", "content": text, "classified_as": [kind], **_in(language)}


def _in(language: str) -> Value:
    if language not in LANGUAGES:
        return {}
    address, label = LANGUAGES[language]
    return {"language": [{"id": address, "type": "Language", "_label": label}]}


def _type(code: str, site: str) -> Value:
    term = load_terms().get(code)
    return _kind(concept(site, code).name, term.labels["en"] if term else code)


def _kind(address: str, label: str) -> Value:
    return {"id": address, "type": "Type", "_label": label}
