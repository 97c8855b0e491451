"""When a place is open, closed, or only perhaps: never guessed, in the local time of the place.

"Open" needs hours that say so without a comment, a visit state *open* (or *event days* with hours
that name days) and a life that still lets visitors in. The rule in words, with its reasons:
docs/decisions/0004-opening-hours.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from inducult.places.holidays import Holiday, holiday_on
from inducult.places.lifecycle import Access
from inducult.places.local_time import time_zone
from inducult.places.timetable import (
    Timetable,
    is_within_reach,
    names_days,
    readings_on,
    timetable,
)

FORESIGHT_DAYS = 402  # from one Easter to the next it is 385 days at most
KNOWN_YEARS = range(2000, 2077)  # those whose public holidays the library knows
LONGEST_STAY_DAYS = 14  # open longer than this without a break: "until" says nothing any more


class Answer(StrEnum):
    """What a visitor is told."""

    OPEN = "open"
    CLOSED = "closed"
    ASK_FIRST = "ask_first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Visit:
    """What the answers follow from. Codes: ISO 3166-1 country, NUTS region; WGS84 degrees."""

    hours: str = ""
    country: str = ""
    nuts: str = ""
    lon: float | None = None
    lat: float | None = None
    state: str = "unknown"
    access: Access = Access.VISITABLE
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A row of a week. `times` as `opening_times_on`; `holiday`: hours may differ, say so."""

    day: date
    answer: Answer
    times: tuple[tuple[time, time], ...]
    holiday: Holiday


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time with one answer; both ends in UTC, the second not included."""

    start: datetime
    end: datetime
    answer: Answer


BEST_FIRST = (Answer.OPEN, Answer.ASK_FIRST, Answer.CLOSED, Answer.UNKNOWN)
BEYOND_KNOWLEDGE = (
    Spell(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), Answer.UNKNOWN),
)


def answer_at(visit: Visit, moment: datetime) -> Answer:
    """Whether the place is open at a moment. Raises ValueError if it has no time zone."""
    moment = _in_utc(moment)
    spells = spells_on(visit, moment.astimezone(_zone(visit)).date())
    return next(spell.answer for spell in spells if spell.start <= moment < spell.end)


def answer_on(visit: Visit, day: date) -> Answer:
    """The best a visitor can hope for on a local day: open at some minute, else ask first ..."""
    found = {spell.answer for spell in spells_on(visit, day)}
    return next(answer for answer in BEST_FIRST if answer in found)


def opening_times_on(visit: Visit, day: date) -> list[tuple[time, time]]:
    """Local opening and closing times on a day, in order; closing at 00:00 is midnight after."""
    zone = _zone(visit)
    return [
        (spell.start.astimezone(zone).time(), spell.end.astimezone(zone).time())
        for spell in spells_on(visit, day)
        if spell.answer is Answer.OPEN
    ]


def next_opening(visit: Visit, moment: datetime) -> datetime | None:
    """The next moment after this one at which the place opens, local; None if in no year's time."""
    moment = _in_utc(moment)
    before = answer_at(visit, moment)
    for spell in _spells_from(visit, moment, FORESIGHT_DAYS):
        if spell.answer is Answer.OPEN and before is not Answer.OPEN:
            return spell.start.astimezone(_zone(visit))
        before = spell.answer
    return None


def closes_at(visit: Visit, moment: datetime) -> datetime | None:
    """When a place open at a moment stops being so, local.

    None if it is not open, or stays open for the next two weeks.
    """
    moment = _in_utc(moment)
    if answer_at(visit, moment) is not Answer.OPEN:
        return None
    for spell in _spells_from(visit, moment, LONGEST_STAY_DAYS):
        if spell.answer is not Answer.OPEN:
            return spell.start.astimezone(_zone(visit))
    return None


def week(visit: Visit, first_day: date) -> list[Day]:
    """Seven rows from a day on."""
    days = [first_day + timedelta(days) for days in range(7)]
    return [
        Day(
            day,
            answer_on(visit, day),
            tuple(opening_times_on(visit, day)),
            holiday_on(day, visit.country, visit.nuts),
        )
        for day in days
    ]


