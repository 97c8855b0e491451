"""Opening hours in OSM syntax, read so that nothing says "open" that the writer did not mean.

Where the library takes the text more literally than people write it, this module stands between:
docs/decisions/0004-opening-hours.md.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined] # stub lacks it

from inducult.places.holidays import Holiday, regional_holiday
from inducult.places.local_time import time_zone

LONGEST = 1000  # characters; nobody's hours need more, and a reader of files must stop somewhere

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
QUOTED = re.compile(r'"[^"]*"')
HOLIDAY = re.compile(r"\bPH\b(?!\s*[+-]\s*\d)")
SUN = re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b")
# School holidays are not known to us, nor when a place that "opens at 10" closes.
BEYOND_US = re.compile(r"\bSH\b|(?<!-)\b\d\d:\d\d\+")
OFF = re.compile(r"\b(?:off|closed)\s*$")
SEASON = re.compile(rf"{MONTH}(?:\s+\d{{1,2}})?\s*-\s*{MONTH}(?:\s+\d{{1,2}})?")
SINGLE_DAYS = re.compile(rf"{MONTH}\s+\d{{1,2}}|\beaster\b|\[-?\d|\bPH\b")
WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
DATED = re.compile(rf"{MONTH}|\beaster\b|\bPH\b|\bweek\b|\b\d{{4}}\b")


@dataclass(frozen=True, slots=True)
class Timetable:
    """Hours of a place with what is needed to read them; position as (latitude, longitude)."""

    text: str
    country: str
    nuts: str = ""
    position: tuple[float, float] | None = None


def timetable(
    text: str, country: str, nuts: str = "", position: tuple[float, float] | None = None
) -> Timetable:
    """Keeps the position only if the sun counts, so that equal hours are read once."""
    sunny = SUN.search(_bare(text)) is not None
    return Timetable(text.strip(), country, nuts, position if sunny else None)


def parse_problem(text: str) -> str | None:
    """Why hours cannot be read, in words for their writer; None if they can be, or are empty."""
    text = text.strip()
    if len(text) > LONGEST:
        return f"opening hours longer than {LONGEST} characters"
    if not text:
        return None
    try:
        OpeningHours(text)
    except ParserError as error:
        return f"not opening hours in OSM syntax: “{text}”{_where(str(error))}"
    return None


@lru_cache(maxsize=1 << 14)
def is_within_reach(table: Timetable) -> bool:
    """Whether the hours can be answered for at all: read, and naming only what is known to us."""
    bare = _bare(table.text)
    if BEYOND_US.search(bare) or (SUN.search(bare) and table.position is None):
        return False
    return hours_of(table) is not None


@lru_cache(maxsize=1 << 14)
def hours_of(table: Timetable) -> OpeningHours | None:
    """The hours with the holidays of the country in local time; None if they cannot be read."""
    zone = time_zone(table.country, table.nuts)
    if zone is None or len(table.text) > LONGEST:
        return None
    try:
        return OpeningHours(
            _as_meant(table.text),
            timezone=zone,
            country=table.country,
            coords=table.position,
            auto_country=False,
        )
    except ParserError:
        return None


def readings_on(table: Timetable, day: date) -> list[OpeningHours]:
    """The hours that hold on a day, regional holidays counted; none if they cannot be read.

    On a regional holiday PH is read as that day's weekday: "Fr-Su,PH" on a Wednesday as
    "Fr-Su,We". Where only some towns keep the day there are two readings, and they may differ.
    """
    usual = hours_of(table)
    if usual is None or not HOLIDAY.search(_bare(table.text)):
        return [usual] if usual else []
    kept = regional_holiday(day, table.country, table.nuts)
    if kept is Holiday.NO:
        return [usual]
    festive = hours_of(as_on_holiday(table, day))
    if festive is None:
        return []
    return [festive] if kept is Holiday.YES else [usual, festive]


def as_on_holiday(table: Timetable, day: date) -> Timetable:
    """The hours with PH read as the weekday of a day, so that they hold on it as on a holiday."""
    weekday = WEEKDAYS[day.weekday()]
    parts = re.split(f"({QUOTED.pattern})", _as_meant(table.text))
    text = "".join(part if part.startswith('"') else HOLIDAY.sub(weekday, part) for part in parts)
    return Timetable(text, table.country, table.nuts, table.position)


@lru_cache(maxsize=1 << 14)
def names_days(text: str) -> bool:
    """Whether hours name single days (Oct 03, easter, Sa[1], PH) rather than a week's routine."""
    rules = [rule for rule in _rules(text) if not OFF.search(_bare(rule))]
    return bool(rules) and all(map(_names_days, rules))


def _bare(text: str) -> str:
    """The text without its comments."""
    return QUOTED.sub("", text)


def _where(error: str) -> str:
    position = re.search(r"-->\s*\d+:(\d+)", error)
    return f", from character {position[1]} on" if position else ""


def _rules(text: str) -> list[str]:
    """The rules of a text, cut at semicolons outside comments."""
    return re.findall(r'(?:"[^"]*"|[^;"])+', text)


def _as_meant(text: str) -> str:
    """The text with "PH off" and "Dec 24-26 off" behind the weekly rules that would undo them.

    In OSM syntax a later rule wins, so "PH off; Mo-Fr 10:00-17:00" is open on every holiday.
    """
    if "||" in text:
        return text
    rules = _rules(text)
    early = [
        rule
        for position, rule in enumerate(rules)
        if _is_day_off(rule) and not any(map(_names_days, rules[position + 1 :]))
    ]
    return ";".join([rule for rule in rules if rule not in early] + early)


def _is_day_off(rule: str) -> bool:
    bare = _bare(rule)
    return bool(OFF.search(bare) and DATED.search(bare) and not WEEKDAY.search(bare))


def _names_days(rule: str) -> bool:
    bare = _bare(rule)
    return not OFF.search(bare) and bool(SINGLE_DAYS.search(SEASON.sub("", bare)))
