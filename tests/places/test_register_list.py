"""The list shows what its reader may see, as the rights say, and finds what is asked for."""

from __future__ import annotations

import pytest
from django.test import Client

from inducult.common.models import Act
from inducult.places.listing import listed
from inducult.places.models import Correction, Keeping, Place
from inducult.places.queries import kept_by, seen_by, worked_on_by
from inducult.places.records import record_of
from inducult.places.rights import may
from inducult.places.vocabulary import State
from inducult.places.writing import write_records
from tests.cast import ABROAD, HOME, PARTS, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def drafts(cast: Cast) -> Cast:
    """Places that are not public, at home, abroad, nowhere, entrusted, and written on."""
    for number, region in enumerate((HOME, ABROAD, None, ABROAD, None)):
        record = record_of(Place.objects.get(slug="august-horch-museum"))
        regions = [{"code": region, "found_by": "person"}] if region else []
        own = {"id": f"draft{number:05}", "slug": f"draft-{number}", "regions": regions}
        write_records([{**record, **own, "identifiers": []}])
    Place.objects.filter(slug="draft-1").update(state=State.ARCHIVED)
    entrusted, written = Place.objects.get(slug="draft-3"), Place.objects.get(slug="draft-4")
    Keeping.objects.create(place=entrusted, organisation=cast.organisation)
    Correction.objects.create(place=written, author=cast["contributor"], base={}, record={})
    return cast


def client_of(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend=BACKEND)
    return client


@pytest.mark.parametrize("part", PARTS)
def test_the_list_is_the_right_as_a_query(part: str, drafts: Cast) -> None:
    person = drafts[part]
    for right, found in (
        ("places.see", seen_by(person)),
        ("places.keep", kept_by(person)),
        ("places.propose", worked_on_by(person)),
    ):
        wanted = {p.slug for p in Place.objects.all() if may(person, right, p)}
        slugs = [place.slug for place in found]
        assert (sorted(slugs), len(slugs)) == (sorted(wanted), len(set(slugs))), right


def test_the_page_shows_just_those(drafts: Cast) -> None:
    told = client_of(drafts, "organisation_keeper").get("/en/register/places/").content.decode()
    assert "draft00003" in told
    assert "draft00000" not in told
    mine = client_of(drafts, "organisation_keeper").get("/en/register/places/?mine=on")
    assert [row.place.slug for row in mine.context["rows"]] == ["draft-3"]


def test_filters_find_what_they_name(drafts: Cast) -> None:
    steward = drafts["steward"]
    horch = "august-horch-museum"

    def found(**asked: object) -> set[str]:
        return {place.slug for place in listed(steward, asked)}

    assert found(state="archived") == {"draft-1"}
    assert found(region="-") == {"draft-2", "draft-4"}
    assert horch in found(q="HORCH zwickau")
    assert found(q="horch leoben") == set()
    assert found(type="MIN") == {
        p.slug
        for p in Place.objects.all()
        if any(code.split(".")[0] == "MIN" for code in record_of(p)["types"])
    }
    assert found(missing="source") == set()


def test_nonsense_in_the_address_is_answered(drafts: Cast) -> None:
    client = client_of(drafts, "keeper")
    for query in ("?page=x", "?page=99", "?missing=%00", "?sort=; drop", "?region=nowhere&old=1"):
        assert client.get(f"/en/register/places/{query}").status_code == 200, query


def test_a_list_asks_as_often_for_many_as_for_few(
    drafts: Cast, django_assert_max_num_queries: object
) -> None:
    client = client_of(drafts, "steward")
    client.get("/en/register/places/")
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        client.get("/en/register/places/")


def test_a_place_is_entrusted_and_taken_back(drafts: Cast) -> None:
    keeper, place = client_of(drafts, "keeper"), Place.objects.get(slug="draft-0")
    person = drafts["organisation_keeper"]
    page = f"/en/register/places/{place.identifier}/keepers/"
    assert not may(person, "places.keep", place)
    keeper.post(page, {"organisation": drafts.organisation.key})
    assert may(person, "places.keep", Place.objects.get(pk=place.pk))
    act = Act.objects.get(deed="entrust")
    assert (act.before, act.after) == (
        {"keepers": []},
        {"keepers": [drafts.organisation.key]},
    )
    keeper.post(page, {"organisation": drafts.organisation.key, "take_back": ""})
    assert not may(person, "places.keep", Place.objects.get(pk=place.pk))


def test_the_first_page_counts_what_a_keeper_has_to_do(drafts: Cast) -> None:
    kept = client_of(drafts, "keeper").get("/en/register/").context["kept"]
    assert kept["places"] == kept_by(drafts["keeper"]).count()
    assert client_of(drafts, "member").get("/en/register/").context["kept"] is None
