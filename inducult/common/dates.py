"""Dates as sources give them: EDTF level 1 (ISO 8601-2:2019), the part that occurs here.

1909 · 2014-12 · 2019-07-06 · 185X (a decade) · 13XX (a century) · 1991~ (about) ·
1930? (perhaps) · 1950% (both). Intervals, seasons and years before 1 are not dates here: a phase
has a start and an end of its own.
"""

# Why not the edtf package: it takes 7 to 40 ms a date (measured, 5.0.2), so the 80,000 days of two
# centuries would cost a quarter of an hour; this costs microseconds. The tests compare the two.

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

SHAPE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?"
    r"(?P<mark>[?~%]?)",
    re.ASCII,
)
EXAMPLES = "write 1991, 1991-05, 1991-05-17, 199X, 19XX, 1991~ (about) or 1991? (perhaps)"


class NotADate(ValueError):
    """The text is no date we read; the message says why in words for the person who wrote it."""


class Precision(StrEnum):
    """How fine a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Span:
    """The days a written date may mean, both ends included, and how a page should say it.

    `approximate` ("about", ~) and `uncertain` ("perhaps", ?) do not widen the span: how much
    "about" is depends on the question, and the one who asks decides.
    """

    earliest: date
    latest: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    @property
    def years(self) -> tuple[int, int]:
        """First and last year."""
        return self.earliest.year, self.latest.year

    @property
    def century(self) -> int:
        """The ordinal of the century as people count: 14 for 13XX."""
        return self.earliest.year // 100 + 1


@lru_cache(maxsize=1 << 17)
def parse(text: str) -> Span:
    """What a written date means. Raises NotADate."""
    found = SHAPE.fullmatch(text)
    if found is None:
        raise NotADate(f"“{text}” is not a date we can read; {EXAMPLES}")
    year, month, day, mark = found.group("year", "month", "day", "mark")
    try:
        earliest, latest, precision = _days(year, month, day)
    except ValueError:
        raise NotADate(f"“{text}” is not in the calendar") from None
    return Span(earliest, latest, precision, mark in ("~", "%"), mark in ("?", "%"))


def is_edtf(text: str) -> bool:
    """Whether `parse` reads the text."""
    try:
        parse(text)
    except NotADate:
        return False
    return True


def year_span(text: str) -> tuple[int, int]:
    """First and last year of a written date: (1850, 1859) for 185X. Raises NotADate."""
    return parse(text).years


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    month = None if month == "XX" and day in (None, "XX") else month
    day = None if month is None or day == "XX" else day
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None:
        return date(max(first, 1), 1, 1), date(last, 12, 31), _precision(year)
    if day is None:
        length = calendar.monthrange(int(year), int(month))[1]
        return date(first, int(month), 1), date(last, int(month), length), Precision.MONTH
    exact = date(int(year), int(month), int(day))
    return exact, exact, Precision.DAY


def _precision(year: str) -> Precision:
    return {0: Precision.YEAR, 1: Precision.DECADE, 2: Precision.CENTURY}[year.count("X")]
