"""Dates as lists of monuments write them: 992 phrases, held against dates that others read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from inducult.common.dates import is_edtf, parse
from inducult.harvest.drafts import Draft, LeftOut, World
from inducult.harvest.steps.dates import Dated, date_phases, edtf, read_phrase, worded
from tests.harvest.lists import recipe

FILE = Path(__file__).parent / "data" / "german_date_phrases.csv"
NOWHERE = World(lambda name, country: None)
Expected = tuple[str, str | None, str]


def phrases() -> list[tuple[str, list[Expected]]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [(r["date_text_de"], [tuple(e) for e in json.loads(r["wikidata_dates"])]) for r in rows]


def agrees(dated: Dated, expected: Expected) -> bool:
    """Whether our span holds the years that others read, no wider than their precision."""
    start, end, precision = expected
    width = {"9": 1, "8": 10, "6": 100}[precision[0]]
    first, last = int(start), int(end or start)
    if precision[0] == "6":  # a century is named by its last year, now and then by its first
        first, last = (year - 1 if year % 100 == 0 else year for year in (first, last))
    ours = parse(dated.start).years[0], parse(dated.end).years[1]
    return abs(ours[0] - first) < width + 1 and abs(ours[1] - last) < width + 1


def test_a_phrase_never_breaks_and_gives_dates_that_we_can_keep() -> None:
    for text, _expected in phrases():
        for dated in read_phrase(text):
            assert is_edtf(dated.start), text
            assert is_edtf(dated.end), text
            assert parse(dated.start).earliest <= parse(dated.end).latest, text


# Where we read another first date than others did, each looked at: two readings of one phrase.
OTHERWISE = [
    "1880, um (1875/ 85)",
    "1880 / 1890er Jahre",
    "(1870 / 1880), um (vor 1882)",
    "1900, um (1897/1904)",
    "1749, vermutl. bzw. 1772, vermutl.; 1989 - 1990 (Wiederaufbau / Umbau)",
]


def test_all_phrases_but_three_that_tell_no_date_are_read() -> None:
    unread = [text for text, _expected in phrases() if not read_phrase(text)]
    assert unread == ["o. A.", "nicht ermittelt", "Nicht ermittelbar"]


def test_the_first_date_is_the_one_that_others_read() -> None:
    """898 of the phrases have been read by others; we agree on 893."""
    known = [(text, expected) for text, expected in phrases() if expected]
    wrong = [
        (text, read_phrase(text)[:1], expected[0])
        for text, expected in known
        if not read_phrase(text) or not agrees(read_phrase(text)[0], expected[0])
    ]
    assert [text for text, _ours, _theirs in wrong] == OTHERWISE


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("1876 / 1878", [Dated("1876", "1878")]),
        ("1890, um; 1909 (Anbau)", [Dated("1890~", "1890~"), Dated("1909", "1909", "Anbau")]),
        ("19. Jh., 2. Hälfte", [Dated("18XX", "18XX")]),
        ("1960er Jahre", [Dated("196X", "196X")]),
        ("1860, vermutl.", [Dated("1860?", "1860?")]),
        ("1855, um, vermutl.", [Dated("1855%", "1855%")]),
        ("nach 1874 – vor 1880", [Dated("1874~", "1880~")]),
        ("17. Jh. - 20. Jh.", [Dated("16XX", "19XX")]),
        ("(1875 / 1878), um", [Dated("1875~", "1878~")]),
        ("o. A.", []),
        ("nicht ermittelt", []),
        ("1", []),
        ("1999 - 1888", [Dated("1999", "1999")]),
    ],
)
def test_phrases(text: str, dated: list[Dated]) -> None:
    assert read_phrase(text) == dated


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1890", "in 1890"),
        ("1890~", "about 1890"),
        ("1890?", "perhaps in 1890"),
        ("196X", "in the 1960s"),
        ("18XX", "in the 19th century"),
        ("20XX", "in the 21st century"),
    ],
)
def test_a_date_in_words(text: str, said: str) -> None:
    assert worded(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("1985.0", "1985"), ("1985-05", "1985-05"), ("18741875", "1874"), ("TBD", ""), ("12", "")],
)
def test_a_year_of_a_table(text: str, said: str) -> None:
    assert edtf(text) == said


def life(**told: str) -> Draft:
    draft = Draft("1", dict(told))
    date_phases(draft, recipe(), NOWHERE)
    return draft


def states(draft: Draft) -> list[tuple[str, str, str]]:
    return [(each["state"], each["start"], each["end"]) for each in draft.phases]


def test_what_works_began_and_goes_on() -> None:
    assert states(life(status="operating", start="1907")) == [("working", "1907", "")]


def test_what_has_ended_worked_and_is_closed() -> None:
    found = life(status="retired", start="1907", end="1991")
    assert states(found) == [("working", "1907", "1991"), ("closed", "1991", "")]


def test_an_end_ahead_is_a_plan_and_no_phase() -> None:
    assert states(life(status="operating", start="1982", end="2049")) == [("working", "1982", "")]


def test_a_year_of_building_claims_nothing_about_today() -> None:
    found = life(dates="1876 / 1878")
    assert (found.phases, found.facts[0]["text"]) == ([], "Built between 1876 and 1878.")


def test_what_was_never_built_is_left_out() -> None:
    with pytest.raises(LeftOut, match="never built"):
        life(status="cancelled")


def test_an_end_before_the_beginning_is_not_made_a_life() -> None:
    assert states(life(status="retired", start="1991", end="1907")) == [("closed", "1907", "")]
