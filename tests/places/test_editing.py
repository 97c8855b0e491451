"""A keeper corrects a name, a contributor proposes, and what two people change is never lost."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from inducult.common.history import Actor
from inducult.places.actions import Trail, change_record
from inducult.places.models import Correction, Place, Publication
from inducult.places.records import record_of
from tests.cast import Cast

HORCH = "august-horch-museum"


@pytest.fixture
def place(cast: Cast) -> Place:
    return Place.objects.get(slug=HORCH)


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def rows(section: str, entries: list[dict[str, Any]], *, more: int = 1) -> dict[str, str]:
    """What a browser sends for a page of rows with some empty ones at the end."""
    told = {f"{section}-TOTAL_FORMS": str(len(entries) + more)}
    told[f"{section}-INITIAL_FORMS"] = str(len(entries))
    for number, entry in enumerate(entries):
        told |= {f"{section}-{number}-{name}": str(value) for name, value in entry.items()}
    return told


def named(place: Place, text: str) -> dict[str, str]:
    """The page of names with the first name changed."""
    entries = [
        {key: name[key] for key in ("text", "language", "kind")}
        for name in record_of(place)["names"]
    ]
    entries[0]["text"] = text
    return rows("names", entries)


def published_names(place: Place) -> list[str]:
    record = json.loads(Publication.objects.get(place=place).record)
    return [name["text"] for name in record["names"]]


def test_what_a_keeper_publishes_the_public_sees(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    before = published_names(place)
    page = f"/en/register/places/{place.identifier}/"
    assert client.post(f"{page}edit/names/", named(place, "Horch works")).status_code == 302
    assert published_names(place) == before
    assert (
        client.post(f"{page}changes/", {"do": "publish", "reason": "sign at the gate"}).url == page
    )
    assert published_names(place) == ["Horch works", *before[1:]]
    assert Correction.objects.get().state == Correction.State.ACCEPTED


def test_what_a_contributor_proposes_waits_for_a_keeper(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "contributor")
    before = record_of(place)
    page = f"/en/register/places/{place.identifier}/"
    client.post(f"{page}edit/names/", named(place, "Horch works"))
    client.post(f"{page}changes/", {"do": "publish"})
    assert Correction.objects.get().state == Correction.State.DRAFT
    client.post(f"{page}changes/", {"do": "propose"})
    assert Correction.objects.get().state == Correction.State.PROPOSED
    assert record_of(place) == before


def test_a_page_that_keeps_itself_loses_no_new_row(cast: Cast, place: Place) -> None:
    client = signed_in(cast, "keeper")
    told = named(place, "Horch works")
    number = int(told["names-INITIAL_FORMS"])
    told |= {
        f"names-{number}-text": "Horch",
        f"names-{number}-language": "de",
        f"names-{number}-kind": "alternative",
    }
    address = f"/en/register/places/{place.identifier}/edit/names/"
    for _ in range(2):
        kept = client.post(address, told, headers={"X-Kept-By-Itself": "1"})
        assert kept.json() == {"kept": True}
    names = Correction.objects.get().record["names"]
    assert [name["text"] for name in names[number:]] == ["Horch"]


def test_two_who_change_the_same_piece_see_both_and_choose(cast: Cast, place: Place) -> None:
    page = f"/en/register/places/{place.identifier}/"
    one, other = signed_in(cast, "keeper"), signed_in(cast, "steward")
    one.post(f"{page}edit/names/", named(place, "By the keeper"))
    other.post(f"{page}edit/names/", named(place, "By the steward"))
    other.post(f"{page}changes/", {"do": "accept"})
    refused = one.post(f"{page}changes/", {"do": "accept"})
    assert refused.status_code == 409
    assert "By the steward" in (shown := refused.content.decode())
    assert "By the keeper" in shown
    one.post(f"{page}changes/", {"do": "accept", "clash-names": "mine"})
    assert record_of(place)["names"][0]["text"] == "By the keeper"


def field_of(page: Any, name: str) -> str:
    """What a hidden field of the page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found is not None, name
    return found[1]


