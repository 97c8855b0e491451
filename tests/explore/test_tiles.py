"""Tiles over HTTP: what they hold, how long they may be kept, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from django.test import Client

from inducult.catalogue.queries import current

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_MINUTE = "public, max-age=60"


def places_in(content: bytes) -> list[dict[str, Any]]:
    tile = mapbox_vector_tile.decode(content)
    return [feature["properties"] for feature in tile["places"]["features"]]


@pytest.mark.parametrize(("query", "total"), [("", 382), ("theme=MIN", None), ("region=genk", 51)])
def test_the_tile_of_the_world_counts_the_result_of_the_list(
    client: Client, atlas: Path, query: str, total: int | None
) -> None:
    counted = sum(
        place["count"] for place in places_in(client.get(f"/tiles/1/0/0/0.mvt?{query}").content)
    )
    listed = client.get(f"/en/places/?{query}").content.decode()
    assert f'id="result-count">{counted}<' in listed
    assert total in (None, counted)


def test_a_place_in_a_tile_is_called_in_the_asked_language(client: Client, atlas: Path) -> None:
    edition = current()
    record = edition.by_slug("genk-aperam") if edition else None
    assert record
    lon, lat = record["position"]["lon"], record["position"]["lat"]
    alone = f"bbox={lon},{lat},{lon},{lat}"
    names = []
    for code in ("nl", "en"):
        content = client.get(f"/tiles/1/0/0/0.mvt?{alone}&language={code}").content
        names += [place["name"] for place in places_in(content)]
    assert names == ["Aperam Genk (ALZ)", "Aperam stainless steel works, Genk"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", FOR_EVER),
        ("theme=MIN&language=cs", FOR_EVER),
        ("open=2026-12-24", FOR_EVER),
        ("open=su", FOR_A_MINUTE),
        ("open=now", FOR_A_MINUTE),
    ],
)
def test_a_tile_is_kept_for_ever_unless_it_asks_the_clock(
    client: Client, atlas: Path, query: str, kept: str
) -> None:
    answer = client.get(f"/tiles/1/0/0/0.mvt?{query}")
    assert answer.status_code in (200, 204)
    assert answer["Cache-Control"] == kept
    assert "Set-Cookie" not in answer


def test_where_nothing_is_there_is_no_content(client: Client, atlas: Path) -> None:
    answer = client.get("/tiles/1/5/0/0.mvt")
    assert (answer.status_code, answer.content) == (204, b"")


def test_the_tiles_of_a_former_edition_are_gone(
    client: Client, atlas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = current()
    monkeypatch.setattr(edition, "number", 3)
    answers = [client.get(f"/tiles/{number}/0/0/0.mvt").status_code for number in (0, 2, 3, 4)]
    assert answers == [404, 410, 200, 404]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/tiles/7/0/0/0.mvt", 404, "Edition 7 is not in use."),
        ("/tiles/1/1/2/0.mvt", 404, "There is no tile 1/2/0."),
        ("/tiles/1/20/0/0.mvt", 404, "There is no tile 20/0/0."),
        ("/tiles/1/99/0/0.mvt", 404, "There is no tile 99/0/0."),
        ("/tiles/1/0/0/0.mvt?year=abc", 400, "The value of year cannot be read."),
        ("/tiles/1/0/0/0.mvt?language=xx", 400, "The value of language cannot be read."),
        ("/tiles/1/0/0/0.mvt?bbox=1,2,3", 400, "The value of bbox cannot be read."),
    ],
)
def test_what_is_no_tile_is_refused_in_words(
    client: Client, atlas: Path, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.content.decode()) == (status, words)
    assert "Cache-Control" not in answer


def test_before_the_first_edition_there_is_no_tile(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    assert client.get("/tiles/1/0/0/0.mvt").status_code == 404
