"""Open, closed, ask first or unknown: never guessed, in the local time of the place."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.places.holidays import Holiday
from inducult.places.hours import (
    Answer,
    Day,
    Visit,
    answer_at,
    answer_on,
    closes_at,
    next_opening,
    opening_times_on,
    spells_on,
    week,
)
from inducult.places.rules import Access

BERLIN = ZoneInfo("Europe/Berlin")
OPEN, CLOSED, ASK, UNKNOWN = Answer.OPEN, Answer.CLOSED, Answer.ASK_FIRST, Answer.UNKNOWN
MUSEUM = Visit("Tu-Su 10:00-17:00", "DE", "DED45", lon=12.5, lat=50.72, state="open")
TUESDAY = datetime(2026, 6, 2, 12, tzinfo=BERLIN)
QUARTER = timedelta(minutes=15)


def at(text: str) -> datetime:
    """A moment in Zwickau."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


# --- by example -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("2026-06-02T09:59", CLOSED),
        ("2026-06-02T10:00", OPEN),
        ("2026-06-02T16:59", OPEN),
        ("2026-06-02T17:00", CLOSED),
        ("2026-06-01T12:00", CLOSED),
    ],
)
def test_a_museum_opens_and_closes(moment: str, answer: Answer) -> None:
    assert answer_at(MUSEUM, at(moment)) is answer


@pytest.mark.parametrize(
    ("visit_state", "answer"),
    [
        ("open", OPEN),
        ("event_days", ASK),
        ("by_appointment", ASK),
        ("unknown", ASK),
        ("from_outside", CLOSED),
        ("no_access", CLOSED),
    ],
)
def test_only_a_place_said_to_be_open_is_open(visit_state: str, answer: Answer) -> None:
    assert answer_at(replace(MUSEUM, state=visit_state), TUESDAY) is answer


@pytest.mark.parametrize(
    ("hours", "answer"),
    [
        ("Tu-Su 10:00-17:00", OPEN),
        ("24/7", OPEN),
        ("sunrise-sunset", OPEN),
        ("", UNKNOWN),
        ('Tu-Su 10:00-17:00 "by appointment"', ASK),
        ("Tu-Su 10:00-17:00 unknown", ASK),
        ('"by appointment"', ASK),
        ("by appointment", ASK),
        ("Di-So 10-17 Uhr", ASK),
        ("SH 10:00-17:00", ASK),
        ("Tu 10:00+", ASK),
        ("Mo off", CLOSED),
    ],
)
def test_hours_that_leave_a_doubt_never_say_open(hours: str, answer: Answer) -> None:
    assert answer_at(replace(MUSEUM, hours=hours), TUESDAY) is answer


def test_event_days_are_open_on_the_days_that_the_hours_name() -> None:
    mine = Visit("easter +1 day 10:00-16:00; Oct 03 10:00-16:00", "DE", "DED45", state="event_days")
    assert answer_on(mine, date(2026, 4, 6)) is OPEN
    assert answer_on(mine, date(2026, 4, 7)) is CLOSED
    assert next_opening(mine, at("2026-04-06T16:00")) == at("2026-10-03T10:00")
    assert next_opening(mine, at("2026-10-03T16:00")) == at("2027-03-29T10:00")


def test_a_place_that_is_gone_is_closed_and_a_closed_works_must_be_asked() -> None:
    gone, doubtful = (replace(MUSEUM, access=each) for each in (Access.GONE, Access.DOUBTFUL))
    assert answer_at(gone, TUESDAY) is CLOSED
    assert answer_at(doubtful, TUESDAY) is ASK
    assert next_opening(gone, TUESDAY) is next_opening(doubtful, TUESDAY) is None


def test_hours_hold_only_from_and_to_when_they_are_valid() -> None:
    season = replace(MUSEUM, valid_from=date(2026, 4, 1), valid_to=date(2026, 10, 31))
    asked = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 10, 31), date(2026, 11, 1)]
    assert [answer_on(season, day) for day in asked] == [UNKNOWN, OPEN, OPEN, UNKNOWN]
    assert next_opening(season, at("2026-10-31T17:00")) is None
    assert next_opening(season, at("2026-01-01T12:00")) == at("2026-04-01T10:00")


def test_holidays_are_those_of_the_region() -> None:
    office = replace(MUSEUM, hours="Mo-Fr 09:00-16:00; PH off")
    repentance_day, all_saints = date(2026, 11, 18), date(2027, 11, 1)
    bavarian = replace(office, nuts="DE212")
    assert [answer_on(each, repentance_day) for each in (office, bavarian)] == [CLOSED, OPEN]
    assert [answer_on(each, all_saints) for each in (office, bavarian)] == [OPEN, CLOSED]
    assert answer_on(replace(office, nuts=""), repentance_day) is ASK
    assert answer_on(replace(bavarian, hours="Tu-Su 10:00-17:00"), date(2026, 8, 15)) is OPEN
    assert answer_on(replace(office, country="AT", nuts="AT223"), date(2026, 10, 26)) is CLOSED


