"""Public holidays of countries and of their regions."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.places.holidays import Holiday, easter, holiday_on, regional_holiday

YES, NO, PERHAPS = Holiday.YES, Holiday.NO, Holiday.PERHAPS


@pytest.mark.parametrize(
    ("country", "days"),
    [
        ("DE", ["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"]),
        ("AT", ["01-06", "06-04", "08-15", "10-26", "11-01", "12-08"]),
        ("CZ", ["05-08", "07-05", "07-06", "09-28", "10-28", "11-17", "12-24"]),
        ("PL", ["01-06", "05-03", "06-04", "08-15", "11-11", "12-24"]),
        ("IT", ["01-06", "04-25", "06-02", "08-15", "10-04", "11-01", "12-08"]),
        ("SI", ["01-02", "02-08", "04-27", "06-25", "08-15", "10-31"]),
        ("HR", ["01-06", "05-30", "06-22", "08-05", "11-18"]),
        ("BE", ["04-06", "05-14", "07-21", "08-15", "11-01", "11-11"]),
    ],
)
def test_holidays_of_the_partner_countries_in_2026(country: str, days: list[str]) -> None:
    assert [holiday_on(date.fromisoformat(f"2026-{day}"), country) for day in days] == [YES] * len(
        days
    )
    assert holiday_on(date(2026, 6, 17), country) is NO


@pytest.mark.parametrize(
    ("day", "nuts", "expected"),
    [
        ("2026-10-31", "DED45", YES),
        ("2026-10-31", "DE212", NO),
        ("2026-10-31", "DE600", YES),
        ("2017-10-31", "DE600", YES),  # once, in the whole country
        ("2016-10-31", "DE600", NO),
        ("2026-11-18", "DED45", YES),
        ("2026-11-25", "DED45", NO),
        ("2028-11-22", "DED45", YES),
        ("2026-11-18", "DEG0F", NO),
        ("2026-01-06", "DE111", YES),
        ("2026-01-06", "DE212", YES),
        ("2026-01-06", "DEE0A", YES),
        ("2026-01-06", "DED45", NO),
        ("2026-06-04", "DEA11", YES),
        ("2026-06-04", "DED2C", PERHAPS),
        ("2026-08-15", "DEC01", YES),
        ("2026-08-15", "DE212", PERHAPS),
        ("2026-08-08", "DE271", YES),
        ("2026-03-08", "DE300", YES),
        ("2022-03-08", "DE803", NO),
        ("2023-03-08", "DE803", YES),
        ("2026-09-20", "DEG0F", YES),
        ("2026-11-01", "DE212", YES),
        ("2026-11-01", "DED45", NO),
    ],
)
def test_holidays_of_german_laender(day: str, nuts: str, expected: Holiday) -> None:
    assert holiday_on(date.fromisoformat(day), "DE", nuts) is expected


def test_holidays_of_south_tyrol_and_alsace() -> None:
    assert holiday_on(date(2026, 5, 25), "IT", "ITH10") is YES
    assert holiday_on(date(2026, 5, 25), "IT", "ITH36") is NO
    assert holiday_on(date(2026, 12, 26), "FR", "FRF11") is YES
    assert holiday_on(date(2026, 12, 26), "FR", "FR101") is NO


def test_without_a_region_a_regional_holiday_is_a_perhaps() -> None:
    assert holiday_on(date(2026, 10, 31), "DE") is PERHAPS
    assert holiday_on(date(2026, 11, 18), "DE", "DE") is PERHAPS
    assert holiday_on(date(2026, 10, 31), "CZ") is NO


def test_a_national_holiday_is_no_regional_one() -> None:
    assert holiday_on(date(2027, 1, 6), "AT", "AT223") is YES
    assert regional_holiday(date(2027, 1, 6), "AT", "AT223") is NO


def test_a_country_we_do_not_serve_has_no_holidays() -> None:
    assert holiday_on(date(2026, 12, 25), "XX") is NO
    assert holiday_on(date(2026, 12, 25), "") is NO


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, "03-22"), (1943, "04-25"), (2000, "04-23"), (2026, "04-05"), (2076, "04-19")],
)
def test_easter_falls_where_the_tables_have_it(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


@given(st.integers(2000, 2076))
def test_easter_monday_is_a_holiday_in_germany_every_year(year: int) -> None:
    assert holiday_on(easter(year) + timedelta(1), "DE") is YES
