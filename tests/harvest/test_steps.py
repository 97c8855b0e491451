"""What each step makes of what a source told."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from inducult.harvest.drafts import Draft, LeftOut, World
from inducult.harvest.recipes import Rule
from inducult.harvest.steps import STEPS, clean
from inducult.harvest.steps.categories import meets
from inducult.harvest.steps.contact import web_address
from inducult.harvest.steps.country import FRAMES
from inducult.harvest.steps.language import is_english
from inducult.harvest.steps.numbers import number
from inducult.harvest.steps.position import SYSTEMS, mended
from inducult.harvest.steps.text import cleaned
from tests.harvest.lists import BREWERY, recipe

TOWNS = {("Zwickau", "DE"): (12.49, 50.72)}
WORLD = World(lambda name, country: TOWNS.get((name, country)))


def draft_of(**told: Any) -> Draft:
    return clean("b1", {**BREWERY, **told}, recipe(), WORLD)


def test_the_order_of_the_steps_is_the_list() -> None:
    assert [step.__name__ for step in STEPS] == [
        *("clean_text", "place_country", "tell_language", "categorise", "locate", "date_phases"),
        *("read_hours", "tell_contact", "identify"),
    ]


# --- text -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  Alte\u00a0 Mühle\n", "Alte Mühle"),
        ("Sägewerk &amp; Mühle", "Sägewerk & Mühle"),
        ("<b>Zeche</b> Anna", "Zeche Anna"),
        ("KÃ¶ln", "Köln"),
        ("1874\x961875", "1874–1875"),
        ("Mu\u0308hle", "Mühle"),
        ("Zeche\u200b\u202e Anna", "Zeche Anna"),
        ("Hase &amp;amp; Igel", "Hase & Igel"),
        ("n/a", ""),
        ("--", ""),
        ("unknown", ""),
    ],
)
def test_a_text_as_people_write_it(said: str, kept: str) -> None:
    assert cleaned(said) == kept


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


# --- language -------------------------------------------------------------------------------------
def test_names_know_their_language_and_which_is_official() -> None:
    names = draft_of(**{"name@cs": "Pivovar Příklad", "other_name": "Example Power Plant"}).names
    assert [(n["language"], n["kind"]) for n in names] == [
        ("de", "official"),
        ("cs", "exonym"),
        ("en", "alternative"),
    ]


def test_an_english_name_of_a_foreign_work_is_an_exonym() -> None:
    assert draft_of(name="Bamberg Power Station").names[0]["language"] == "en"
    assert not is_english("Kraftwerk Bamberg")


def test_a_name_of_signs_is_none() -> None:
    with pytest.raises(LeftOut, match="has no name"):
        draft_of(name="???")


# --- position -------------------------------------------------------------------------------------
POINTS = {
    "AT": (15.09, 47.38),
    "BE": (5.5, 50.96),
    "CH": (8.7, 47.6),
    "CZ": (12.87, 50.23),
    "DE": (12.48, 50.74),
    "HR": (16.37, 45.48),
    "HU": (19.0, 47.5),
    "IT": (11.88, 45.41),
    "NL": (5.1, 52.1),
    "PL": (17.93, 50.67),
    "SI": (14.36, 46.24),
    "SK": (19.1, 48.7),
}
PROJECTED = [(country, system) for country in POINTS for system in SYSTEMS[country][:1]]


@pytest.mark.parametrize(("country", "system"), PROJECTED)
def test_a_projected_position_is_found_by_the_system_of_the_country(
    country: str, system: int
) -> None:
    lon, lat = POINTS[country]
    x, y = Transformer.from_crs(4326, system, always_xy=True).transform(lon, lat)
    found = mended(x, y, country)
    assert found is not None
    assert math.isclose(found[0], lon, abs_tol=1e-6)
    assert math.isclose(found[1], lat, abs_tol=1e-6)
    assert found[2] == f"EPSG:{system}"


@pytest.mark.parametrize("country", sorted(POINTS))
def test_swapped_numbers_are_put_right_where_the_country_tells(country: str) -> None:
    lon, lat = POINTS[country]
    assert mended(lat, lon, country) == (lon, lat, "swapped")
    assert mended(lon, lat, country) == (lon, lat, "")


@given(st.floats(-1e8, 1e8), st.floats(-1e8, 1e8), st.sampled_from(sorted(FRAMES)))
def test_whatever_the_numbers_the_point_lies_in_the_country_or_there_is_none(
    x: float, y: float, country: str
) -> None:
    found = mended(x, y, country)
    if found is not None:
        west, south, east, north = FRAMES[country]
        assert west - 0.05 <= found[0] <= east + 0.05
        assert south - 0.05 <= found[1] <= north + 0.05


def test_a_position_abroad_is_not_taken_and_the_town_stands_in() -> None:
    found = draft_of(lon=2.35, lat=48.85, municipality="Zwickau")
    assert (found.lon, found.lat, found.precision) == (12.49, 50.72, "municipality")
    assert [kind for kind, _words in found.remarks] == ["outside"]


def test_without_position_and_town_a_record_is_left_out() -> None:
    with pytest.raises(LeftOut, match="no position"):
        draft_of(lon="", lat="", municipality="Nowhere")


@pytest.mark.parametrize("null", [(0, 0), ("0", "0.0"), ("x", "y"), (float("nan"), 1)])
def test_null_island_and_nonsense_are_no_position(null: tuple[Any, Any]) -> None:
    with pytest.raises(LeftOut):
        draft_of(lon=null[0], lat=null[1], municipality="")


@pytest.mark.parametrize(
    ("said", "is_"), [("50,74", 50.74), ("1e3", None), (True, None), ("", None)]
)
def test_a_number(said: Any, is_: float | None) -> None:
    assert number(said) == is_


# --- categories -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("how", "word", "kind", "meets_it"),
    [
        ("is", "museum", "museum", True),
        ("is", "museum", "museum of art", False),
        ("has", "muhle", "alte muhle", True),
        ("has", "muhle", "muhlenstrasse 5", False),
        ("has", "*muhle", "wassermuhle", True),
        ("has", "muhle*", "muhlenwehr", True),
        ("part", "coal", "charcoal kiln", True),
    ],
)
def test_a_rule_meets_a_kind(how: str, word: str, kind: str, meets_it: bool) -> None:
    assert meets(Rule(how, word, ()), kind) is meets_it


def test_a_kind_without_a_rule_is_left_out_by_name() -> None:
    with pytest.raises(LeftOut, match="“bakery” names no industry that we know"):
        draft_of(kind="bakery")


# --- hours, contact, country ----------------------------------------------------------------------
def test_hours_that_a_machine_reads_are_kept_with_their_source() -> None:
    told = {**BREWERY, "hours": "Tu-Su 10:00-17:00"}
    found = clean("b1", told, recipe(), WORLD)
    assert (found.opening_hours, found.hours_source) == ("Tu-Su 10:00-17:00", "Makers of the list")


def test_hours_in_prose_are_left_to_a_person() -> None:
    found = draft_of(hours="Di-So 10-17 Uhr")
    assert (found.opening_hours, found.remarks[0][0]) == ("", "hours")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("www.example.org", "http://www.example.org"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("javascript:alert(1)", ""),
        ("ftp://example.org", ""),
        ("see our page", ""),
        ("http://[", ""),
    ],
)
def test_a_web_address(said: str, kept: str) -> None:
    assert web_address(said) == kept


@pytest.mark.parametrize(("said", "code"), [("Czechia", "CZ"), ("de", "DE"), ("Österreich", "AT")])
def test_a_country_by_any_of_its_names(said: str, code: str) -> None:
    lon, lat = POINTS[code]
    assert draft_of(country=said, lon=lon, lat=lat).country == code
