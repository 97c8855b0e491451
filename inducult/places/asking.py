"""What a keeper is asked to look at: the lines of a visit, in words."""

from __future__ import annotations

from typing import Final

from inducult.places.records import Record
from inducult.places.vocabulary import Booking, Guided
from inducult.places.weekly import in_words, rows_of
from inducult.places.wording import label_of, worded

Line = tuple[str, str]

# The most perishable first.
ASKED: Final = (
    *("state", "opening_hours", "hours_valid_from", "hours_valid_to", "prices", "price_note"),
    *("booking", "booking_url", "guided", "checked_on", "checked_by"),
)
UNKNOWN: Final = (Booking.UNKNOWN, Guided.UNKNOWN)


def visit_lines(record: Record) -> list[Line]:
    """Label and words of what the record says; nothing of what is not known."""
    told = ((field, record["visit"][field]) for field in ASKED)
    lines = [(("visit", field), value) for field, value in told if value not in UNKNOWN]
    return [
        (label_of(path), words)
        for path, value in lines
        if (
            words := _hours(value) if path[1] == "opening_hours" else "; ".join(worded(path, value))
        )
    ]


def _hours(text: str) -> str:
    """As a table would say them; hours that say more stand as they are written."""
    return "; ".join(in_words(rows_of(text) or [])) or text