def spells_on(visit: Visit, day: date) -> tuple[Spell, ...]:
    """The answers that fill a local day from midnight to midnight, in order."""
    if day.year not in KNOWN_YEARS:
        return BEYOND_KNOWLEDGE
    table = _table(visit)
    answer = _settled(visit, table, day)
    if answer is None:
        return _read(table, day, may_open=_may_open(visit))
    return (_spell(_midnights(day, _zone(visit)), answer),)


def _settled(visit: Visit, table: Timetable, day: date) -> Answer | None:
    """The answer for a whole day where the hours need not, or cannot, be asked."""
    if visit.access is Access.GONE or visit.state in ("no_access", "from_outside"):
        return Answer.CLOSED
    if visit.state == "by_appointment":
        return Answer.ASK_FIRST
    if not table.text or not _is_valid(visit, day):
        return Answer.UNKNOWN
    return None if is_within_reach(table) else Answer.ASK_FIRST


def _may_open(visit: Visit) -> bool:
    """Whether hours that say "open" are to be believed."""
    if visit.access is not Access.VISITABLE:
        return False
    return visit.state == "open" or (visit.state == "event_days" and names_days(visit.hours))


def _is_valid(visit: Visit, day: date) -> bool:
    return (visit.valid_from or date.min) <= day <= (visit.valid_to or date.max)


@lru_cache(maxsize=1 << 14)
def _read(table: Timetable, day: date, *, may_open: bool) -> tuple[Spell, ...]:
    midnights = _midnights(day, _clock(table.country, table.nuts))
    readings = {tuple(_spells(hours, *midnights, may_open)) for hours in readings_on(table, day)}
    agreed = readings.pop() if len(readings) == 1 else ()
    return agreed or (_spell(midnights, Answer.ASK_FIRST),)


def _spells(hours: OpeningHours, start: datetime, end: datetime, may_open: bool) -> Iterator[Spell]:
    """Spells without gap or overlap, even where clocks change at midnight, as on the Azores."""
    done, end_utc = start.astimezone(UTC), end.astimezone(UTC)
    for _, last, state, comment in hours.intervals(start, end):
        until = min(last.astimezone(UTC), end_utc)
        if until > done:
            yield Spell(done, until, _reply(state, comment, may_open))
            done = until
    if done < end_utc:
        yield Spell(done, end_utc, Answer.CLOSED)


def _reply(state: State, comment: str, may_open: bool) -> Answer:
    if state == State.CLOSED:
        return Answer.CLOSED
    return Answer.OPEN if state == State.OPEN and may_open and not comment else Answer.ASK_FIRST


def _spells_from(visit: Visit, moment: datetime, days: int) -> Iterator[Spell]:
    first = moment.astimezone(_zone(visit)).date()
    for ahead in range(days):
        yield from (
            spell for spell in spells_on(visit, first + timedelta(ahead)) if spell.start > moment
        )


def _table(visit: Visit) -> Timetable:
    position = (visit.lat, visit.lon) if visit.lat is not None and visit.lon is not None else None
    return timetable(visit.hours, visit.country, visit.nuts, position)


def _zone(visit: Visit) -> ZoneInfo:
    return _clock(visit.country, visit.nuts)


def _clock(country: str, nuts: str) -> ZoneInfo:
    return time_zone(country, nuts) or ZoneInfo("UTC")


@lru_cache(maxsize=1 << 12)
def _midnights(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Where a local day begins and ends, in that zone; by way of UTC, for a midnight left out."""
    begin, end = (datetime.combine(day + timedelta(days), time(), zone) for days in (0, 1))
    return begin.astimezone(UTC).astimezone(zone), end.astimezone(UTC).astimezone(zone)


def _spell(bounds: tuple[datetime, datetime], answer: Answer) -> Spell:
    return Spell(bounds[0].astimezone(UTC), bounds[1].astimezone(UTC), answer)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone: say where it is {moment:%H:%M}")
    return moment.astimezone(UTC)
