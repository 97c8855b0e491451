"""Dates as sources give them."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from inducult.common.dates import NotADate, Precision, Span, is_edtf, parse, year_span

YEARS = st.integers(1, 9999).map("{:04}".format)
MARKS = st.sampled_from(["", "~", "?", "%"])
WRITTEN = st.one_of(
    st.tuples(YEARS, MARKS).map("".join),
    st.tuples(st.integers(0, 999).map("{:03}X".format), MARKS).map("".join),
    st.tuples(st.integers(0, 99).map("{:02}XX".format), MARKS).map("".join),
    st.tuples(st.dates().map(lambda day: day.isoformat()[:7]), MARKS).map("".join),
    st.tuples(st.dates().map(date.isoformat), MARKS).map("".join),
)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1909", Span(date(1909, 1, 1), date(1909, 12, 31), Precision.YEAR)),
        ("185X", Span(date(1850, 1, 1), date(1859, 12, 31), Precision.DECADE)),
        ("13XX", Span(date(1300, 1, 1), date(1399, 12, 31), Precision.CENTURY)),
        ("2014-12", Span(date(2014, 12, 1), date(2014, 12, 31), Precision.MONTH)),
        ("2024-02", Span(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH)),
        ("2019-07-06", Span(date(2019, 7, 6), date(2019, 7, 6), Precision.DAY)),
        ("1985-XX", Span(date(1985, 1, 1), date(1985, 12, 31), Precision.YEAR)),
        ("1985-04-XX", Span(date(1985, 4, 1), date(1985, 4, 30), Precision.MONTH)),
        ("1991~", Span(date(1991, 1, 1), date(1991, 12, 31), Precision.YEAR, approximate=True)),
        ("1930?", Span(date(1930, 1, 1), date(1930, 12, 31), Precision.YEAR, uncertain=True)),
        ("1950%", Span(date(1950, 1, 1), date(1950, 12, 31), Precision.YEAR, True, True)),
    ],
)
def test_a_written_date_means_a_span_of_days(text: str, span: Span) -> None:
    assert parse(text) == span


@pytest.mark.parametrize(
    "text",
    [
        *("", "%", "..", "1984/2004", "2001-21", "2014-13", "2021-02-30", "185X-05", "1985-XX-05"),
        *("0000", "-0500", "1XXX", "about 1900", "1909 ", "1909\n", "٢٠١٤", "19090", "1909-5"),
    ],
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(NotADate):
        parse(text)


def test_a_wrong_date_is_refused_in_words_that_help() -> None:
    with pytest.raises(NotADate, match=r"“1990s” is not a date we can read; write 1991, 1991-05"):
        parse("1990s")
    with pytest.raises(NotADate, match="“2021-02-30” is not in the calendar"):
        parse("2021-02-30")


def test_years_and_centuries_are_counted_as_people_do() -> None:
    assert year_span("13XX") == (1300, 1399)
    assert parse("13XX").century == 14
    assert parse("1900").century == 20


@given(WRITTEN)
def test_a_span_lies_within_what_is_written(text: str) -> None:
    span = parse(text)
    assert span.earliest <= span.latest
    digits = text.rstrip("~?%")[:4]
    for year in span.years:
        assert all(
            wanted in ("X", found) for wanted, found in zip(digits, f"{year:04}", strict=True)
        ) or (digits.startswith("00") and year == 1)


@settings(max_examples=60, deadline=None)
@given(WRITTEN)
def test_the_edtf_package_reads_a_date_alike(text: str) -> None:
    theirs = parse_edtf(text)
    ours = parse(text)
    assert theirs.upper_strict()[:3] == (ours.latest.year, ours.latest.month, ours.latest.day)
    if ours.earliest.year > 1:  # EDTF has a year 0, the calendar of Python has not
        lower = theirs.lower_strict()[:3]
        assert lower == (ours.earliest.year, ours.earliest.month, ours.earliest.day)
