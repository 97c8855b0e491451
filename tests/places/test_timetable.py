"""Hours in OSM syntax, read as their writers meant them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from inducult.places.holidays import is_national_holiday
from inducult.places.timetable import (
    Timetable,
    as_on_holiday,
    hours_of,
    is_within_reach,
    names_days,
    parse_problem,
    timetable,
)

BERLIN = ZoneInfo("Europe/Berlin")
GERMAN_HOLIDAYS = [
    day
    for day in (date(2026, 1, 1) + timedelta(days) for days in range(730))
    if is_national_holiday(day, "DE")
]


@pytest.mark.parametrize(
    "text", ["", "24/7", "Tu-Su 09:30-17:00", "easter-Oct 31 Su 14:00-17:00", "PH off", "off"]
)
def test_hours_in_the_syntax_have_no_problem(text: str) -> None:
    assert parse_problem(text) is None


def test_what_cannot_be_read_is_quoted_with_its_place() -> None:
    assert parse_problem("Sa 10:00,12:00") == (
        "not opening hours in OSM syntax: “Sa 10:00,12:00”, from character 9 on"
    )
    assert parse_problem("Di-So 10-17 Uhr") == (
        "not opening hours in OSM syntax: “Di-So 10-17 Uhr”, from character 1 on"
    )
    assert parse_problem("Mo " * 400) == "opening hours longer than 1000 characters"


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Tu-Su 09:30-17:00", True),
        ("Mo-Fr 10:00-17:00+", True),
        ("sunrise-sunset", False),
        ("SH Mo-Fr 10:00-12:00", False),
        ("Mo-Fr 10:00-12:00; SH off", False),
        ("Sa 10:00+", False),
        ("by appointment", False),
        ('Mo-Fr 10:00-12:00 "SH closed"', True),
    ],
)
def test_hours_that_name_what_we_do_not_know_are_beyond_our_reach(text: str, within: bool) -> None:
    assert is_within_reach(timetable(text, "DE", "DED45")) is within


def test_the_sun_needs_a_position_and_nothing_else_does() -> None:
    zwickau = (50.72, 12.5)
    assert is_within_reach(timetable("sunrise-sunset", "DE", "DED45", zwickau))
    assert timetable("24/7", "DE", "DED45", zwickau) == Timetable("24/7", "DE", "DED45")


def test_hours_of_a_country_without_a_clock_cannot_be_read() -> None:
    assert hours_of(timetable("24/7", "XX")) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("PH off; Mo-Fr 10:00-17:00", "Mo-Fr 10:00-17:00; PH closed"),
        ("Mo-Fr 10:00-17:00; PH off", "Mo-Fr 10:00-17:00; PH closed"),
        ("PH off; May-Oct Tu-Su 10:00-17:00", "May-Oct Tu-Su 10:00-17:00; PH closed"),
        ("Dec 24-26 off; 10:00-17:00", "10:00-17:00; Dec24-26 closed"),
        ('Dec 25 off "x;y"; Mo 10:00-12:00', 'Mo 10:00-12:00; Dec25 closed "x;y"'),
        ("Jan 01-Mar 31 off; Feb 10 10:00-12:00", "Jan01-Mar31 closed; Feb10 10:00-12:00"),
        ("Su,Mo off; Tu-Sa 10:00-11:00", "Su,Mo closed; Tu-Sa 10:00-11:00"),
        ('PH off; Mo-Fr || "call"', 'PH closed; Mo-Fr || 24/7 "call"'),
    ],
)
def test_a_day_off_written_first_is_not_undone_by_the_week(written: str, read: str) -> None:
    hours = hours_of(timetable(written, "DE"))
    assert str(hours) == str(OpeningHours(read))


@pytest.mark.parametrize(
    "text",
    [
        "easter +1 day 10:00-16:00; Oct 03 10:00-16:00; Oct 31 10:00-16:00",
        "Sa[1] 10:00-12:00",
        "Jan-Nov Sa[-1] 09:00-12:00",
        "Jun 12-14 10:00-18:00; Jun 13 off",
        "PH 10:00-16:00",
    ],
)
def test_event_days_are_named(text: str) -> None:
    assert names_days(text)


@pytest.mark.parametrize(
    "text",
    ["Sa 10:00-16:00", "24/7", "Apr 01-Oct 31 Su 10:00-16:00", "off", "May-Oct Sa 14:00-16:00"],
)
def test_a_routine_names_no_days(text: str) -> None:
    assert not names_days(text)


weekdays = st.sampled_from(["Mo-Fr", "Tu-Su", "Sa,Su", "Mo,We", "Su"])
times = st.sampled_from(["10:00-17:00", "09:00-12:00,13:00-16:00", "14:00-18:00", "off"])
days = st.one_of(weekdays, st.just("PH"), weekdays.map(lambda named: f"{named},PH"))
seasons = st.sampled_from(["", "", "May-Oct ", "easter-Oct 31 ", "Nov-Mar "])
rules = st.tuples(seasons, days, st.just(" "), times).map("".join)
texts = st.lists(rules, min_size=1, max_size=4).map("; ".join)


@given(texts, st.sampled_from(GERMAN_HOLIDAYS))
def test_reading_ph_as_the_weekday_is_what_the_library_does_on_a_holiday(
    text: str, holiday: date
) -> None:
    """So it may be done for the holidays that the library does not know."""
    table = timetable(text, "DE")
    assert _day_of(table, holiday) == _day_of(as_on_holiday(table, holiday), holiday)


def _day_of(table: Timetable, day: date) -> list[object]:
    hours = hours_of(table)
    assert hours is not None
    start = datetime.combine(day, time(), BERLIN)
    return list(hours.intervals(start, datetime.combine(day + timedelta(1), time(), BERLIN)))
