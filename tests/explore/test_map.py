"""The map page: one result as map, list, counts and address."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inducult.catalogue.queries import FACETS, current, parse
from inducult.common.languages import CODES
from tests.explore.shown import Shown

QUERIES = [
    "",
    "theme=MIN",
    "theme=MIN&theme=TEX&time=past",
    "q=Zeche",
    "year=1900&country=DE",
    "near=Zwickau&within=30",
    "region=genk&visit=open",
    "q=xyzzyxyzzy",
]
HTMX = {"HX-Request": "true"}


def map_of(client: Client, query: str = "", **headers: str) -> Shown:
    answer = client.get(f"/en/map/?{query}", headers=headers)
    assert answer.status_code == 200
    return Shown(answer.content.decode())


@pytest.mark.parametrize("query", QUERIES)
def test_map_and_list_show_the_same_number(client: Client, atlas: Path, query: str) -> None:
    edition = current()
    assert edition
    asked, _ = parse(QueryDict(query))
    total = edition.search(asked, language="en", moment=datetime.now(UTC)).total
    listed = Shown(client.get(f"/en/places/?{query}").content.decode())
    shown = map_of(client, query)
    assert (shown.texts["result-count"], listed.texts["result-count"]) == (str(total), str(total))


def test_every_choice_says_how_many_places_it_gives(client: Client, atlas: Path) -> None:
    edition = current()
    assert edition
    asked, _ = parse(QueryDict("theme=MIN"))
    facets = edition.search(asked, language="en", moment=datetime.now(UTC)).facets
    shown = map_of(client, "theme=MIN").texts
    counts = {
        f"count-{facet}-{row.value.replace('.', '-')}": str(row.count)
        for facet in FACETS
        for row in facets[facet]
        if facet != "type" or "." in row.value
    }
    assert {key: shown[key] for key in counts} == counts


def test_a_choice_that_gives_nothing_is_subdued_but_there(client: Client, atlas: Path) -> None:
    shown = map_of(client, "region=genk")
    assert shown.texts["count-country-PL"] == "0"
    assert "count--none" in shown.attributes["count-country-PL"]["class"]


def test_what_is_chosen_stands_in_the_form_and_can_be_taken_away(
    client: Client, atlas: Path
) -> None:
    shown = map_of(client, "q=coal+mine&theme=MIN&year=1950&near=Zwickau&within=50&open=su")
    assert shown.attributes["q"]["value"] == "coal mine"
    assert "checked" in shown.attributes["theme-MIN"]
    assert shown.attributes["year"]["value"] == "1950"
    assert shown.attributes["near"]["value"] == "Zwickau"
    chips = {text: address for address, text in shown.links if text.startswith("Take away:")}
    without = {
        text.removeprefix("Take away: "): parse_qs(urlsplit(a).query) for text, a in chips.items()
    }
    everything = {
        "q": ["coal mine"],
        "theme": ["MIN"],
        "year": ["1950"],
        "open": ["su"],
        "near": ["Zwickau"],
        "within": ["50"],
        "sort": ["distance"],
    }
    gone = {
        "“coal mine”": {"q"},
        "Mining and quarrying": {"theme"},
        "industry at work in 1950": {"year"},
        "open on Sunday": {"open"},
        "at most 50 km from Zwickau": {"near", "within", "sort"},
    }
    assert without == {
        label: {key: value for key, value in everything.items() if key not in keys}
        for label, keys in gone.items()
    }
    assert shown.leads_to("Clear all") == "/en/map/"


def test_a_changed_filter_renews_list_and_counts_and_names_its_address(
    client: Client, atlas: Path
) -> None:
    answer = client.get("/en/map/?q=&theme=MIN&year=", headers={**HTMX, "HX-Trigger": "filters"})
    parts = Shown(answer.content.decode())
    assert answer["HX-Push-Url"] == "/en/map/?theme=MIN"
    assert {"results", "completeness", "count-theme-TEX"} <= parts.attributes.keys()
    assert parts.attributes["count-theme-TEX"]["hx-swap-oob"] == "true"
    assert not {"filters", "content"} & parts.attributes.keys()


def test_a_filter_taken_away_outside_the_form_renews_the_form(client: Client, atlas: Path) -> None:
    parts = map_of(client, "theme=MIN", **HTMX)
    assert parts.attributes["filters"]["hx-swap-oob"] == "true"


def test_going_back_is_answered_with_the_whole_page(client: Client, atlas: Path) -> None:
    page = map_of(client, "theme=MIN", **HTMX, **{"HX-History-Restore-Request": "true"})
    assert {"content", "panel", "filters", "results"} <= page.attributes.keys()


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        ("theme=MIN", "theme=TEX", "HX-Push-Url"),
        ("theme=MIN", "theme=MIN", "HX-Replace-Url"),
        ("", "bbox=5,50,6,51", "HX-Push-Url"),
        ("bbox=5,50,6,51", "bbox=5.1,50,6.1,51", "HX-Replace-Url"),
        ("bbox=5,50,6,51", "bbox=5.1,50,6.1,51&theme=MIN", "HX-Push-Url"),
        ("q=co", "q=coal", "HX-Replace-Url"),
        ("q=coal", "q=salt", "HX-Push-Url"),
    ],
)
def test_moving_and_typing_leave_one_entry_in_the_history(
    client: Client, atlas: Path, before: str, after: str, how: str
) -> None:
    headers = {**HTMX, "HX-Current-URL": f"http://testserver/en/map/?{before}#at=50,5,9"}
    answer = client.get(f"/en/map/?{after}", headers=headers)
    assert {name for name in answer.headers if name.endswith("-Url")} == {how}


def test_the_map_draws_the_result_of_the_list(client: Client, atlas: Path) -> None:
    shown = map_of(client, "theme=MIN&near=Genk&within=30")
    data = shown.attributes["results"]
    assert data["data-tiles"] == (
        "/tiles/1/{z}/{x}/{y}.mvt?theme=MIN&near=Genk&within=30&language=en"
    )
    assert data["data-here"] == "/en/places/here/?theme=MIN&near=Genk&within=30"
    assert len(data["data-bounds"].split(",")) == 4
    lon, lat, km = map(float, data["data-near"].split(","))
    assert (round(lon, 1), round(lat, 1), km) == (5.5, 51.0, 30)


def test_a_filter_that_cannot_be_read_is_said_above_the_result(client: Client, atlas: Path) -> None:
    shown = map_of(client, "year=abc&near=Nowhereville&sort=distance&theme=XYZ&within=-1")
    assert shown.texts["result-count"] == "382"
    assert shown.texts["problems"] == (
        "“XYZ” is not known as a theme, so it was left out. "
        "“abc” could not be read as a year, so it was left out. "
        "“Nowhereville” is not known as a town or a position, so it was left out. "
        "“-1” is out of range for a distance in kilometres, so it was left out."
    )


def test_places_whose_hours_nobody_knows_are_counted(client: Client, atlas: Path) -> None:
    shown = map_of(client, "open=su&theme=MIN")
    assert "have no known hours" in shown.texts["without-hours"]
    assert "without-hours" not in map_of(client, "theme=MIN").texts


def test_the_completeness_is_that_of_the_region(client: Client, atlas: Path) -> None:
    everywhere = map_of(client).texts["completeness"]
    region = map_of(client, "region=genk&theme=MIN").texts["completeness"]
    assert everywhere.startswith("How complete is this? Of all 382 places the exact position")
    assert "Of 51 places in Genk" in region


@pytest.mark.parametrize("language", CODES)
def test_a_filter_is_kept_in_every_language(client: Client, atlas: Path, language: str) -> None:
    html = client.get("/en/map/?theme=MIN&time=past").content.decode()
    assert f'hreflang="{language}" href="/{language}/map/?theme=MIN&amp;time=past"' in html
    other = Shown(client.get(f"/{language}/map/?theme=MIN&time=past").content.decode())
    assert (
        other.texts["result-count"] == map_of(client, "theme=MIN&time=past").texts["result-count"]
    )


@pytest.mark.parametrize("page", ["map/", "places/", "embed/", "embed/snippet/"])
def test_before_the_first_edition_a_page_says_so(
    client: Client, db: None, settings: Any, tmp_path: Path, page: str
) -> None:
    settings.DATA = tmp_path
    answer = client.get(f"/en/{page}")
    assert answer.status_code == 200
    assert "No places have been published yet" in answer.content.decode()


KEYS = (
    *FACETS,
    "q",
    "year",
    "open",
    "bbox",
    "near",
    "within",
    "sort",
    "page",
    "language",
    "height",
)
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["MIN", "past", "1900", "now", "su", "2026-12-24", "5,50,6,51", "Genk", "name"]
    ),
    st.integers().map(str),
)


@pytest.mark.parametrize("page", ["map/", "places/", "embed/", "embed/snippet/", "places/here/"])
@hypothesis_settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.lists(st.tuples(st.sampled_from([*KEYS, "lon", "lat"]), VALUES), max_size=5))
def test_whatever_is_asked_a_page_answers(
    client: Client, atlas: Path, page: str, query: list[tuple[str, str]]
) -> None:
    asked: dict[str, list[str]] = {}
    for key, value in query:
        asked.setdefault(key, []).append(value)
    assert client.get(f"/en/{page}", asked).status_code in (200, 400)