def test_a_regional_holiday_written_off_first_is_off() -> None:
    office = replace(MUSEUM, hours="PH off; Mo-Fr 09:00-16:00")
    assert answer_on(office, date(2026, 11, 18)) is CLOSED


def test_ask_first_on_a_holiday_that_some_towns_keep_if_it_matters() -> None:
    bavarian = Visit("Fr,PH 10:00-17:00", "DE", "DE212", state="open")
    assert answer_on(bavarian, date(2026, 8, 15)) is ASK
    assert answer_on(bavarian, date(2025, 8, 15)) is OPEN  # a Friday: open either way


def test_a_moment_is_read_in_the_local_time_of_the_place() -> None:
    noon = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
    lisbon = replace(MUSEUM, country="PT", nuts="PT170")
    assert answer_at(MUSEUM, noon) is OPEN
    assert answer_at(replace(lisbon, hours="Tu-Su 11:00-17:00"), noon) is CLOSED
    assert closes_at(lisbon, noon) == datetime(2026, 6, 2, 16, tzinfo=UTC)
    assert answer_at(replace(lisbon, nuts="PT200", hours="09:00-09:45"), noon) is OPEN


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone: say where it is 12:00"):
        answer_at(MUSEUM, datetime(2026, 6, 2, 12))


def test_when_it_opens_next_and_closes() -> None:
    assert next_opening(MUSEUM, TUESDAY) == at("2026-06-03T10:00")
    assert next_opening(MUSEUM, at("2026-06-02T10:00")) == at("2026-06-03T10:00")
    assert next_opening(MUSEUM, at("2026-06-02T09:59")) == at("2026-06-02T10:00")
    assert closes_at(MUSEUM, TUESDAY) == at("2026-06-02T17:00")
    assert closes_at(MUSEUM, at("2026-06-01T12:00")) is None
    always = replace(MUSEUM, hours="24/7")
    assert (next_opening(always, TUESDAY), closes_at(always, TUESDAY)) == (None, None)


def test_a_night_over_midnight_is_one_opening() -> None:
    bar = replace(MUSEUM, hours="Fr 22:00-02:00")
    assert closes_at(bar, at("2026-06-05T23:00")) == at("2026-06-06T02:00")
    assert next_opening(bar, at("2026-06-05T23:00")) == at("2026-06-12T22:00")
    assert opening_times_on(bar, date(2026, 6, 5)) == [(time(22), time(0))]
    assert opening_times_on(bar, date(2026, 6, 6)) == [(time(0), time(2))]


def test_a_week_in_seven_rows() -> None:
    house = replace(MUSEUM, hours="Mo-Fr 09:00-12:00,13:00-16:00; PH off")
    day, half_days = (date(2026, 11, 16), ((time(9), time(12)), (time(13), time(16))))
    assert week(house, day)[:3] == [
        Day(day, OPEN, half_days, Holiday.NO),
        Day(date(2026, 11, 17), OPEN, half_days, Holiday.NO),
        Day(date(2026, 11, 18), CLOSED, (), Holiday.YES),
    ]
    assert [row.answer for row in week(house, day)] == [OPEN, OPEN, CLOSED, OPEN, OPEN] + [
        CLOSED
    ] * 2


def test_clocks_change_under_an_open_place() -> None:
    night = replace(MUSEUM, hours="Su 01:00-04:00")
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    assert opening_times_on(night, spring) == [(time(1), time(4))]
    assert closes_at(night, at("2026-03-29T01:30")) == datetime(2026, 3, 29, 2, tzinfo=UTC)
    assert closes_at(night, at("2026-10-25T01:30")) == datetime(2026, 10, 25, 3, tzinfo=UTC)
    lengths = [
        sum((s.end - s.start for s in spells_on(night, day)), timedelta())
        for day in (spring, autumn)
    ]
    assert lengths == [timedelta(hours=23), timedelta(hours=25)]


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(2077, 1, 1), date.max])
def test_of_far_days_nothing_is_known(day: date) -> None:
    assert answer_on(MUSEUM, day) is UNKNOWN
    assert opening_times_on(MUSEUM, day) == []


