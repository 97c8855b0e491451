"""The page of a place, asked for over HTTP."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from inducult.catalogue.queries import current
from inducult.common.languages import CODES
from inducult.places.models import FormerSlug, Place
from inducult.places.records import Record

SLUGS = (
    *("august-horch-museum", "abenteuer-erzberg", "slovenska-pec-kropa", "genk-ford-genk"),
    *("peko-trzic", "kupferschaubergwerk-radmer", "genk-c-mine-expedition"),
)


class Page(HTMLParser):
    """What a test asks of an HTML page: ids, inline styles and handlers, scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag in ("script", "style"):
            self.scripts.append({"tag": tag, **given})


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_place_has_a_page_in_every_language(
    atlas: Path, client: Client, language: str, slug: str
) -> None:
    response = client.get(f"/{language}/places/{slug}/")
    page = Page(response.content.decode())
    assert response.status_code == 200
    assert len(page.ids) == len(set(page.ids))
    assert page.inline == []
    assert all(s["tag"] == "script" and (s.get("src") or s.get("type")) for s in page.scripts)


def test_the_page_answers_what_a_visitor_asks_first(atlas: Path, client: Client) -> None:
    text = client.get("/en/places/genk-ford-genk/").content.decode()
    assert "No access for visitors" in text
    assert "somewhere in Genk" in text
    assert "/en/places/genk-ford-genk/report/?kind=position" in text
    assert "automobile factory until 2014" in text
    assert 'class="lifeline__bar lifeline__bar--demolished"' in text


def test_a_region_named_by_the_data_file_is_marked_so(atlas: Path, client: Client) -> None:
    text = client.get("/en/places/genk-ford-genk/").content.decode()
    links = re.findall(r'<a href="/en/regions/genk/">.*?</dd>', text)
    assert links
    assert ("named by the data file" in links[0]) == (
        _found_by(atlas, "genk-ford-genk", "genk") == "file"
    )


def _found_by(atlas: Path, slug: str, region: str) -> str:
    edition = current()
    record = edition.by_slug(slug) if edition else None
    found = {each["code"]: each["found_by"] for each in record["regions"]} if record else {}
    return str(found[region])


def test_texts_in_another_language_say_so(atlas: Path, client: Client) -> None:
    text = client.get("/pl/places/peko-trzic/").content.decode()
    assert re.search(r'<h1[^>]*><span class="said"><span lang="en">Peko shoe factory', text)
    assert '<span lang="sl">Tovarna obutve Peko</span>' in text


def test_the_data_for_machines_can_be_read(atlas: Path, client: Client) -> None:
    text = client.get("/en/places/august-horch-museum/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    address = json.loads(found[1])["@graph"][0]["@id"]
    assert address == "http://testserver/en/places/august-horch-museum/"


def test_the_address_of_the_operator_stands_in_permanent_links(
    atlas: Path, client: Client, settings: Any
) -> None:
    settings.SITE = "https://inducult.example/"
    text = client.get("/en/places/august-horch-museum/").content.decode()
    assert re.search(r'href="https://inducult\.example/id/[0-9a-z]{10}" id="permanent"', text)


def test_numbers_of_the_drawing_have_a_point_in_every_language(atlas: Path, client: Client) -> None:
    text = client.get("/de/places/august-horch-museum/").content.decode()
    svg = text[text.index('<svg class="lifeline"') :]
    svg = svg[: svg.index("</svg>") + 6]
    assert not re.search(r'="\d+,\d', svg)
    assert ElementTree.fromstring(svg).get("height", "").isdigit()  # noqa: S314 -- our own page


def test_an_old_slug_leads_to_the_present_one(register: list[Record], client: Client) -> None:
    place = Place.objects.get(slug="genk-ford-genk")
    FormerSlug.objects.create(slug="ford-genk", place=place)
    response = client.get("/de/places/ford-genk/")
    assert (response.status_code, response["Location"]) == (301, "/de/places/genk-ford-genk/")


def test_an_identifier_leads_to_the_slug(register: list[Record], client: Client) -> None:
    identifier = Place.objects.get(slug="genk-ford-genk").identifier
    for page in ("", "report/", "qr.svg"):
        response = client.get(f"/en/places/{identifier}/{page}")
        assert (response.status_code, response["Location"]) == (
            301,
            f"/en/places/genk-ford-genk/{page}",
        )


@pytest.mark.parametrize("slug", ["no-such-mine", "x" * 5000, "-", "_", "0", "1" * 10])
@pytest.mark.parametrize("page", ["", "report/", "qr.svg"])
def test_an_unknown_place_is_a_404_that_helps(
    atlas: Path, client: Client, slug: str, page: str
) -> None:
    response = client.get(f"/en/places/{slug}/{page}")
    assert response.status_code == 404
    assert 'name="q"' in response.content.decode()


def test_the_404_offers_the_words_of_the_address_as_a_search(atlas: Path, client: Client) -> None:
    assert 'value="no such mine"' in client.get("/en/places/no-such-mine/").content.decode()


def test_before_anything_is_published_there_is_no_place(
    tmp_path: Path, db: None, client: Client, settings: Any
) -> None:
    settings.DATA = tmp_path
    response = client.get("/en/places/august-horch-museum/")
    assert response.status_code == 404
    assert "No places have been published yet" in response.content.decode()


def test_the_page_asks_the_register_for_little(
    atlas: Path, client: Client, django_assert_max_num_queries: Any
) -> None:
    """Regions, stories and who says what (5), actions of plans and pilots that touch it (2)."""
    client.get("/en/places/august-horch-museum/")
    with django_assert_max_num_queries(7):
        client.get("/en/places/august-horch-museum/")


def test_the_qr_code_is_a_picture_without_style(atlas: Path, client: Client) -> None:
    response = client.get("/en/places/august-horch-museum/qr.svg")
    picture = ElementTree.fromstring(response.content)  # noqa: S314 -- our own picture
    assert response["Content-Type"] == "image/svg+xml"
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"style" not in response.content


def test_a_page_cannot_be_written_to(atlas: Path, client: Client) -> None:
    assert client.post("/en/places/august-horch-museum/").status_code == 405
