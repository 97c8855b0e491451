"""Merging and splitting, and the way back: both records as they were, bit for bit."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from inducult.catalogue.publication import publish_register
from inducult.common.history import Actor
from inducult.places.actions import Trail, begin, change_record, propose
from inducult.places.actions.joining import (
    WorkedOnSince,
    WorkWaits,
    merge,
    split,
    unmerge,
    unsplit,
)
from inducult.places.joining import disagreements, joined, parted
from inducult.places.models import Keeping, Place, Publication, Report, Story
from inducult.places.records import Record, empty_record, record_of
from inducult.places.writing import write_records
from tests.cast import Cast

TEST = Actor("command:test")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def horch() -> Place:
    return Place.objects.get(slug="august-horch-museum")


def erzberg() -> Place:
    return Place.objects.get(slug="abenteuer-erzberg")


def everything() -> dict[str, Any]:
    """All that a visitor, a keeper and the history-less register know."""
    places = {place.identifier: place for place in Place.objects.order_by("id")}
    return {
        "records": {key: record_of(place) for key, place in places.items()},
        "states": {key: place.state for key, place in places.items()},
        "merged": {key: place.merged_into_id for key, place in places.items()},
        "public": dict(
            Publication.objects.order_by("id").values_list("place__identifier", "record")
        ),
        "reports": list(Report.objects.order_by("id").values_list("receipt", "place")),
        "stories": list(Story.objects.order_by("id").values_list("receipt", "place")),
        "keepings": sorted(Keeping.objects.order_by("id").values_list("place", "organisation")),
    }


@pytest.fixture
def two(cast: Cast) -> tuple[Place, Place]:
    """Two public places with all that can hang on a place."""
    kept, gone = horch(), erzberg()
    Report.objects.create(place=gone, message="?", language="en")
    Story.objects.create(place=gone, receipt="r", language="en", text="!")
    Keeping.objects.create(place=gone, organisation=cast.organisation)
    return kept, gone


def test_a_merge_and_its_undoing_leave_everything_as_it_was(two: tuple[Place, Place]) -> None:
    kept, gone = two
    before = everything()
    run = merge(kept, gone, joined(record_of(kept), record_of(gone)), by=TEST)
    assert everything() != before
    unmerge(run, by=TEST)
    assert everything() == before


def test_what_hangs_on_a_place_moves_and_its_addresses_lead_on(
    two: tuple[Place, Place], settings: Any, tmp_path: Any
) -> None:
    settings.DATA = tmp_path
    kept, gone = two
    old = record_of(gone)
    merge(kept, gone, joined(record_of(kept), old), by=TEST)
    publish_register()
    assert Report.objects.get().place == kept
    assert Story.objects.get().place == kept
    for path in (f"/en/places/{gone.slug}/", f"/de/places/{gone.slug}/"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"]) == (301, path.replace(gone.slug, kept.slug))
    found = Client().get(f"/id/{gone.identifier}", follow=True)
    assert found.redirect_chain[-1][0].endswith(f"/places/{kept.slug}/")
    names = {name["text"] for name in record_of(kept)["names"]}
    assert {name["text"] for name in old["names"]} <= names


def test_later_work_on_the_kept_place_survives_the_undoing(two: tuple[Place, Place]) -> None:
    kept, gone = two
    old = record_of(gone)
    run = merge(kept, gone, joined(record_of(kept), old), by=TEST)
    change_record(kept, {**record_of(kept), "doubts": "later"}, Trail(TEST))
    unmerge(run, by=TEST)
    assert record_of(kept)["doubts"] == "later"
    assert record_of(gone) == old


def test_later_work_on_the_same_piece_is_not_lost_by_an_undoing(two: tuple[Place, Place]) -> None:
    kept, gone = two
    run = merge(kept, gone, joined(record_of(kept), record_of(gone)), by=TEST)
    change_record(kept, {**record_of(kept), "facts": []}, Trail(TEST))
    before = everything()
    with pytest.raises(WorkedOnSince):
        unmerge(run, by=TEST)
    assert everything() == before


def test_a_merge_is_undone_once(two: tuple[Place, Place]) -> None:
    run = merge(*two, joined(*(record_of(place) for place in two)), by=TEST)
    unmerge(run, by=TEST)
    with pytest.raises(WorkedOnSince):
        unmerge(run, by=TEST)


def test_a_place_with_waiting_proposals_is_not_merged_away(
    two: tuple[Place, Place], cast: Cast
) -> None:
    kept, gone = two
    propose(begin(gone, author=cast["contributor"]))
    with pytest.raises(WorkWaits):
        merge(kept, gone, record_of(kept), by=TEST)


def test_a_split_and_its_undoing_leave_everything_as_it_was(cast: Cast) -> None:
    place, before = horch(), everything()
    name = {"language": "en", "kind": "official", "text": "The other works", "origin": "person"}
    run, new = split(place, ["phases.0"], {"slug": "other-works", "names": [name]}, by=TEST)
    assert record_of(new)["phases"] == before["records"][place.identifier]["phases"][:1]
    assert new.state == "draft"
    unsplit(run, by=TEST)
    assert everything() == before


def test_a_new_place_that_was_worked_on_is_not_thrown_away(cast: Cast) -> None:
    run, new = split(horch(), [], {"slug": "other-works", "names": []}, by=TEST)
    change_record(new, {**record_of(new), "doubts": "work"}, Trail(TEST))
    with pytest.raises(WorkedOnSince):
        unsplit(run, by=TEST)
    assert Place.objects.filter(slug="other-works").exists()


class Killed(BaseException):
    """What a killed process looks like from inside: nothing may catch it."""


@pytest.mark.parametrize("what", ["merge", "unmerge", "split", "unsplit"])
@pytest.mark.parametrize("step", [3, 8, 15, 30])
def test_killed_at_any_step_the_register_is_as_before(
    what: str, step: int, two: tuple[Place, Place]
) -> None:
    kept, gone = two
    deed = _deed(what, kept, gone)
    before, writes = everything(), iter(range(step))

    def killer(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and next(writes, None) is None:
            raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(killer):
            deed()
    except Killed:
        assert everything() == before


def _deed(what: str, kept: Place, gone: Place) -> Any:
    record = joined(record_of(kept), record_of(gone))
    fresh = {"slug": "other", "names": []}
    if what == "merge":
        return lambda: merge(kept, gone, record, by=TEST)
    if what == "split":
        return lambda: split(kept, ["names.0"], fresh, by=TEST)
    if what == "unmerge":
        run = merge(kept, gone, record, by=TEST)
        return lambda: unmerge(run, by=TEST)
    run, _new = split(kept, ["names.0"], fresh, by=TEST)
    return lambda: unsplit(run, by=TEST)


WORDS = st.text("abc ", max_size=6)
NAMES = st.builds(
    lambda text, kind: {"language": "en", "kind": kind, "text": text or "x", "origin": "person"},
    WORDS,
    st.sampled_from(["official", "alternative"]),
)
RECORDS = st.fixed_dictionaries(
    {
        "operator": WORDS,
        "phone": WORDS,
        "endangered": st.sampled_from([None, True, False]),
        "names": st.lists(NAMES, max_size=3, unique_by=lambda name: (name["text"], name["kind"])),
        "facts": st.lists(
            st.builds(
                lambda text: {
                    "text": text, "language": "en", "origin": "person", "source": "",
                },
                WORDS,
            ),
            max_size=2,
        ),
    }
)  # fmt: skip


class BothComeBack(TestCase):
    """Whatever two records hold."""

    @settings(max_examples=25)
    @given(RECORDS, RECORDS, st.lists(st.sampled_from(["operator", "phone", "endangered"])))
    def test_merge(self, one: Record, other: Record, chosen: list[str]) -> None:
        write_records(
            [
                {**empty_record(), **one, "id": "a" * 10, "slug": "a"},
                {**empty_record(), **other, "id": "b" * 10, "slug": "b"},
            ]
        )
        kept, gone = (Place.objects.get(slug=slug) for slug in "ab")
        before = everything()
        record = joined(record_of(kept), record_of(gone), from_gone=chosen)
        unmerge(merge(kept, gone, record, by=TEST), by=TEST)
        assert everything() == before

    @settings(max_examples=25)
    @given(RECORDS, st.lists(st.sampled_from(["names.0", "names.1", "facts.0"])))
    def test_split(self, one: Record, pieces: list[str]) -> None:
        write_records([{**empty_record(), **one, "id": "a" * 10, "slug": "a"}])
        before = everything()
        run, _new = split(Place.objects.get(), pieces, {"slug": "c", "names": []}, by=TEST)
        unsplit(run, by=TEST)
        assert everything() == before


@given(RECORDS, RECORDS)
def test_a_joined_record_holds_what_either_knows(one: Record, other: Record) -> None:
    kept, gone = (
        {**empty_record(), **r, "id": i, "slug": i} for r, i in ((one, "a"), (other, "b"))
    )
    record = joined(kept, gone)
    assert {name["text"] for name in record["names"]} == {
        name["text"] for name in [*one["names"], *other["names"]]
    }
    assert record["operator"] == (one["operator"] or other["operator"])
    assert {c.name for c in disagreements(kept, gone)} <= {"operator", "phone", "endangered"}


@given(RECORDS, st.sets(st.sampled_from(["names.0", "names.1", "facts.0"])))
def test_nothing_is_lost_when_a_place_is_parted(one: Record, pieces: set[str]) -> None:
    record = {**empty_record(), **one, "id": "a", "slug": "a"}
    left, new = parted(record, pieces, {"id": "b", "slug": "b", "names": []})
    for name in ("names", "facts"):
        assert all(entry in [*left[name], *new[name]] for entry in record[name])