# --- by law ---------------------------------------------------------------------------------------
clock = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
spans = st.tuples(clock, clock).filter(lambda both: both[0] < both[1]).map("-".join)
selectors = st.sampled_from(
    ["", "Mo-Fr ", "Sa,Su ", "PH ", "easter-Oct 31 Sa,Su,PH ", "Mo[1] ", "Oct 25 ", "Mar 29 "]
)
endings = st.sampled_from(["", "", "", "", " unknown", ' "ring the bell"', " off"])
rules = st.tuples(selectors, spans, endings).map("".join)
hours = st.lists(rules, min_size=1, max_size=3).map("; ".join)
regions = st.sampled_from(
    [("DE", "DED45"), ("DE", "DE212"), ("DE", ""), ("AT", "AT223"), ("PT", "PT200"), ("XX", "")]
)
states = st.sampled_from(
    ["open"] * 5 + ["event_days", "by_appointment", "from_outside", "no_access", "unknown"]
)


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    """Visits of all kinds, mostly to places that do open."""
    country, nuts = draw(regions)
    bounds = st.one_of(st.none(), st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    return Visit(
        draw(hours),
        country,
        nuts,
        state=draw(states),
        access=draw(st.sampled_from([Access.VISITABLE, Access.VISITABLE, *Access])),
        valid_from=draw(bounds),
        valid_to=draw(bounds),
    )


days = st.one_of(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 18)]),
)
moments = st.tuples(days, st.integers(0, 95)).map(
    lambda both: datetime.combine(both[0], time(), UTC) + both[1] * QUARTER
)


def quarters_of(visit: Visit, day: date) -> list[datetime]:
    """Every quarter of an hour of a local day, in UTC."""
    spells = spells_on(visit, day)
    count = (spells[-1].end - spells[0].start) // QUARTER
    return [spells[0].start + each * QUARTER for each in range(count)]


@settings(deadline=None)
@given(visits(), days)
def test_the_answer_for_a_day_is_the_best_of_its_minutes(visit: Visit, day: date) -> None:
    answers = {answer_at(visit, moment) for moment in quarters_of(visit, day)}
    best_first = [OPEN, ASK, CLOSED, UNKNOWN]
    assert answer_on(visit, day) is min(answers, key=best_first.index)
    assert bool(opening_times_on(visit, day)) is (OPEN in answers)


@settings(deadline=None)
@given(visits(), days)
def test_spells_fill_a_day_without_gap_or_overlap(visit: Visit, day: date) -> None:
    spells = spells_on(visit, day)
    assert all(spell.start < spell.end for spell in spells)
    assert [spell.end for spell in spells[:-1]] == [spell.start for spell in spells[1:]]
    assert spells_on(visit, day + timedelta(1))[0].start == spells[-1].end


@settings(deadline=None)
@given(visits(), moments)
def test_the_next_opening_is_later_and_open_then_and_nothing_opens_before(
    visit: Visit, moment: datetime
) -> None:
    found = next_opening(visit, moment)
    if found:
        assert found > moment
        assert answer_at(visit, found) is OPEN
        assert answer_at(visit, found.astimezone(UTC) - timedelta(seconds=1)) is not OPEN
    until = min((found or datetime.max.replace(tzinfo=UTC)).astimezone(UTC), moment + timedelta(9))
    walk = [moment + each * QUARTER for each in range((until - moment) // QUARTER)]
    answers = [answer_at(visit, each) for each in walk]
    assert (OPEN, True) not in {(b, a is not b) for a, b in pairwise(answers)}


@settings(deadline=None)
@given(visits(), moments)
def test_an_open_place_stays_open_until_it_closes(visit: Visit, moment: datetime) -> None:
    closing = closes_at(visit, moment)
    assert closing is None or answer_at(visit, moment) is OPEN
    if closing:
        span = (closing.astimezone(UTC) - moment) // QUARTER
        assert {answer_at(visit, moment + each * QUARTER) for each in range(span)} <= {OPEN}
        assert answer_at(visit, closing) is not OPEN


@settings(deadline=None)
@given(st.lists(st.tuples(selectors, spans).map("".join), min_size=1, max_size=3), regions, moments)
def test_what_every_rule_closes_is_never_open(
    closed: list[str], region: tuple[str, str], moment: datetime
) -> None:
    off = "; ".join(f"{rule} off" for rule in closed)
    visit = Visit(off, *region, state="open")
    assert answer_at(visit, moment) in (CLOSED, ASK)
    assert next_opening(visit, moment) is None


@settings(deadline=None)
@given(visits(), moments)
def test_open_needs_a_visit_state_and_a_life_that_allow_it(visit: Visit, moment: datetime) -> None:
    if answer_at(visit, moment) is OPEN:
        assert visit.state in ("open", "event_days")
        assert visit.access is Access.VISITABLE


@settings(deadline=None)
@given(st.text(max_size=40), moments)
def test_any_text_has_an_answer(text: str, moment: datetime) -> None:
    assert answer_at(replace(MUSEUM, hours=text), moment) in Answer
