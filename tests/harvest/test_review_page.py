"""A keeper decides suggestions on pages, one after the other; plain forms are enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from inducult.harvest.models import Suggestion
from inducult.partnership.queries import actor_of
from inducult.places.actions import Trail, change_record
from inducult.places.models import Place
from inducult.places.records import Record, record_of
from tests.cast import HOME, Cast
from tests.harvest.lists import BREWERY, HORCH
from tests.harvest.test_harvesting import run_of, waiting

pytestmark = pytest.mark.django_db
QUEUE = "/en/register/harvest/review/"
# In Zwickau, and far from the museum.
BREWERIES = [
    {**BREWERY, "key": f"z{n}", "name": f"Brauerei {n}", "lon": 12.49, "lat": 50.70 + n / 1000}
    for n in range(3)
]


@pytest.fixture
def keeper(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["keeper"], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def address(suggestion: Suggestion) -> str:
    return reverse("harvest:suggestion", kwargs={"key": suggestion.key})


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_keeper_sees_what_waits_in_her_regions_and_nothing_else(
    keeper: Client, tmp_path: Path
) -> None:
    found = waiting(run_of(tmp_path, BREWERY, *BREWERIES))
    page = text_of(keeper.get(QUEUE))
    assert "3 suggestions wait" in page
    assert "Brauerei Beispiel" not in page  # in no region: for the steward
    assert keeper.get(address(found["b1"])).status_code == 404


def test_accepting_leads_to_the_next_and_the_last_to_the_queue(
    keeper: Client, cast: Cast, tmp_path: Path
) -> None:
    found = waiting(run_of(tmp_path, *BREWERIES[:2]))
    answer = keeper.post(address(found["z0"]), {"do": "accept"})
    assert answer["Location"] == address(found["z1"])
    answer = keeper.post(address(found["z1"]), {"do": "accept"})
    assert answer["Location"] == QUEUE
    states = Suggestion.objects.values_list("state", "decided_by")
    assert set(states) == {("accepted", actor_of(cast["keeper"]).name)}


def test_the_question_of_the_address_stays_with_the_keeper(keeper: Client, tmp_path: Path) -> None:
    found = waiting(run_of(tmp_path, *BREWERIES, HORCH))
    answer = keeper.post(f"{address(found['z0'])}?kind=new", {"do": "accept"})
    assert answer["Location"] == f"{address(found['z1'])}?kind=new"
    assert "1 suggestion waits" in text_of(keeper.get(f"{QUEUE}?kind=change"))
    assert keeper.get(f"{QUEUE}?kind=nonsense&region=%00").status_code == 200


def test_refusing_needs_a_reason_which_is_kept(keeper: Client, tmp_path: Path) -> None:
    found = waiting(run_of(tmp_path, *BREWERIES[:1]))["z0"]
    answer = keeper.post(address(found), {"do": "refuse"})
    assert (answer.status_code, "Say why" in text_of(answer)) == (422, True)
    keeper.post(address(found), {"do": "refuse", "reason": "old", "answer": "closed in 1990"})
    found.refresh_from_db()
    assert (found.state, found.answer) == (
        "refused",
        "the source is out of date: closed in 1990",
    )


def test_what_a_person_set_is_named_and_stays_unless_it_is_ticked(
    keeper: Client, cast: Cast, tmp_path: Path
) -> None:
    place = Place.objects.get(slug="august-horch-museum")
    said = {**record_of(place), "operator": "Said by a person"}
    change_record(place, said, Trail(actor_of(cast["keeper"])))
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    page = text_of(keeper.get(address(found)))
    assert "set by a person: outranks the source" in page
    assert "against the word of a person" in page
    assert 'value="operator"> ' in page  # not ticked
    keeper.post(address(found), {"do": "accept"})
    assert record_of(place)["operator"] == "Said by a person"
    found.refresh_from_db()
    assert found.state == "partly"


def test_pieces_are_taken_as_ticked(keeper: Client, tmp_path: Path) -> None:
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    answer = keeper.post(address(found), {"do": "pieces"})
    assert (answer.status_code, "Tick at least one" in text_of(answer)) == (422, True)
    keeper.post(address(found), {"do": "pieces", "piece": ["operator"]})
    place = Place.objects.get(slug="august-horch-museum")
    assert record_of(place)["operator"] == HORCH["operator"]


def test_the_last_decision_is_taken_back_and_shown_again(keeper: Client, tmp_path: Path) -> None:
    found = waiting(run_of(tmp_path, *BREWERIES[:2]))
    keeper.post(address(found["z0"]), {"do": "accept"})
    keeper.post(address(found["z1"]), {"do": "refuse", "reason": "old"})
    for key in ("z1", "z0"):
        answer = keeper.post(f"{QUEUE}undoing/")
        assert answer["Location"] == address(found[key])
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}
    assert not Place.objects.filter(slug__contains="brauerei").exists()
    assert keeper.post(f"{QUEUE}undoing/")["Location"] == QUEUE


def test_who_was_faster_is_said(keeper: Client, tmp_path: Path) -> None:
    found = waiting(run_of(tmp_path, *BREWERIES[:1]))["z0"]
    for _ in range(2):
        answer = keeper.post(address(found), {"do": "accept"}, follow=True)
    assert "Somebody has decided about it meanwhile" in text_of(answer)


def test_why_and_the_waterfall_stand_on_the_page(keeper: Client, tmp_path: Path) -> None:
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    page = text_of(keeper.get(address(found)))
    assert "m apart" in page
    assert page.count('<svg class="waterfall__bar"') == len(
        [part for part in found.levels if part["bits"] or part["comparison"] == "prior"]
    )
    assert " style=" not in page.split("<main")[1]


def test_the_layer_of_a_closed_source_is_said(keeper: Client, tmp_path: Path) -> None:
    found = waiting(run_of(tmp_path, HORCH, licence="ODbL-1.0"))["h1"]
    page = text_of(keeper.get(address(found)))
    assert "layer: share-alike" in page
    assert "does not let its values into the open record" in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_same_however_many_wait(
    keeper: Client, tmp_path: Path, many: int, django_assert_max_num_queries: Any
) -> None:
    found = waiting(run_of(tmp_path, *BREWERIES[:many]))
    with django_assert_max_num_queries(20):
        keeper.get(address(found["z0"]))
    with django_assert_max_num_queries(20):
        keeper.get(QUEUE)


def test_the_region_is_the_one_of_the_ground(register: list[Record], tmp_path: Path) -> None:
    assert waiting(run_of(tmp_path, *BREWERIES[:1]))["z0"].region_id == HOME
