"""Places and drafts as the matching wants to see them. Pure."""

from __future__ import annotations

from typing import Any, Final

from inducult.common.dates import NotADate, year_span
from inducult.harvest.believing import Side
from inducult.harvest.drafts import PRECISIONS, Draft
from inducult.harvest.matching.thing import Thing

Record = dict[str, Any]
ENDED: Final = frozenset(("closed", "demolished", "converted", "mothballed"))


def thing_of_record(record: Record) -> Thing:
    """A place of the register; the share-alike position helps to find it and goes nowhere."""
    position = record["share_alike_position"] or record["position"] or {}
    address = record["address"]
    begun = [phase["start"] for phase in record["phases"] if phase["state"] != "planned"]
    ended = [phase["start"] for phase in record["phases"] if phase["state"] in ENDED]
    return Thing(
        key=record["id"],
        names=tuple(name["text"] for name in record["names"]),
        lon=position.get("lon"),
        lat=position.get("lat"),
        precision_m=PRECISIONS.get(position.get("precision", ""), PRECISIONS["approximate"]),
        country=address["country"],
        municipality=address["municipality"],
        address=address["street"],
        types=tuple(record["types"]),
        start=_year(begun[:1]),
        end=_year(ended[:1]),
        identifiers=frozenset((i["scheme"], i["value"]) for i in record["identifiers"]),
        operator=record["operator"],
    )


def thing_of_draft(draft: Draft) -> Thing:
    """A cleaned record of a source."""
    return Thing(
        key=draft.key,
        names=tuple(name["text"] for name in draft.names),
        lon=draft.lon,
        lat=draft.lat,
        precision_m=draft.precision_m,
        country=draft.country,
        municipality=draft.municipality,
        address=draft.street,
        types=tuple(draft.types),
        kind=" ".join(draft.kinds)[:200],
        start=_year([draft.start]),
        end=_year([draft.end]),
        identifiers=frozenset((i["scheme"], i["value"]) for i in draft.identifiers),
        operator=draft.operator,
    )


def _year(dates: list[str]) -> int | None:
    for date in dates:
        try:
            return year_span(date)[0] if date else None
        except NotADate:
            return None
    return None


def side_of_record(record: Record) -> Side:
    """A place of ours, as far as it is asked whether a match is believed."""
    return Side(tuple(record["types"]), tuple(name["text"] for name in record["names"]))


def side_of_draft(draft: Draft) -> Side:
    """A record of a source, likewise."""
    return Side(tuple(draft.types), tuple(name["text"] for name in draft.names))
