"""The report for coordinators: their regions, the longest unchecked first, and our letters."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from inducult.places.actions import remind
from inducult.places.freshness import Freshness
from inducult.places.models import Place, Reminder
from inducult.places.overseeing import counts_of, regions_overseen
from inducult.places.records import record_of
from inducult.places.writing import write_records
from tests.cast import ABROAD, HOME, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = timezone.localdate()
PAGE = "/en/register/freshness/"


def told(cast: Cast, part: str, query: str = "") -> str:
    client = Client()
    client.force_login(cast[part], backend=BACKEND)
    return client.get(PAGE + query).content.decode()


def listed(page: str) -> list[str]:
    """The identifiers of the places in the order of the list."""
    return re.findall(r"/register/places/(\w{10})/", page)


def with_visit(slug: str, **visit: Any) -> Place:
    place = Place.objects.get(slug=slug)
    record = record_of(place)
    asked = {**record["visit"], "state": "open", "hours_valid_to": "", **visit}
    write_records([{**record, "visit": asked}])
    return place


@pytest.fixture
def places(cast: Cast) -> dict[str, Place]:
    """A stale place at home, one abroad that is getting old."""
    plain = {"opening_hours": "Tu-Su 10:00-17:00"}
    ago = TODAY - timedelta(400)
    return {
        HOME: with_visit("august-horch-museum", checked_on="2023", **plain),
        ABROAD: with_visit("abenteuer-erzberg", checked_on=ago.isoformat(), **plain),
    }


def test_a_coordinator_sees_her_region_and_the_steward_all(
    cast: Cast, places: dict[str, Place]
) -> None:
    home, abroad = (places[region].identifier for region in (HOME, ABROAD))
    assert listed(told(cast, "coordinator")) == [home]
    assert listed(told(cast, "foreign_coordinator")) == [abroad]
    assert listed(told(cast, "steward"))[-2:] == [home, abroad]  # the longest unchecked first


def test_the_list_is_filtered_by_region_and_freshness(cast: Cast, places: dict[str, Place]) -> None:
    abroad = places[ABROAD].identifier
    assert listed(told(cast, "steward", f"?region={ABROAD}")) == [abroad]
    assert abroad in listed(told(cast, "steward", "?freshness=getting_old"))
    assert abroad not in listed(told(cast, "steward", "?freshness=stale"))
    assert "Nothing here is getting old." in told(cast, "steward", "?region=none")


def test_a_foreign_region_in_the_address_opens_nothing(
    cast: Cast, places: dict[str, Place]
) -> None:
    foreign = places[ABROAD].identifier
    assert foreign not in listed(told(cast, "coordinator", f"?region={ABROAD}"))


@pytest.mark.parametrize("query", ["?region=%00", "?freshness=rotten", "?page=x", "?page=99999"])
def test_nonsense_in_the_address_is_no_error(
    cast: Cast, places: dict[str, Place], query: str
) -> None:
    client = Client()
    client.force_login(cast["steward"], backend=BACKEND)
    assert client.get(PAGE + query).status_code == 200


def test_each_region_is_counted_with_its_letters(cast: Cast, places: dict[str, Place]) -> None:
    remind(TODAY)
    Reminder.objects.filter(place=places[HOME]).update(answer="still_right")
    regions = regions_overseen(cast["steward"])
    found = {
        row.code: (row.fresh, row.getting_old, row.stale, row.sent, row.answered)
        for row in counts_of(regions, TODAY, of_none=True)
        if row.places
    }
    assert found[HOME] == (0, 0, 1, 1, 1)
    assert found[ABROAD] == (0, 1, 0, 1, 0)


def test_places_of_no_region_are_counted_for_the_steward(
    cast: Cast, places: dict[str, Place]
) -> None:
    write_records([{**record_of(places[HOME]), "regions": []}])
    found = {row.code: row.stale for row in counts_of([], TODAY, of_none=True)}
    assert found == {"none": 1}
    assert listed(told(cast, "steward", "?region=none")) == [places[HOME].identifier]


def test_every_verdict_has_a_word() -> None:
    assert {each.value: str(each.label) for each in Freshness} == {
        "fresh": "fresh",
        "getting_old": "getting old",
        "stale": "stale",
    }
