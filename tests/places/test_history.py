"""The history of a place: every act in words, any two states held together, and the way back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from inducult.common.history import Actor
from inducult.common.models import Act
from inducult.partnership.queries import actor_of
from inducult.places.actions import DEEDS as RUNS
from inducult.places.actions import Trail, archive, change_record, republish
from inducult.places.actions.reverting import NoSuchState, revert, state_after, states_of
from inducult.places.models import Place
from inducult.places.records import Record, empty_record, record_of
from inducult.places.views.history import DEEDS as WORDS
from inducult.places.writing import write_records
from tests.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SLUG = "august-horch-museum"
TEST = Actor("command:test")


def horch() -> Place:
    return Place.objects.get(slug=SLUG)


def change(by: Actor = TEST, **fields: Any) -> Record:
    """Write fields of the place as a deed of its own; the record as it is then."""
    with transaction.atomic():
        change_record(horch(), {**record_of(horch()), **fields}, Trail(by))
    return record_of(horch())


def test_every_state_of_the_past_is_had_from_the_acts(cast: Cast) -> None:
    states = [change(phone="1"), change(operator="B"), change(phone="2", doubts="?")]
    republish(horch(), by=TEST)
    archive(horch(), by=TEST, reason="closed")
    found = states_of(horch())
    assert list(found.values())[:3] == states[::-1]


def test_a_reverted_place_is_as_it_was_bit_for_bit_and_the_way_back_is_kept(cast: Cast) -> None:
    first = change(phone="1")
    [act] = Act.objects.filter(subject=horch().identifier).order_by("-id")[:1]
    later = change(phone="2", names=[])
    revert(horch(), act.pk, by=TEST, reason="mistake")
    assert record_of(horch()) == first
    [undo] = Act.objects.filter(subject=horch().identifier).order_by("-id")[:1]
    assert (undo.deed, undo.reason) == ("revert", "mistake")
    assert state_after(horch(), undo.pk - 1) == later


def test_a_state_that_never_was_is_not_gone_back_to(cast: Cast) -> None:
    with pytest.raises(NoSuchState):
        revert(horch(), 999_999, by=TEST)


def test_the_page_tells_who_did_what_and_a_keeper_goes_back(cast: Cast) -> None:
    client = Client()
    client.force_login(cast["keeper"], backend=BACKEND)
    change(phone="1", by=actor_of(cast["contributor"]))
    [act] = Act.objects.filter(subject=horch().identifier).order_by("-id")[:1]
    change(phone="2", by=actor_of(cast["keeper"]))
    page = client.get(f"/en/register/places/{horch().identifier}/history/").content.decode()
    assert "Contributor" in page
    assert "Telephone" in page
    state = f"/en/register/places/{horch().identifier}/history/{act.pk}/"
    assert "<ins>2</ins>" in client.get(state).content.decode()
    assert client.post(state, {"reason": "wrong number"}).status_code == 302
    assert record_of(horch())["phone"] == "1"


def test_every_deed_of_a_run_has_its_words() -> None:
    assert set(RUNS) <= set(WORDS)


def test_the_page_is_in_the_language_of_its_reader_throughout(cast: Cast) -> None:
    with transaction.atomic():
        record = record_of(horch())
        change_record(horch(), {**record, "names": record["names"][:1]}, Trail(TEST, deed="bulk"))
    client = Client()
    client.force_login(cast["keeper"], backend=BACKEND)
    place = f"/de/register/places/{horch().identifier}/"
    assert "zusammen mit anderen Orten geändert" in client.get(f"{place}history/").content.decode()
    told = client.get(place).content.decode()
    assert "die Redaktion der Region (Landkreis Zwickau)" in told
    assert "in einer Quelle gefunden" in told


def test_a_person_who_was_erased_is_a_former_member_in_the_history(cast: Cast) -> None:
    change(phone="1", by=actor_of(cast["contributor"]))
    cast["contributor"].delete()
    client = Client()
    client.force_login(cast["keeper"], backend=BACKEND)
    page = client.get(f"/en/register/places/{horch().identifier}/history/").content.decode()
    assert "former member" in page


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.text("0123456789 ", max_size=9),
        "doubts": st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
        "endangered": st.sampled_from([None, True, False]),
        "confidence": st.sampled_from(["", "high", "low"]),
    },
)


class EveryStateComesBack(TestCase):
    """Whatever was written: each state can be had again, and going back to it gives it again."""

    @settings(max_examples=10)  # each writes several whole records
    @given(st.lists(FIELDS, min_size=1, max_size=4), st.data())
    def test_going_back(self, written: list[dict[str, Any]], data: st.DataObject) -> None:

        write_records([{**empty_record(), "id": "a" * 10, "slug": "a"}])
        place = Place.objects.get(slug="a")
        states: dict[int, Record] = {}
        for fields in written:
            change_record(place, {**record_of(place), **fields}, Trail(TEST))
            newest = Act.objects.order_by("-id").first()
            if newest is not None:  # what changes nothing leaves no trace
                states[newest.pk] = record_of(place)
        assume(states)
        chosen = data.draw(st.sampled_from(sorted(states)))
        assert states_of(place) == dict(reversed(states.items()))
        revert(place, chosen, by=TEST)
        assert record_of(place) == states[chosen]
