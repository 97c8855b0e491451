"""Servers that are no stand-ins: the product itself is harvested by the product."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inducult.harvest.expecting import become
from inducult.harvest.fetching import Fetcher
from inducult.harvest.receiving import records
from inducult.harvest.recipes import Recipe, Remote
from inducult.harvest.remote import fetch
from inducult.harvest.sources import ready_source
from inducult.harvest.surrounding import WORLD
from inducult.places.records import Record
from tests.harvest.test_fetching import LOCAL


@pytest.fixture
def site(atlas: Path, live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(LOCAL)
    yield made
    made.close()


def remote_of(recipe: Recipe) -> Remote:
    assert recipe.remote is not None
    return recipe.remote


@pytest.mark.parametrize("name", ["inducult_peer", "edm_library"])
def test_another_inducult_is_harvested_whole(
    name: str, site: str, fetcher: Fetcher, tmp_path: Path, real_records: list[Record]
) -> None:
    recipe = ready_source(name)
    path = fetch(remote_of(recipe).at(site), tmp_path, fetcher)
    found = [record.key.rpartition(":")[2] for record in records(recipe, path)]
    assert sorted(found) == sorted(record["id"] for record in real_records)


def test_the_page_of_a_place_says_what_it_is(site: str, fetcher: Fetcher, tmp_path: Path) -> None:
    recipe = ready_source("schema_org")
    page = remote_of(recipe).at(f"{site}/en/places/august-horch-museum/")
    (told,) = become(recipe, fetch(page, tmp_path, fetcher), WORLD).values()
    assert told["names"] == ["August Horch Museum Zwickau [de, official]"]
    assert "VIS.MTRA" in told["types"]
    assert (told["municipality"], told["street"]) == ("Zwickau", "Audistraße 7")


def test_a_source_that_many_servers_have_is_asked_where_one_says() -> None:
    many, one = Remote("oai", "/oai", "x"), Remote("sparql", "https://example.org/sparql", "x")
    assert many.at("https://a.example/").url == "https://a.example/oai"
    assert many.at("").url == "/oai"
    assert one.at("https://a.example").url == "https://example.org/sparql"
