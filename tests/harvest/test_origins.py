"""Each shown value says its source, licence and day; what is not published is not told."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from inducult.harvest.actions import accept, accept_many, harvest
from inducult.harvest.models import Provenance
from inducult.harvest.origins import origins_of
from inducult.partnership.queries import actor_of
from inducult.places.models import Place
from inducult.places.records import Record, record_of
from tests.cast import Cast
from tests.harvest.lists import HARVESTER, HORCH, recipe, write
from tests.harvest.test_harvesting import run_of, waiting

pytestmark = pytest.mark.django_db
PAGE = "/en/places/august-horch-museum/"


def horch() -> Place:
    return Place.objects.get(slug="august-horch-museum")


def test_every_value_of_a_place_has_a_voice(register: list[Record]) -> None:
    for record in register:
        origins = origins_of(record, also_closed=False)
        assert len(origins) > 10
        assert [origin.label for origin in origins if not origin.voices] == []
        days = {voice.on for origin in origins for voice in origin.voices}
        assert None not in days


def test_a_value_of_a_source_names_it_with_licence_and_day(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    done = accept(
        waiting(run_of(tmp_path, HORCH))["h1"], by=actor_of(cast["keeper"]), only=["operator"]
    )
    assert done.decided_at is not None
    found = origins_of(record_of(horch()), also_closed=False)
    operator = next(origin for origin in found if origin.label == "Operator")
    assert operator.words == "Another Operator"
    (voice,) = operator.voices
    assert (voice.who, voice.licence, voice.home) == (
        "Makers of the list",
        "CC-BY-4.0",
        "https://example.org/list",
    )
    assert voice.on == done.decided_at.date()


def test_the_public_page_tells_nothing_that_is_not_published(
    register: list[Record], client: Client, tmp_path: Path
) -> None:
    before = client.get(PAGE).content.decode()
    assert "Where each value comes from" in before
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    accept(found, by=HARVESTER, only=[piece["name"] for piece in found.changes])
    after = client.get(PAGE).content.decode()
    assert "Another Operator" not in after
    assert "Makers of the list" not in after


@pytest.mark.parametrize("licence", ["CC-BY-NC-4.0", "ODbL-1.0"])
def test_a_closed_source_is_told_to_keepers_and_not_to_the_public(
    register: list[Record], client: Client, cast: Cast, tmp_path: Path, licence: str
) -> None:
    agreeing = {**HORCH, "operator": record_of(horch())["operator"]}
    run = harvest(recipe("closed", licence), write(tmp_path, [agreeing]), by=HARVESTER)
    accept_many(run.suggestions.all(), by=HARVESTER)
    public = client.get(PAGE).content.decode()
    assert "Makers of the closed" not in public
    keeper = Client()
    keeper.force_login(cast["keeper"], backend=settings.AUTHENTICATION_BACKENDS[0])
    page = keeper.get(f"/en/register/places/{horch().identifier}/").content.decode()
    assert "Makers of the closed" in page
    assert "layers of their own" in page


def test_whom_to_name_for_a_result_as_a_page_and_for_programs(
    register: list[Record], client: Client
) -> None:
    page = client.get("/en/attribution/?region=zwickau").content.decode()
    names = client.get("/en/attribution/?region=zwickau&as=json").json()
    assert {"attribution": "InduCult network", "licence": "CC-BY-4.0", "address": ""} in names
    assert all(name["attribution"] in page for name in names if "&" not in name["attribution"])
    assert not any(name["licence"].startswith("ODbL") for name in names)
    assert client.get("/en/attribution/?q=xyzzyxyzzy&as=json").json() == []
    assert client.get("/en/attribution/?edition=99&year=abc").status_code == 200


def test_a_source_is_named_once_its_value_is_published_and_not_before(
    register: list[Record], cast: Cast, client: Client, tmp_path: Path
) -> None:
    found = waiting(run_of(tmp_path, {**HORCH, "operator": "August Horch Museum Zwickau gGmbH"}))
    taken = accept(found["h1"], by=actor_of(cast["keeper"]))
    address = "/en/attribution/?q=horch&as=json"
    who = [name["attribution"] for name in client.get(address).json()]
    assert "Makers of the list" not in who
    agreed = record_of(horch())["names"][0]
    source = {"source": taken.source, "received": taken.received, "suggestion": taken}
    told = {"field": "names", "value": agreed, "licence": "CC-BY-4.0", "layer": "open"}
    Provenance.objects.create(place=horch(), **told, **source)
    who = [name["attribution"] for name in client.get(address).json()]
    assert "Makers of the list" in who
