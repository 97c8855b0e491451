"""The coming seven days of a place, as the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inducult.common.days import clock, short_day, weekday
from inducult.places import hours
from inducult.places.hours import Answer, Visit
from inducult.places.rules import Access

# Visit states whose hours are shown day by day; the others are no promise for a single day.
BY_THE_DAY: Final = ("open", "event_days", "unknown")


@dataclass(frozen=True)
class Day:
    """A row of the week: weekday and date in words, opening times, else what to say instead."""

    day: date
    weekday: str
    date: str
    times: tuple[tuple[str, str], ...]
    words: str
    holiday: str
    is_today: bool


def week_of(visit: Visit, today: date) -> tuple[Day, ...]:
    """Seven rows from today on; none where no single day can be told."""
    if not visit.hours or visit.access is Access.GONE or visit.state not in BY_THE_DAY:
        return ()
    return tuple(_row(day, today) for day in hours.week(visit, today))


def _row(day: hours.Day, today: date) -> Day:
    times = tuple((clock(start), _closing(end)) for start, end in day.times)
    return Day(
        day=day.day,
        weekday=weekday(day.day),
        date=short_day(day.day),
        times=times,
        words="" if times else _answer(day.answer),
        holiday=_holiday(day),
        is_today=day.day == today,
    )


def _closing(end: time) -> str:
    return "24:00" if clock(end) == "00:00" else clock(end)


def _answer(answer: Answer) -> str:
    return {
        Answer.OPEN: pgettext("on that day", "open"),
        Answer.CLOSED: pgettext("on that day", "closed"),
        Answer.ASK_FIRST: pgettext("on that day", "ask first"),
        Answer.UNKNOWN: pgettext("on that day", "not known"),
    }[answer]


def _holiday(day: hours.Day) -> str:
    return {
        "yes": _("public holiday"),
        "perhaps": _("public holiday in some towns"),
        "no": "",
    }[day.holiday.value]
