"""Machines are told no more than the page knows."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from inducult.explore.reading import read
from inducult.explore.structured import as_script, structured
from inducult.places.records import Record

TUESDAY = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def places(real_records: list[Record]) -> dict[str, Record]:
    return {record["slug"]: record for record in real_records}


def told(record: Record, language: str = "en") -> Any:
    """The place in the graph."""
    return graph(record, language)["@graph"][1]


def graph(record: Record, language: str = "en") -> Any:
    page = read(record, language, TUESDAY)
    addresses = {"address": "https://a.eu/en/places/x/", "permanent": "https://a.eu/id/x"}
    return json.loads(as_script(structured(page, record, language=language, **addresses)))


def test_the_page_is_licensed_and_about_the_place(places: dict[str, Record]) -> None:
    assert graph(places["august-horch-museum"])["@graph"][0] == {
        "@type": "WebPage",
        "@id": "https://a.eu/en/places/x/",
        "url": "https://a.eu/en/places/x/",
        "inLanguage": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "about": {"@id": "https://a.eu/id/x"},
    }


def test_a_museum_is_a_museum(places: dict[str, Record]) -> None:
    place = told(places["august-horch-museum"])
    assert place["@type"] == ["Museum", "TouristAttraction", "LandmarksOrHistoricalBuildings"]
    assert place["publicAccess"] is True


def test_names_carry_their_language(places: dict[str, Record]) -> None:
    place = told(places["genk-c-mine-expedition"], "de")
    assert place["name"] == {"@value": "C-mine Expedition", "@language": "en"}
    assert place["alternateName"] == [{"@value": "C-mine expeditie", "@language": "nl"}]


def test_hours_are_given_for_the_coming_days_on_which_they_are_known(
    places: dict[str, Record],
) -> None:
    hours = told(places["august-horch-museum"])["openingHoursSpecification"]
    assert hours[0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Tuesday",
        "opens": "09:30",
        "closes": "17:00",
        "validFrom": "2026-11-24",
        "validThrough": "2026-11-24",
    }
    assert len(hours) == 6


def test_a_place_without_known_hours_gives_none(places: dict[str, Record]) -> None:
    for slug in ("genk-ford-genk", "kupferschaubergwerk-radmer", "slovenska-pec-kropa"):
        assert "openingHoursSpecification" not in told(places[slug])


def test_a_place_that_nobody_may_enter_is_no_attraction(places: dict[str, Record]) -> None:
    place = told(places["genk-ford-genk"])
    assert place["@type"] == ["LandmarksOrHistoricalBuildings"]
    assert place["publicAccess"] is False


def test_only_a_point_of_the_place_itself_is_a_geo(real_records: list[Record]) -> None:
    for record in real_records:
        exact = record["position"] and record["position"]["precision"] in ("exact", "street")
        assert ("geo" in told(record)) == bool(exact), record["slug"]


def test_a_share_alike_position_never_reaches_the_graph(places: dict[str, Record]) -> None:
    record = places["august-horch-museum"]
    written = as_script(graph(record))
    assert record["share_alike_position"]
    assert str(record["share_alike_position"]["lat"]) not in written


def test_no_text_can_end_the_script(places: dict[str, Record]) -> None:
    name = {
        "language": "en",
        "kind": "official",
        "text": "</script><script>&alert(1)",
        "origin": "source",
    }
    record = {**places["peko-trzic"], "names": [name]}
    page = read(record, "en", TUESDAY)
    written = as_script(structured(page, record, language="en", address="", permanent=""))
    assert not set("<>&") & set(written)
    assert json.loads(written)["@graph"][1]["name"]["@value"] == name["text"]
