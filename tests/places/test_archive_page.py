"""A place is taken out of the atlas and comes back; its old address never lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from inducult.catalogue.publication import publish_register
from inducult.places.models import Place, Withdrawal
from inducult.places.records import record_of
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SLUG = "august-horch-museum"


@pytest.fixture
def keeper(cast: Cast, settings: Any, tmp_path: Path) -> Client:
    """A keeper at home, with a data folder of her own."""
    settings.DATA = tmp_path
    client = Client()
    client.force_login(cast["keeper"], backend=BACKEND)
    return client


def register(page: str) -> str:
    return f"/en/register/places/{Place.objects.get(slug=SLUG).identifier}/{page}"


def text(response: Any) -> str:
    return str(response.content.decode())


def test_what_was_taken_out_says_so_without_its_name_and_comes_back(keeper: Client) -> None:
    keeper.post(register("archive/"), {"reason": "closed for good"})
    publish_register()
    gone = Client().get(f"/en/places/{SLUG}/")
    assert gone.status_code == 410
    assert "No longer in the atlas" in text(gone)
    assert [word for word in ("Horch", "closed for good") if word in text(gone)] == []
    assert SLUG not in text(Client().get("/en/places/?q=Horch"))
    keeper.post(register("restore/"), {})
    assert Place.objects.get(slug=SLUG).state == "draft"


def test_nothing_is_taken_out_without_a_reason(keeper: Client) -> None:
    keeper.post(register("archive/"), {"reason": " "})
    assert Place.objects.get(slug=SLUG).state == "published"


@pytest.mark.parametrize("sent", [{}, {"reason": "privacy"}, {"reason": "spite", "sure": "on"}])
def test_nothing_is_withdrawn_without_a_reason_of_the_list_and_a_tick(
    keeper: Client, sent: dict[str, str]
) -> None:
    keeper.post(register("withdraw/"), sent)
    assert Place.objects.get(slug=SLUG).state == "published"
    assert not Withdrawal.objects.exists()


def test_a_withdrawn_place_is_archived_and_its_page_and_history_say_so(keeper: Client) -> None:
    keeper.post(register("withdraw/"), {"reason": "privacy", "sure": "on"})
    place = Place.objects.get(slug=SLUG)
    kept = Withdrawal.objects.get()
    assert (place.state, kept.identifier, kept.reason) == ("archived", place.identifier, "privacy")
    assert "is withdrawn from every edition (privacy)" in text(keeper.get(register("")))
    assert "withdrawn from every edition" in text(keeper.get(register("history/")))
    publish_register()
    assert Client().get(f"/en/places/{SLUG}/").status_code == 410


def test_two_places_are_merged_and_parted_on_their_pages(keeper: Client, cast: Cast) -> None:
    before = record_of(Place.objects.get(slug=SLUG))
    keeper.post(register("split/"), {"name": "The old press shop", "piece": ["phases.0"]})
    new = Place.objects.get(slug="the-old-press-shop-zwickau")
    assert record_of(new)["phases"] == before["phases"][:1]
    page = text(keeper.get(register(f"merge/?other={new.slug}")))
    assert "The old press shop" in page
    keeper.post(register("merge/"), {"other": new.slug})
    new.refresh_from_db()
    assert new.merged_into == Place.objects.get(slug=SLUG)
    history = text(keeper.get(register("history/")))
    assert history.count("Take this back") == 2


def test_only_places_that_one_orders_are_merged(keeper: Client) -> None:
    answer = keeper.get(register("merge/?other=abenteuer-erzberg"))
    assert "None of the places that you keep has this address." in text(answer)
