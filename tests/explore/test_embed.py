"""The map on other websites, and the page that says how to put it there."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client

from tests.explore.shown import Shown


def snippet_of(client: Client, query: str) -> str:
    """The lines to copy, as the browser of the partner's website would read them."""
    page = Shown(client.get(f"/en/embed/snippet/?{query}").content.decode())
    return unescape(page.texts["snippet-code"])


def test_any_website_may_frame_the_embedded_map_and_no_other_page(
    client: Client, atlas: Path
) -> None:
    policies = {
        page: client.get(f"/en/{page}")["Content-Security-Policy"].rpartition("frame-ancestors ")[2]
        for page in ("embed/", "map/", "embed/snippet/")
    }
    assert policies == {"embed/": "*", "map/": "'none'", "embed/snippet/": "'none'"}
    assert "X-Frame-Options" not in client.get("/en/embed/")


def test_the_embedded_map_shows_its_filter_without_our_frame(client: Client, atlas: Path) -> None:
    html = client.get("/de/embed/?region=genk&theme=MIN").content.decode()
    shown = Shown(html)
    assert shown.texts["result-count"] == "12"
    assert "<header" not in html
    assert "<footer" not in html
    outside = {address for address, _ in shown.links}
    assert {"/de/map/?theme=MIN&region=genk", "/de/places/?theme=MIN&region=genk"} <= outside
    assert html.count('target="_blank"') == 3


def test_the_snippet_frames_the_chosen_filter_in_the_chosen_language(
    client: Client, atlas: Path
) -> None:
    code = snippet_of(client, "region=genk&q=coal&language=nl&height=640")
    assert code.startswith('<iframe src="http://testserver/nl/embed/?q=coal&region=genk"')
    assert 'height="640"' in code


def test_the_snippet_names_the_public_address(client: Client, atlas: Path, settings: Any) -> None:
    settings.SITE = "https://inducult.example/"
    assert 'src="https://inducult.example/en/embed/"' in snippet_of(client, "")


def test_the_snippet_page_keeps_a_filter_made_on_the_map(client: Client, atlas: Path) -> None:
    html = client.get("/en/embed/snippet/?year=1900&near=Genk&within=10&region=genk").content
    fields = [
        part.split(b'name="')[1].split(b'"')[0]
        for part in html.split(b"<input ")[1:]
        if b'type="hidden"' in part
    ]
    assert fields == [b"year", b"near", b"within", b"sort"]


def test_a_made_up_choice_is_not_written_into_the_snippet(client: Client, atlas: Path) -> None:
    code = snippet_of(client, 'language="><script>&height=1e9&q="><script>alert(1)</script>')
    assert "<script" not in code
    address = code.split('src="')[1].split('"')[0]
    assert parse_qs(urlsplit(address).query)["q"] == ['"><script>alert(1)</script>']
    assert 'height="480"' in code
