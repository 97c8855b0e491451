"""Which hours are open at a time: every different set of hours is asked once a day.

The answers are those of `places.hours`; only a plain "open" lets a place through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.filters import WEEKDAYS
from inducult.places.hours import Answer, Visit, answer_at, answer_on, spells_on
from inducult.places.rules import Access

HOME: Final = ZoneInfo("Europe/Vienna")  # whose day "on Sunday" means; hours keep their own zone
MAY_BE_OPEN: Final = ("open", "event_days")
# Local dates in Europe at one moment lie between those at UTC-1 and at UTC+3.
WESTMOST, EASTMOST = timedelta(hours=-1), timedelta(hours=3)


@dataclass(frozen=True)
class OpenSpells:
    """When which sets of hours are open on a local day; seconds since 1970, end not included."""

    sets: NDArray[np.int64]
    starts: NDArray[np.float64]
    ends: NDArray[np.float64]


class Openness:
    """The sets of hours of an edition."""

    def __init__(self, hours: Sequence[tuple[str, ...]]) -> None:
        self._visits = [visit_of(*each) for each in hours]
        self._asked = [
            number
            for number, visit in enumerate(self._visits)
            if visit.hours and visit.state in MAY_BE_OPEN
        ]
        self._spells: Callable[[date], OpenSpells] = lru_cache(maxsize=16)(self._spells_on)

    def flags(self, wanted: str, moment: datetime) -> NDArray[np.bool_]:
        """For each set whether it is open: "now", on the next such weekday, or on a day."""
        flags = np.zeros(len(self._visits), dtype=bool)
        if wanted == "now":
            for day in _days_at(moment):
                spells = self._spells(day)
                second = moment.timestamp()
                flags[spells.sets[(spells.starts <= second) & (second < spells.ends)]] = True
        else:
            flags[self._spells(day_of(wanted, moment)).sets] = True
        return flags

    def answer(self, number: int, wanted: str, moment: datetime) -> Answer:
        """What a visitor is told of one set: for a day if one is asked for, else for the moment."""
        visit = self._visits[number]
        if wanted in ("", "now"):
            return answer_at(visit, moment)
        return answer_on(visit, day_of(wanted, moment))

    def _spells_on(self, day: date) -> OpenSpells:
        found = [
            (number, spell.start.timestamp(), spell.end.timestamp())
            for number in self._asked
            for spell in spells_on(self._visits[number], day)
            if spell.answer is Answer.OPEN
        ]
        sets, starts, ends = zip(*found, strict=True) if found else ((), (), ())
        return OpenSpells(np.array(sets, dtype=np.int64), np.array(starts), np.array(ends))


def day_of(wanted: str, moment: datetime) -> date:
    """The day that "su" or "2026-05-01" means; a weekday is the next one, today included."""
    if wanted not in WEEKDAYS:
        return date.fromisoformat(wanted)
    today = moment.astimezone(HOME).date()
    return today + timedelta((WEEKDAYS.index(wanted) - today.weekday()) % 7)


def visit_of(*hours: str) -> Visit:
    """The visit that a set of hours (`columns.HOURS`) stands for."""
    text, country, nuts, state, reachable, start, end, point = hours
    lon, lat = map(float, point.split(",")) if point else (None, None)
    return Visit(
        hours=text,
        country=country,
        nuts=nuts,
        lon=lon,
        lat=lat,
        state=state,
        access=Access(reachable),
        valid_from=_day(start),
        valid_to=_day(end),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _days_at(moment: datetime) -> set[date]:
    moment = moment.astimezone(UTC)
    return {(moment + WESTMOST).date(), (moment + EASTMOST).date()}
