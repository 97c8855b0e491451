"""A record as one row of columns. Pure: what an edition holds follows from the record and a day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from inducult.catalogue.facets import BETWEEN
from inducult.common.languages import CODES, best
from inducult.places.rules import Phase, State, Tense, can_be_visited, tenses, working_spans

Record = dict[str, Any]
Row = dict[str, Any]

TENSES: Final = tuple(Tense)
HOURS_VISITS: Final = ("open", "event_days")


def row_of(record: Record, as_of: date) -> Row:
    """The columns of one place as they stood on a day; shapes in `schema.COLUMNS`."""
    phases = [_phase(phase) for phase in record["phases"]]
    types = record["types"]
    kinds = [offer["kind"] for offer in record["offers"]]
    visit = record["visit"]
    position = record["position"] or {}
    spans = working_spans(phases, types, as_of=as_of.year)
    told = tenses(phases, types, kinds, as_of)
    return {
        "id": record["id"],
        "slug": record["slug"],
        **_names(record),
        "municipality": record["address"]["municipality"],
        "country": record["address"]["country"],
        "nuts3": record["nuts3"],
        "lon": position.get("lon"),
        "lat": position.get("lat"),
        "precision": position.get("precision", ""),
        "position_licence": position.get("licence", ""),
        "theme": _set(code.partition(".")[0] for code in types),
        "type": _set(types),
        "main_type": types[0] if types else "",
        "time": BETWEEN.join(tense for tense in TENSES if tense in told),
        "visit": visit["state"],
        "offer": _set(kinds),
        "audience": _set(who for offer in record["offers"] for who in offer["audiences"]),
        "speaks": _set(visit["languages"]),
        "access": _set(key for key, degree in visit["accessibility"].items() if degree == "yes"),
        "region": _set(region["code"] for region in record["regions"]),
        "area": _set(record["areas"]),
        "first_years": [span[0] for span in spans],
        "last_years": [span[1] for span in spans],
        "opening_hours": visit["opening_hours"],
        "hours_valid_from": visit["hours_valid_from"],
        "hours_valid_to": visit["hours_valid_to"],
        "hours_checked": bool(visit["opening_hours"] and visit["checked_on"]),
        "visitable": can_be_visited(phases, visit["state"], as_of),
        "operator": record["operator"],
        "website": record["website"],
        "endangered": record["endangered"],
        "confidence": record["confidence"],
        "summary_languages": _set(text["language"] for text in _summaries(record)),
        "weight": _weight(record),
    }


def searchable(record: Record) -> Iterator[tuple[int, str]]:
    """The texts that a search looks at, each with its field (see `lexicon.Field`)."""
    for name in record["names"]:
        yield 0, name["text"]
    yield 1, record["address"]["municipality"]
    yield 2, record["operator"]
    for text in _summaries(record):
        yield 2, text["text"]


def rows_of(texts: Iterable[str], as_of: date) -> Iterator[tuple[Record, Row]]:
    """Records from their JSON, each with its row."""
    for text in texts:
        record = json.loads(text)
        yield record, row_of(record, as_of)


def _phase(phase: Record) -> Phase:
    return Phase(
        State(phase["state"]), phase["start"], phase["end"], phase["as_type"], phase["note"]
    )


def _names(record: Record) -> Row:
    """One name for each language, the official one first, and the one that stands for all."""
    by_language: dict[str, str] = {}
    for kind in ("official", "exonym", "alternative"):
        for name in record["names"]:
            if name["kind"] == kind:
                by_language.setdefault(name["language"], name["text"])
    home = next((n for n in record["names"] if n["kind"] == "official"), None)
    said = best(by_language, home["language"] if home else CODES[0])
    return {
        "name": said.text if said else record["slug"],
        "name_language": said.language if said else "",
        "names": list(by_language.items()),
    }


def _summaries(record: Record) -> Iterator[Record]:
    return (text for text in record["texts"] if text["field"] == "summary")


def _set(values: Iterable[str]) -> str:
    return BETWEEN.join(sorted(set(values)))


def _weight(record: Record) -> int:
    """How much there is to see of a place, for the order of a result that nobody searched by words.

    Own rule: each thing a visitor can use counts, and sources that we trust count more.
    """
    visit, position = record["visit"], record["position"] or {}
    points = (
        4 * (visit["state"] == "open"),
        2 * (visit["state"] in ("event_days", "by_appointment")),
        2 * bool(visit["opening_hours"]),
        2 * (position.get("precision") == "exact"),
        min(len(record["offers"]), 4),
        min(len(record["facts"]), 4),
        2 * any(each["scheme"].startswith("erih") for each in record["identifiers"]),
        2 * (record["confidence"] == "high") + (record["confidence"] == "medium"),
    )
    return sum(points)
