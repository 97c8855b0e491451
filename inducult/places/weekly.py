"""Opening hours that fit into a table: rows of months, days and times, and their OSM syntax.

Most hours that people write are a few such rows. What says more (single dates, weeks, the sun,
comments) is no table: `rows_of` answers None, and the text stays as it was written.
Source of the syntax: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.dates import WEEKDAYS as DAY_NAMES
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.days import small
from inducult.places.timetable import WEEKDAYS

MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
HOLIDAYS: Final = "PH"
DAYS: Final = (*WEEKDAYS, HOLIDAYS)

_MONTHS: Final = f"(?:{'|'.join(MONTHS)})"
_DAY: Final = f"(?:{'|'.join(WEEKDAYS)})"
_ITEM: Final = f"(?:{_DAY}-{_DAY}|{_DAY}|PH)"
_TIME: Final = r"(?:[01]\d|2[0-3]):[0-5]\d"
_END: Final = r"(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)"
_SPAN: Final = f"{_TIME}-{_END}"
_ROW: Final = re.compile(
    rf"(?:(?P<first>{_MONTHS})(?:-(?P<last>{_MONTHS}))?:?\s+)?"
    rf"(?:(?P<days>{_ITEM}(?:\s*,\s*{_ITEM})*)\s+)?"
    rf"(?P<times>{_SPAN}(?:\s*,\s*{_SPAN})*|off|closed)"
)

Span = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """On these days of these months (1 to 12, None: all year) at these times; none: closed."""

    days: frozenset[str]
    times: tuple[Span, ...] = ()
    months: tuple[int, int] | None = None


def rows_of(text: str) -> list[Row] | None:
    """The table that the text says, row by row; None if it says more than a table can."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    rows = [_row(part) for part in parts]
    return None if None in rows else [row for row in rows if row is not None]


def text_of(rows: Iterable[Row]) -> str:
    """The rows in OSM syntax; later rows win over earlier ones, as in the table."""
    return "; ".join(_written(row) for row in rows)


def in_words(rows: Iterable[Row]) -> list[str]:
    """A line of words for each row, in the language of the page."""
    return [_worded(row) for row in rows]


def _row(part: str) -> Row | None:
    found = _ROW.fullmatch(part)
    if found is None:
        return None
    first, last = found["first"], found["last"]
    months = (_month(first), _month(last or first)) if first else None
    times = () if found["times"] in ("off", "closed") else tuple(_spans(found["times"]))
    return Row(_days(found["days"]), times, months)


def _month(name: str) -> int:
    return MONTHS.index(name) + 1


def _spans(text: str) -> Iterator[Span]:
    for span in text.split(","):
        start, _dash, end = span.strip().partition("-")
        yield start, end


def _days(text: str | None) -> frozenset[str]:
    """Without days a row holds on all seven; "Sa-Mo" goes round the end of the week."""
    if not text:
        return frozenset(WEEKDAYS)
    return frozenset(day for item in text.split(",") for day in _unfolded(item.strip()))


def _unfolded(item: str) -> Iterator[str]:
    first, _dash, last = item.partition("-")
    if not last:
        yield first
        return
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    yield from (
        WEEKDAYS[number % 7] for number in range(start, end + (7 if end < start else 0) + 1)
    )


def _written(row: Row) -> str:
    months = _joined(MONTHS[row.months[0] - 1], MONTHS[row.months[1] - 1]) if row.months else ""
    days = ",".join(_joined(first, last) for first, last in _groups(row.days))
    times = ",".join(f"{start}-{end}" for start, end in row.times) or "off"
    return " ".join(part for part in (months, days, times) if part)


def _joined(first: str, last: str, dash: str = "-") -> str:
    return first if first == last else f"{first}{dash}{last}"


def _groups(days: frozenset[str]) -> list[Span]:
    """Days in the order of the week, those in a row as first and last; holidays at the end."""
    groups: list[list[int]] = []
    for number, day in enumerate(WEEKDAYS):
        if day not in days:
            continue
        if groups and groups[-1][1] == number - 1:
            groups[-1][1] = number
        else:
            groups.append([number, number])
    spans = [(WEEKDAYS[first], WEEKDAYS[last]) for first, last in groups]
    return spans + ([(HOLIDAYS, HOLIDAYS)] if HOLIDAYS in days else [])


def _worded(row: Row) -> str:
    months = ""
    if row.months:
        first, last = (small(str(MONTH_NAMES[number])) for number in row.months)
        months = _joined(first, last, "–")
    days = ", ".join(_joined(day_name(a), day_name(b), "–") for a, b in _groups(row.days))
    times = _times(row.times) or pgettext("opening hours", "closed")
    return " · ".join(part for part in (months, days, times) if part)


def _times(times: Sequence[Span]) -> str:
    return ", ".join(f"{start}–{end}" for start, end in times)


def day_name(day: str) -> str:
    """A day of the week, or public holidays, as the language of the page says it."""
    if day == HOLIDAYS:
        return _("public holidays")
    return small(str(DAY_NAMES[WEEKDAYS.index(day)]))
