"""What a keeper is asked to look at: the lines of a visit, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inducult.places.records import Record
from inducult.places.vocabulary import Booking, Guided, VisitState
from inducult.places.wording import checker_in_words, label_of

Line = tuple[str, str]


def visit_lines(record: Record) -> list[Line]:
    """Label and words of what the record says, the most perishable first; nothing unknown."""
    visit = record["visit"]
    told = [
        ("state", str(VisitState(visit["state"]).label)),
        ("opening_hours", visit["opening_hours"]),
        ("hours_valid_from", visit["hours_valid_from"]),
        ("hours_valid_to", visit["hours_valid_to"]),
        ("prices", "; ".join(_prices(visit["prices"]))),
        ("price_note", visit["price_note"]),
        ("booking", _known(Booking, visit["booking"])),
        ("booking_url", visit["booking_url"]),
        ("guided", _known(Guided, visit["guided"])),
        ("checked_on", visit["checked_on"]),
        ("checked_by", checker_in_words(visit["checked_by"])),
    ]
    return [(label_of(("visit", field)), words) for field, words in told if words]


def _prices(prices: list[dict[str, Any]]) -> Iterator[str]:
    for price in prices:
        yield " ".join(str(price[part]) for part in ("group", "amount", "currency"))


def _known(choices: Any, value: str) -> str:
    return "" if value == choices.UNKNOWN else str(choices(value).label)
