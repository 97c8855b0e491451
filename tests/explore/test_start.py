"""The front door, the start page, and the frame that all pages share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from inducult.catalogue.queries import current
from inducult.common.languages import CODES, OWN_NAMES


@pytest.mark.parametrize(
    ("header", "page"),
    [
        ("cs,de;q=0.8", "/cs/"),
        ("de-AT,en;q=0.5", "/de/"),
        ("fr,ja;q=0.9", "/en/"),
        ("", "/en/"),
        ("x" * 100_000, "/en/"),
        ("sl;q=;;,,=", "/en/"),
    ],
)
def test_the_door_leads_to_the_language_of_the_visitor(
    client: Client, header: str, page: str
) -> None:
    answer = client.get("/", headers={"accept-language": header})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert "Accept-Language" in answer["Vary"]


def test_a_permanent_address_leads_to_the_place_in_the_language_of_the_visitor(
    client: Client, atlas: Path
) -> None:
    edition = current()
    record = edition.by_slug("august-horch-museum") if edition else None
    assert record
    answer = client.get(f"/id/{record['id']}", headers={"accept-language": "pl"})
    assert (answer.status_code, answer["Location"]) == (302, "/pl/places/august-horch-museum/")


def test_an_identifier_that_nobody_has_leads_to_a_page_that_helps(
    client: Client, atlas: Path
) -> None:
    answer = client.get("/id/0000000000")
    assert answer.status_code == 404
    assert "Search among all places" in answer.content.decode()


def test_health_tells_the_edition(client: Client, atlas: Path) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"edition": 1, "places": 382})


def test_health_is_bad_without_an_edition(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"edition": None, "places": 0})


def test_the_start_page_counts_what_the_edition_has(client: Client, atlas: Path) -> None:
    page = client.get("/en/").content.decode()
    edition = current()
    assert edition
    figures = edition.figures()
    doors = re.findall(r'\?time=(\w+)">.*?<p class="card__foot">(\d+) places', page, re.DOTALL)
    assert {time: int(count) for time, count in doors[:3]} == figures.counts["time"]
    for region, places in re.findall(
        r'<a href="/en/regions/([\w-]+)/">.*?<td class="number">(\d+)</td>', page, re.DOTALL
    ):
        assert int(places) == edition.figures(region).total


def test_the_start_page_leads_to_the_map_in_one_step(client: Client, atlas: Path) -> None:
    page = client.get("/en/").content.decode()
    assert '<form class="search" action="/en/map/" role="search">' in page
    assert '<p class="opening__map"><a href="/en/map/">' in page


def test_without_an_edition_the_start_page_says_so(
    client: Client, db: None, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    answer = client.get("/en/")
    assert answer.status_code == 200
    assert "Nothing is published yet." in answer.content.decode()


@pytest.mark.parametrize("language", CODES)
def test_the_language_switch_keeps_address_and_query(
    client: Client, atlas: Path, language: str
) -> None:
    page = client.get(f"/{language}/regions/zwickau/?from=start&x=%C3%A4").content.decode()
    links = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang="\w+"[^>]*>([^<]+)</a>', page)
    query = "?from=start&amp;x=%C3%A4"
    expected = [(f"/{code}/regions/zwickau/{query}", code, OWN_NAMES[code]) for code in CODES]
    assert links == expected * 2  # once in the head, once in the foot


def test_on_a_page_that_is_not_there_the_language_switch_leads_to_the_start(
    client: Client, atlas: Path
) -> None:
    answer = client.get("/en/no/such/page/")
    assert answer.status_code == 404
    links = re.findall(r'<a href="([^"]+)" lang=', answer.content.decode())
    assert links == [f"/{code}/" for code in CODES] * 2


@pytest.mark.parametrize("address", ["", "concept/", "regions/", "regions/genk/", "sources/"])
@pytest.mark.parametrize("language", ["en", "de", "pl"])
def test_a_page_has_nothing_that_the_content_policy_forbids(
    client: Client, atlas: Path, language: str, address: str
) -> None:
    page = client.get(f"/{language}/{address}").content.decode()
    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page) == []
    assert page.count("<h1") == 1


def test_the_frame_names_edition_and_version(client: Client, atlas: Path, settings: Any) -> None:
    foot = client.get("/en/").content.decode().split("<footer", 1)[1]
    assert "<strong>1</strong> · 22 November 2026" in foot
    assert f"<strong>{settings.VERSION}</strong>" in foot


def test_a_failure_is_told_without_asking_for_anything(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("inducult.explore.views.door.current", lambda: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/health")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
