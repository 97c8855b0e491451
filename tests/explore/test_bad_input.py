"""Whatever stands in an address, the answer is a page or a refusal in words, never a crash."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

KEYS = (
    *("q", "theme", "type", "time", "visit", "offer", "audience", "speaks", "access", "region"),
    *("country", "area", "year", "open", "bbox", "near", "within", "sort", "page", "at", "lon"),
    *("lat", "language", "nonsense"),
)
LIKELY = (
    *(
        "",
        "0",
        "-1",
        "9" * 400,
        "NaN",
        "inf",
        "1e999",
        "now",
        "su",
        "2026-02-30",
        "MIN",
        "MIN.COAL",
    ),
    *("12.5,50.7", "12.5,", "5,5,1,1", "200,100", "Zwickau", "%", "\0", "'; DROP TABLE x; --"),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "../../etc/passwd", "ł" * 300, "\U0001f3ed", "*:*"),
    *('"', "(", "a AND", "[1 TO", "~", "^", "-", "zeche OR"),
)
values = st.sampled_from(LIKELY) | st.text(max_size=40)
queries = st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=6)
SLOWLY = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PAGES = ("/en/places/", "/de/map/", "/pl/embed/", "/it/places/here/", "/nl/embed/snippet/")


def encoded(pairs: list[tuple[str, str]]) -> str:
    return urlencode([(key, value.encode("utf-8", "replace")) for key, value in pairs])


@pytest.mark.parametrize("page", PAGES)
@SLOWLY
@given(pairs=queries)
def test_any_query_is_answered(atlas: Any, page: str, pairs: list[tuple[str, str]]) -> None:
    answer = Client().get(f"{page}?{encoded(pairs)}")
    assert answer.status_code in (200, 302, 400, 404)


@SLOWLY
@given(
    pairs=queries,
    where=st.tuples(*[st.integers(0, 10**7)] * 2),
    zoom=st.integers(0, 99),
    edition=st.integers(0, 3),
)
def test_any_tile_is_answered(
    atlas: Any, pairs: list[tuple[str, str]], where: tuple[int, int], zoom: int, edition: int
) -> None:
    x, y = (number % (1 << min(zoom, 22)) if zoom < 23 else number for number in where)
    answer = Client().get(f"/tiles/{edition}/{zoom}/{x}/{y}.mvt?{encoded(pairs)}")
    assert answer.status_code in (200, 204, 400, 404, 410)


@SLOWLY
@given(text=values)
def test_any_address_of_a_place_is_answered(atlas: Any, text: str) -> None:
    piece = quote(text.encode("utf-8", "replace"), safe="")
    for address in (f"/en/places/{piece}/", f"/en/regions/{piece}/", f"/id/{piece}"):
        assert Client().get(address).status_code in (200, 301, 302, 400, 404)


def test_what_was_left_out_is_said(atlas: Any, client: Client) -> None:
    answer = client.get("/en/places/?year=abc&near=Nowhereville&theme=GOLD")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="problems"' in page
    assert all(value in page for value in ("abc", "Nowhereville", "GOLD"))


@pytest.mark.parametrize("header", ["de-" * 5_000, "\xff", "xx;q=nan", "*", ""])
def test_any_language_header_leads_to_a_language(atlas: Any, client: Client, header: str) -> None:
    answer = client.get("/", headers={"accept-language": header})
    assert answer.status_code == 302
    assert answer["Location"].split("/")[1] in ("en", "de")


def test_a_text_cannot_become_a_script(atlas: Any, client: Client) -> None:
    page = client.get("/en/places/?q=<script>alert(1)</script>&near=<b>x").content.decode()
    assert "<script>alert" not in page
    assert "<b>x" not in page
