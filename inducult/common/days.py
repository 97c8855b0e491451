"""Days and hours as the language of the page writes them in the middle of a sentence."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from django.utils import formats
from django.utils.translation import get_language

# Django writes English dates the American way, and days with a zero before them.
DAY_SHAPES: Final = {"en": "j F Y", "it": "j F Y", "sl": "j. F Y"}
SHORT_SHAPES: Final = {"en": "j F", "cs": "j. E", "hr": "j. E"}
# Languages that write names of days, months and languages small; Django has some of them large.
SMALL: Final = ("cs", "hr", "it", "pl", "sl")


def day_in_words(day: date) -> str:
    """A day with the month as a word: 5 March 2027."""
    return small(formats.date_format(day, DAY_SHAPES.get(page_language(), "DATE_FORMAT")))


def month_in_words(day: date) -> str:
    """The month of a day: March 2027."""
    return small(formats.date_format(day, "YEAR_MONTH_FORMAT"))


def short_day(day: date) -> str:
    """A day of this year: 5 March."""
    return small(formats.date_format(day, SHORT_SHAPES.get(page_language(), "MONTH_DAY_FORMAT")))


def weekday(day: date) -> str:
    return small(formats.date_format(day, "l"))


def clock(moment: time | datetime) -> str:
    """Hours and minutes as on a timetable."""
    return f"{moment:%H:%M}"


def small(name: str) -> str:
    """A name of a day, month or language as it stands inside a sentence."""
    return name.lower() if page_language() in SMALL else name


def page_language() -> str:
    return (get_language() or "en").partition("-")[0]