def about(place: Place, **told: str) -> dict[str, str]:
    """The page on operator and contact as a browser would send it."""
    record = record_of(place)
    plain = ("operator", "ownership", "protection", "website", "phone", "confidence", "doubts")
    risk = {True: "yes", False: "no", None: "unknown"}[record["endangered"]]
    values = {name: record[name] for name in (*plain, "slug")}
    return {**values, "areas": record["areas"], "endangered": risk, **told}


def test_a_page_opened_earlier_takes_nothing_back_that_others_wrote_since(
    cast: Cast, place: Place
) -> None:
    page = f"/en/register/places/{place.identifier}/"
    one, other = signed_in(cast, "keeper"), signed_in(cast, "steward")
    opened = field_of(one.get(f"{page}edit/about/"), "opened_at")
    form = about(place, operator="By the keeper")
    other.post(f"{page}edit/about/", about(place, phone="+49 375 1"))
    other.post(f"{page}changes/", {"do": "accept"})
    one.post(f"{page}edit/about/", {**form, "opened_at": opened})
    one.post(f"{page}changes/", {"do": "accept"})
    record = record_of(place)
    assert (record["operator"], record["phone"]) == ("By the keeper", "+49 375 1")


def test_the_same_piece_changed_since_the_page_was_opened_is_shown_and_decided(
    cast: Cast, place: Place
) -> None:
    page = f"/en/register/places/{place.identifier}/"
    one, other = signed_in(cast, "keeper"), signed_in(cast, "steward")
    opened = field_of(one.get(f"{page}edit/about/"), "opened_at")
    other.post(f"{page}edit/about/", about(place, operator="By the steward"))
    other.post(f"{page}changes/", {"do": "accept"})
    one.post(f"{page}edit/about/", {**about(place, operator="By the keeper"), "opened_at": opened})
    assert one.post(f"{page}changes/", {"do": "accept"}).status_code == 409
    assert record_of(place)["operator"] == "By the steward"


def test_a_page_with_a_mistake_is_still_the_one_that_was_opened(cast: Cast, place: Place) -> None:
    page = f"/en/register/places/{place.identifier}/edit/about/"
    client = signed_in(cast, "keeper")
    opened = field_of(client.get(page), "opened_at")
    change_record(place, {**record_of(place), "phone": "1"}, Trail(Actor("command:test")))
    again = client.post(page, {**about(place, website="nowhere at all"), "opened_at": opened})
    assert again.status_code == 422
    assert field_of(again, "opened_at") == opened


def test_who_chose_between_two_does_not_overwrite_a_third(cast: Cast, place: Place) -> None:
    page = f"/en/register/places/{place.identifier}/"
    client = signed_in(cast, "keeper")
    client.post(f"{page}edit/about/", about(place, operator="Mine"))
    for theirs in ("First", "Second"):
        change_record(place, {**record_of(place), "operator": theirs}, Trail(Actor("command:test")))
        seen = field_of(client.get(f"{page}changes/"), "seen")
        if theirs == "First":
            told = {"do": "accept", "clash-operator": "mine", "seen": seen}
    assert client.post(f"{page}changes/", told).status_code == 409
    assert record_of(place)["operator"] == "Second"
    client.post(f"{page}changes/", {**told, "seen": seen})
    assert record_of(place)["operator"] == "Mine"


@pytest.mark.parametrize("told", ["", "-1", "x", "99999999999999999999", "1.5"])
def test_a_state_that_cannot_be_read_is_that_of_now(told: str, cast: Cast, place: Place) -> None:
    page = f"/en/register/places/{place.identifier}/"
    client = signed_in(cast, "keeper")
    client.post(f"{page}edit/about/", {**about(place, operator="Mine"), "opened_at": told})
    client.post(f"{page}changes/", {"do": "accept"})
    assert record_of(place)["operator"] == "Mine"
