"""The table of opening hours and its text say the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from inducult.places import hours
from inducult.places.records import Record
from inducult.places.timetable import parse_problem
from inducult.places.weekly import DAYS, Row, in_words, rows_of, text_of

TIMES = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
ROWS = st.lists(
    st.builds(
        Row,
        st.frozensets(st.sampled_from(DAYS), min_size=1),
        st.lists(st.tuples(TIMES, TIMES), max_size=2).map(tuple),
        st.none() | st.tuples(st.integers(1, 12), st.integers(1, 12)),
    ),
    max_size=4,
)


@given(ROWS)
def test_a_table_written_as_text_is_read_back_as_it_was(rows: list[Row]) -> None:
    text = text_of(rows)
    assert rows_of(text) == rows
    assert parse_problem(text) is None


def test_the_text_of_real_tables_means_what_was_written(real_records: list[Record]) -> None:
    """Every real text that is a table, written anew, opens and closes at the same minutes."""
    texts = {record["visit"]["opening_hours"] for record in real_records} - {""}
    tables = {text: rows for text in texts if (rows := rows_of(text)) is not None}
    assert len(tables) > len(texts) / 2  # the table is for most of what people write
    first = date(2026, 1, 1)
    days = [first + timedelta(days) for days in range(0, 365, 3)]
    for text, rows in tables.items():
        old, new = (
            hours.Visit(hours=written, country="DE", nuts="DED45", state="open")
            for written in (text, text_of(rows))
        )
        for day in days:
            assert hours.opening_times_on(old, day) == hours.opening_times_on(new, day), text


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "Dec 24 off",
        "easter 10:00-16:00",
        "sunrise-sunset",
        'Mo-Fr "by request"',
        "We[1] 10:00-12:00",
    ],
)
def test_what_no_table_says_stays_text(text: str) -> None:
    assert rows_of(text) is None


def test_a_table_in_words() -> None:
    rows = rows_of("Apr-Oct Tu-Su,PH 10:00-12:00,13:00-17:00; Mo off")
    assert rows is not None
    with override("en"):
        assert in_words(rows) == [
            "April–October · Tuesday–Sunday, public holidays · 10:00–12:00, 13:00–17:00",
            "Monday · closed",
        ]


def test_a_table_in_polish_writes_days_and_months_small() -> None:
    rows = rows_of("Apr-Oct Tu-Su 10:00-12:00")
    assert rows is not None
    with override("pl"):
        assert in_words(rows) == ["kwiecień–październik · wtorek–niedziela · 10:00–12:00"]


def test_days_go_round_the_end_of_the_week() -> None:
    assert rows_of("Sa-Mo 10:00-12:00") == [
        Row(frozenset({"Sa", "Su", "Mo"}), (("10:00", "12:00"),))
    ]
