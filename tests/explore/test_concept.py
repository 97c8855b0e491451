"""The concept page says what the rules do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from inducult.catalogue.queries import current
from inducult.common.languages import CODES
from inducult.explore import example
from inducult.explore.example import Answer

TODAY = date(2026, 11, 22)


def test_the_example_answers_for_each_year() -> None:
    assert example.answers(TODAY) == [
        Answer(1860, "not_yet", ""),
        Answer(1900, "working", "MIN.COAL"),
        Answer(1990, "unknown", ""),
        Answer(2010, "working", "VIS.MMIN"),
    ]


def test_the_museum_of_the_example_is_a_visit_and_not_industry() -> None:
    assert example.times(TODAY) == ["past"]


def test_a_school_programme_adds_the_future() -> None:
    assert example.times(TODAY, "school_programme") == ["past", "future"]


def test_the_page_counts_what_each_time_finds(client: Client, atlas: Path) -> None:
    page = client.get("/en/concept/").content.decode()
    edition = current()
    assert edition
    found = dict(re.findall(r'<a href="/en/places/\?time=(\w+)">(\d+) place', page))
    assert {time: int(count) for time, count in found.items()} == edition.figures().counts["time"]


def test_the_page_names_the_four_areas(client: Client, atlas: Path) -> None:
    page = client.get("/en/concept/").content.decode()
    assert re.findall(r'<span class="balloon">(T\d)</span>', page) == ["T1", "T2", "T3", "T4"]


@pytest.mark.parametrize("language", CODES)
def test_appreciative_inquiry_is_never_abbreviated(
    client: Client, atlas: Path, language: str
) -> None:
    page = client.get(f"/{language}/concept/").content.decode()
    text = re.sub(r"<[^>]+>", " ", page)
    assert "Appreciative Inquiry" in text
    assert not re.search(r"\bAI\b", text)


def test_the_page_stands_without_an_edition(
    client: Client, db: None, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    assert client.get("/en/concept/").status_code == 200
