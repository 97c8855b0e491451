"""What caches may keep: the same for everybody, never what is a person's."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from inducult.catalogue.queries import current
from tests.cast import Cast

PUBLIC = [
    "/en/",
    "/en/map",
    "/de/places/?q=turm",
    "/en/regions/",
    "/tiles/1/5/17/10.mvt?theme=MIN",
    "/en/places/august-horch-museum",
]


@pytest.fixture
def address(request: pytest.FixtureRequest, client: Client, atlas: Path) -> str:
    """Where a page is in the end, after the slash that an address may lack."""
    answer = client.get(request.param, follow=True)
    assert answer.status_code == 200
    where: str = answer.request["PATH_INFO"]
    query = answer.request["QUERY_STRING"]
    return f"{where}?{query}" if query else where


@pytest.mark.parametrize("address", PUBLIC, indirect=True)
def test_visitors_share_a_page_and_its_validator_names_the_edition(address: str) -> None:
    first, second = Client().get(address), Client().get(address)
    assert first["Cache-Control"].startswith("public, max-age=")
    assert first["ETag"].startswith('W/"1-')
    assert first["ETag"] == second["ETag"]
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


@pytest.mark.parametrize("address", PUBLIC, indirect=True)
def test_another_validator_gets_the_page(address: str) -> None:
    assert Client().get(address, headers={"If-None-Match": 'W/"0-0"'}).status_code == 200


def test_the_validator_survives_compression(client: Client, atlas: Path) -> None:
    packed = client.get("/en/places/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    again = client.get("/en/places/", headers={"If-None-Match": packed["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("page", ["/en/", "/en/places/", "/en/map", "/en/register/"])
def test_what_a_member_sees_is_kept_by_nobody(cast: Cast, page: str) -> None:
    client = Client()
    client.force_login(cast.people["keeper"])
    answer = client.get(page, follow=True)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    assert "ETag" not in answer


def test_a_form_with_its_token_is_kept_by_nobody(client: Client, atlas: Path) -> None:
    form = client.get("/en/account/login/")
    assert form.cookies
    assert "public" not in form["Cache-Control"]


def test_who_is_sent_on_is_not_remembered(client: Client, atlas: Path) -> None:
    edition = current()
    assert edition is not None
    answer = client.get("/")
    assert (answer.status_code, answer["Cache-Control"]) == (302, "no-cache")
