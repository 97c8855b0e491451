"""The same questions answered without haste: one place after another, by the rules themselves.

Shares nothing with the catalogue but the rules of places and the words of a filter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from inducult.catalogue.filters import Filter
from inducult.places.hours import Answer, Visit, answer_at, answer_on
from inducult.places.records import Record
from inducult.places.rules import Phase, State, access, tenses, working_spans

FACETS: dict[str, Callable[[Record], set[str]]] = {
    "theme": lambda record: {code[:3] for code in record["types"]},
    "type": lambda record: set(record["types"]),
    "visit": lambda record: {record["visit"]["state"]},
    "offer": lambda record: {offer["kind"] for offer in record["offers"]},
    "audience": lambda record: {who for offer in record["offers"] for who in offer["audiences"]},
    "speaks": lambda record: set(record["visit"]["languages"]),
    "access": lambda record: {
        key for key, degree in record["visit"]["accessibility"].items() if degree == "yes"
    },
    "region": lambda record: {region["code"] for region in record["regions"]},
    "country": lambda record: {record["address"]["country"]},
    "area": lambda record: set(record["areas"]),
}


class Brute:
    """A list of records that answers like an edition, text apart."""

    def __init__(self, records: list[Record], as_of: date) -> None:
        self.records = records
        self.as_of = as_of

    def found(self, wanted: Filter, moment: datetime, *, without: str = "") -> list[Record]:
        return [r for r in self.records if self._passes(r, wanted, moment, without)]

    def counts(self, wanted: Filter, moment: datetime) -> dict[str, dict[str, int]]:
        counts = {}
        for name in (*FACETS, "time"):
            places = self.found(wanted, moment, without=name)
            found = Counter(value for place in places for value in self.values(place, name))
            counts[name] = dict(found) | {v: found[v] for v in wanted.chosen(name)}
        return counts

    def without_hours(self, wanted: Filter, moment: datetime) -> int:
        places = self.found(wanted, moment, without="open")
        return sum(not place["visit"]["opening_hours"] for place in places)

    def values(self, record: Record, facet: str) -> set[str]:
        if facet != "time":
            return FACETS[facet](record)
        kinds = [offer["kind"] for offer in record["offers"]]
        return set(map(str, tenses(phases(record), record["types"], kinds, self.as_of)))

    def _passes(self, record: Record, wanted: Filter, moment: datetime, without: str) -> bool:
        for name in (*FACETS, "time"):
            chosen = set(wanted.chosen(name))
            if name != without and chosen and not chosen & self.values(record, name):
                return False
        if wanted.open and without != "open" and not self._is_open(record, wanted.open, moment):
            return False
        return self._works(record, wanted.year) and is_within(record, wanted)

    def _works(self, record: Record, year: int | None) -> bool:
        spans = working_spans(phases(record), record["types"], as_of=self.as_of.year)
        return year is None or any(first <= year <= last for first, last in spans)

    def _is_open(self, record: Record, wanted: str, moment: datetime) -> bool:
        visit = visit_of(record, self.as_of)
        if wanted == "now":
            return answer_at(visit, moment) is Answer.OPEN
        return answer_on(visit, day_meant(wanted, moment)) is Answer.OPEN


def phases(record: Record) -> list[Phase]:
    return [
        Phase(State(each["state"]), each["start"], each["end"], each["as_type"])
        for each in record["phases"]
    ]


def visit_of(record: Record, as_of: date) -> Visit:
    visit, position = record["visit"], record["position"] or {}
    return Visit(
        hours=visit["opening_hours"],
        country=record["address"]["country"],
        nuts=record["nuts3"],
        lon=position.get("lon"),
        lat=position.get("lat"),
        state=visit["state"],
        access=access(phases(record), as_of),
        valid_from=_day(visit["hours_valid_from"]),
        valid_to=_day(visit["hours_valid_to"]),
    )


def day_meant(wanted: str, moment: datetime) -> date:
    if wanted[0].isdigit():
        return date.fromisoformat(wanted)
    day = moment.astimezone(ZoneInfo("Europe/Vienna")).date()
    while f"{day:%a}"[:2].lower() != wanted:
        day += timedelta(1)
    return day


def is_within(record: Record, wanted: Filter) -> bool:
    position = record["position"]
    if wanted.bbox is None and wanted.near is None:
        return True
    if position is None:
        return False
    lon, lat = position["lon"], position["lat"]
    if wanted.bbox is not None:
        west, south, east, north = wanted.bbox
        if not (west <= lon <= east and south <= lat <= north):
            return False
    near = wanted.near
    return near is None or km(lon, lat, near.lon, near.lat) <= wanted.within


def km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """The distance by the law of cosines, another formula than the catalogue's."""
    one, other, turn = map(math.radians, (lat, other_lat, lon - other_lon))
    cosine = math.sin(one) * math.sin(other) + math.cos(one) * math.cos(other) * math.cos(turn)
    return 6371.0088 * math.acos(min(1.0, max(-1.0, cosine)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
