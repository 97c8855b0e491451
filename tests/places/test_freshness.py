"""How long what we say about a visit holds: a law for each kind of field, and for the database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.places.ageing import of_freshness
from inducult.places.completeness import is_getting_old
from inducult.places.freshness import (
    DECAYS,
    Freshness,
    Verdict,
    add_months,
    checked_day,
    season_months,
    verdict_on,
    verdicts_on,
)
from inducult.places.models import Place, Visit
from inducult.places.records import Record, empty_record, record_of
from inducult.places.writing import write_records

TODAY = date(2026, 11, 23)
ORDER = list(Freshness)

days = st.dates(date(2019, 1, 1), date(2027, 12, 31))
written = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: f"{day:%Y-%m}"),
    days.map(lambda day: f"{day:%Y}"),
    st.sampled_from(["", "202X", "2026~", "2026-05?", "2026-XX", "20XX"]),
)
hours = st.sampled_from(
    [
        "",
        "Tu-Su 10:00-17:00",
        "Apr-Oct Tu-Su 10:00-17:00",
        "Apr 15-Oct 31 10:00-18:00; Nov 01-Apr 14 Sa,Su 11:00-16:00",
        "Mo-Fr 09:00-15:00; Dec 24-Jan 1 off",
        "May - Sep 10:00-18:00",
        "Jul,Aug 10:00-18:00",
    ]
)
ends = st.one_of(st.just(""), days.map(date.isoformat))
states = st.sampled_from(["open", "event_days", "by_appointment", "no_access", "unknown"])


def a_visit(**told: Any) -> Record:
    visit: Record = {**empty_record()["visit"], "state": "open", **told}
    return visit


visits = st.builds(
    lambda state, checked_on, opening_hours, hours_valid_to: a_visit(
        state=state,
        checked_on=checked_on,
        opening_hours=opening_hours,
        hours_valid_to=hours_valid_to,
        prices=[{"group": "adult", "amount": "8.00", "currency": "EUR"}],
        booking="required",
        accessibility={"wheelchair": "yes"},
    ),
    states,
    written,
    hours,
    ends,
)


def told(visit: Record, day: date = TODAY) -> dict[str, tuple[str, str]]:
    return {
        v.code: (v.freshness.value, v.since.isoformat() if v.since else "")
        for v in verdicts_on(visit, day)
    }


def test_each_kind_of_field_decays_at_its_own_pace() -> None:
    visit = a_visit(
        checked_on="2024-06-01",
        opening_hours="Mo-Fr 10:00-16:00",
        booking="required",
        accessibility={"lift": "no"},
    )
    assert told(visit) == {
        "hours": ("stale", "2025-09-02"),
        "access": ("stale", "2025-09-02"),
        "booking": ("stale", "2026-06-02"),
        "accessibility": ("fresh", "2024-06-01"),
    }


def test_every_pace_has_its_reason() -> None:
    assert [decay.code for decay in DECAYS if len(str(decay.why)) < 20] == []
    named = [field for decay in DECAYS for field in decay.fields]
    assert sorted(set(named)) == sorted(named)
    assert set(named) <= set(empty_record()["visit"])


@pytest.mark.parametrize(
    ("checked_on", "first"),
    [("2026", "2026-01-01"), ("2026-05", "2026-05-01"), ("2026-05-17", "2026-05-17")],
)
def test_a_written_date_may_mean_its_first_day(checked_on: str, first: str) -> None:
    assert checked_day(checked_on) == date.fromisoformat(first)


@pytest.mark.parametrize("checked_on", ["", "202X", "2026~", "2026?", "2026-XX", "last summer"])
def test_a_date_with_doubts_in_it_is_none(checked_on: str) -> None:
    assert checked_day(checked_on) is None
    assert verdict_on(a_visit(checked_on=checked_on), TODAY) == Verdict(
        "access", Freshness.STALE, None
    )


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("Apr-Oct Tu-Su 10:00-17:00; Nov-Mar Sa 11:00-16:00", (4, 11)),
        ("Apr 15-Oct 31 10:00-18:00", (4,)),
        ("Mo-Fr 09:00-15:00; Dec 24-Jan 10 off", ()),
        ("Dec 25 off; Jul-Aug 10:00-18:00", (7,)),
        ("Tu-Su 10:00-17:00", ()),
        ("2026 May 01-2026 Sep 30 10:00-18:00", (5,)),
    ],
)
def test_seasons_are_read_from_the_hours(written: str, months: tuple[int, ...]) -> None:
    assert season_months(written) == months


def test_a_season_asks_again_unless_somebody_looked_shortly_before() -> None:
    seasonal = a_visit(opening_hours="Apr-Oct 10:00-17:00", checked_on="2025-12-20")
    assert told(seasonal, date(2026, 3, 31))["hours"] == ("fresh", "2025-12-20")
    assert told(seasonal, date(2026, 4, 1))["hours"] == ("getting_old", "2026-04-01")
    assert told(seasonal, date(2026, 7, 1))["hours"] == ("stale", "2026-07-01")
    shortly = {**seasonal, "checked_on": "2026-01-10"}
    assert told(shortly, date(2026, 7, 1))["hours"] == ("fresh", "2026-01-10")


def test_hours_that_have_ended_are_stale_and_asked_for_a_month_before() -> None:
    visit = a_visit(opening_hours="10:00-17:00", checked_on="2026-10", hours_valid_to="2026-10-31")
    assert told(visit, date(2026, 10, 1))["hours"] == ("getting_old", "2026-10-01")
    assert told(visit, date(2026, 11, 1))["hours"] == ("stale", "2026-11-01")


# --- laws -----------------------------------------------------------------------------------------
@given(visits, days, st.integers(0, 900))
def test_nothing_gets_fresher_by_waiting(visit: Record, day: date, more: int) -> None:
    now, later = verdicts_on(visit, day), verdicts_on(visit, day + timedelta(more))
    pairs = zip(now, later, strict=True)
    assert all(ORDER.index(a.freshness) <= ORDER.index(b.freshness) for a, b in pairs)


@given(visits, days)
def test_since_is_the_first_day_of_the_verdict(visit: Record, day: date) -> None:
    for verdict in verdicts_on(visit, day):
        if verdict.since is None or verdict.is_fresh:
            continue
        on, before = (
            {v.code: v.freshness for v in verdicts_on(visit, verdict.since - timedelta(back))}
            for back in (0, 1)
        )
        assert on[verdict.code] == verdict.freshness
        assert ORDER.index(before[verdict.code]) < ORDER.index(verdict.freshness)


@given(visits, days)
def test_a_check_of_today_makes_everything_fresh_but_hours_that_end(
    visit: Record, day: date
) -> None:
    looked = {**visit, "checked_on": day.isoformat(), "hours_valid_to": ""}
    assert all(verdict.is_fresh for verdict in verdicts_on(looked, day))


@given(visits, days)
def test_a_place_is_as_old_as_its_worst_field(visit: Record, day: date) -> None:
    found = verdicts_on(visit, day)
    worst = verdict_on(visit, day)
    assert (worst is None) == (not found)
    if worst is not None:
        assert ORDER.index(worst.freshness) == max(ORDER.index(v.freshness) for v in found)
    assert is_getting_old({"visit": visit}, day) == any(not v.is_fresh for v in found)


@given(days, st.integers(-48, 48))
def test_months_never_overtake_each_other(day: date, months: int) -> None:
    assert add_months(day, months) <= add_months(day + timedelta(1), months)
    assert add_months(day, months).day <= day.day


# --- in the register ------------------------------------------------------------------------------
SAMPLE_DAYS = (
    *(TODAY, date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 8, 31)),
    *(date(2026, 11, 1), date(2024, 2, 29), date(2027, 2, 28), date(2026, 10, 2)),
)
WRITTEN = (
    *("", "202X", "2026~", "2019", "2025", "2026", "2025-08", "2025-11", "2026-01", "2026-08"),
    *("2025-05-31", "2025-08-31", "2025-11-22", "2025-11-23", "2026-01-01", "2026-08-01"),
    *("2023-02-28", "2022-11-29", "2025-12-31", "2026-05-31", "2026-02-28", "2025-04-01"),
)
HOURS = (
    *("", "Tu-Su 10:00-17:00", "Apr 15-Oct 31 10:00-18:00; Nov-Mar Sa 11:00-16:00"),
    *("Mo-Fr 09:00-15:00; Dec 24-Jan 1 off", "Feb-Jun,Aug-Sep 10:00-18:00"),
)
ENDS = (None, date(2026, 10, 31), date(2026, 12, 23), date(2024, 3, 30))


def test_the_database_gives_the_same_verdict_as_the_record(db: None) -> None:
    cases = [
        (state, checked, text, end)
        for state in ("open", "no_access")
        for checked in WRITTEN
        for text in HOURS
        for end in ENDS
    ]
    places = Place.objects.bulk_create(
        Place(identifier=f"{number:010}", slug=f"place-{number}") for number in range(len(cases))
    )
    Visit.objects.bulk_create(
        Visit(place=place, state=state, checked_on=checked, opening_hours=text, hours_valid_to=end)
        for place, (state, checked, text, end) in zip(places, cases, strict=True)
    )
    for day in SAMPLE_DAYS:
        expected: dict[Freshness, set[int]] = {each: set() for each in Freshness}
        for place, (state, checked, text, end) in zip(places, cases, strict=True):
            last = end.isoformat() if end else ""
            verdict = verdict_on(
                a_visit(state=state, checked_on=checked, opening_hours=text, hours_valid_to=last),
                day,
            )
            if verdict is not None:
                expected[verdict.freshness].add(place.pk)
        for each in Freshness:
            found = Place.objects.filter(of_freshness(each, day)).order_by()
            assert set(found.values_list("pk", flat=True)) == expected[each], (day, each)


def test_a_place_without_a_visit_has_no_verdict(db: None) -> None:
    write_records([{**empty_record(), "id": "nothing000", "slug": "nothing"}])
    place = Place.objects.get()
    assert verdict_on(record_of(place)["visit"], TODAY) is None
    assert [e for e in Freshness if Place.objects.filter(of_freshness(e, TODAY)).exists()] == []
