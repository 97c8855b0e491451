"""A keeper takes a suggestion over, or some of it; licences stay apart; a run can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inducult.common.models import Act
from inducult.harvest.actions import (
    NotOpen,
    NotUndoable,
    accept,
    accept_many,
    harvest,
    refuse,
    reopen,
    take_back_deed,
    undo,
)
from inducult.harvest.models import Provenance, Run, Tie
from inducult.harvest.queries import attributions_of, open_part, statements_of, sure_of
from inducult.partnership.queries import actor_of
from inducult.places.actions import Trail, change_record
from inducult.places.models import Place, Publication
from inducult.places.records import Record, record_of, records_of
from tests.cast import Cast
from tests.harvest.lists import BREWERY, HARVESTER, HORCH, recipe, write
from tests.harvest.test_harvesting import run_of, waiting

pytestmark = pytest.mark.django_db
OTHER = {**BREWERY, "key": "b9", "name": "Brauerei Anderswo", "lon": 11.5, "lat": 50.4}


def state_of_register() -> str:
    """Everything that the register says, as text."""
    records = list(records_of(Place.objects.all()))
    places = list(Place.objects.order_by("pk").values_list("identifier", "state", "merged_into"))
    public = list(Publication.objects.order_by("place_id").values_list("record"))
    return json.dumps([records, places, public], ensure_ascii=False, sort_keys=True)


def test_an_accepted_place_is_a_draft_with_its_trace_and_its_sources(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    steward = actor_of(cast["steward"])
    done = accept(waiting(run_of(tmp_path, BREWERY))["b1"], by=steward)
    assert done.place is not None
    record = record_of(done.place)
    act = Act.objects.get(subject=done.place.identifier)
    assert (act.actor, act.deed, act.run) == (steward.name, "harvest", done.deed)
    assert done.deed.startswith(f"{done.run.key}-")
    assert done.place.state == "draft"
    assert record["names"][0]["text"] == "Brauerei Beispiel"
    assert record["identifiers"] == [{"scheme": "list", "value": "b1"}]
    assert done.place.slug == "brauerei-beispiel-bamberg"
    fields = set(Provenance.objects.values_list("field", flat=True))
    assert {"names", "types", "position", "operator", "address.municipality"} <= fields
    assert Tie.objects.get().place == done.place


def test_a_keeper_takes_some_pieces_and_a_conflict_only_by_its_name(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    keeper = actor_of(cast["keeper"])
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    done = accept(found, by=keeper, only=["operator"])
    assert done.place is not None
    record = record_of(done.place)
    assert (done.state, done.taken) == ("partly", ["operator"])
    assert record["operator"] == "Another Operator"
    assert all(each["scheme"] != "list" for each in record["identifiers"])


def test_a_piece_that_somebody_changed_meanwhile_stays_as_it_is(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    place = Place.objects.get(slug="august-horch-museum")
    said = {**record_of(place), "operator": "Said in between"}
    change_record(place, said, Trail(actor_of(cast["keeper"])))
    accept(found, by=actor_of(cast["keeper"]), only=["operator", "identifiers:list|h1"])
    assert record_of(place)["operator"] == "Said in between"


def test_what_is_decided_is_not_decided_twice(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    found = waiting(run_of(tmp_path, BREWERY))["b1"]
    refuse(found, by=actor_of(cast["steward"]))
    with pytest.raises(NotOpen):
        accept(found, by=actor_of(cast["steward"]))


def test_many_are_accepted_in_one_go_and_conflicts_are_left(
    register: list[Record], tmp_path: Path
) -> None:
    run = run_of(tmp_path, BREWERY, OTHER, HORCH)
    done = accept_many(sure_of(run), by=HARVESTER)
    assert done.accepted + run.suggestions.filter(is_doubtful=True).count() == 3
    assert record_of(Place.objects.get(slug="august-horch-museum"))["operator"] != HORCH["operator"]


def test_two_records_of_one_place_are_both_written(register: list[Record], tmp_path: Path) -> None:
    twin = {**HORCH, "key": "h2", "phone": "", "street": "Audistraße 7"}
    run = run_of(tmp_path, HORCH, twin)
    accept_many(run.suggestions.exclude(place=None), by=HARVESTER)
    found = record_of(Place.objects.get(slug="august-horch-museum"))["identifiers"]
    assert {("list", "h1"), ("list", "h2")} <= {(i["scheme"], i["value"]) for i in found}


@pytest.mark.parametrize("licence", ["ODbL-1.0", "CC-BY-NC-4.0", "unknown licence"])
def test_values_of_a_closed_source_never_enter_the_open_record(
    register: list[Record], tmp_path: Path, licence: str
) -> None:
    run = run_of(tmp_path, BREWERY, HORCH, licence=licence)
    accept_many(run.suggestions.all(), by=HARVESTER)
    horch = record_of(Place.objects.get(slug="august-horch-museum"))
    brewery = Tie.objects.get(key="b1").place
    opened = json.dumps({**record_of(brewery), "share_alike_position": None}, ensure_ascii=False)
    said = {str(value) for name, value in BREWERY.items() if name not in ("country", "key")}
    assert [word for word in said if word in opened] == []
    assert "beispiel" not in brewery.slug
    assert HORCH["operator"] not in json.dumps(horch)
    layer = "share_alike" if licence == "ODbL-1.0" else "non_commercial"
    assert set(Provenance.objects.values_list("layer", flat=True)) == {layer}
    known = Provenance.objects.filter(place=brewery, field="names").get()
    assert known.value["text"] == BREWERY["name"]
    assert bool(record_of(brewery)["share_alike_position"]) == (licence == "ODbL-1.0")


def test_whom_to_name_for_a_selection(register: list[Record], tmp_path: Path) -> None:
    for name, licence, row in (("one", "CC-BY-4.0", BREWERY), ("two", "ODbL-1.0", HORCH)):
        file = write(tmp_path, [row])
        run = harvest(recipe(name, licence), file, by=HARVESTER)
        accept_many(run.suggestions.all(), by=HARVESTER)
    assert attributions_of(Place.objects.all()) == [
        ("Makers of the one", "CC-BY-4.0", "https://example.org/one"),
        ("Makers of the two", "ODbL-1.0", "https://example.org/two"),
    ]


def test_the_open_part_of_a_harvested_register_is_the_register(
    register: list[Record], tmp_path: Path
) -> None:
    """Nothing has to be taken out, because nothing closed was put in."""
    accept_many(
        run_of(tmp_path, BREWERY, HORCH, licence="ODbL-1.0").suggestions.all(), by=HARVESTER
    )
    said = statements_of(Place.objects.all())
    for record in records_of(Place.objects.all()):
        assert open_part(record, said.get(record["id"], [])) == {
            **record,
            "share_alike_position": None,
        }


def test_undoing_a_run_restores_the_register_to_the_letter(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    before = state_of_register()
    run = run_of(tmp_path, BREWERY, OTHER, HORCH)
    accept_many(run.suggestions.exclude(kind="conflict"), by=HARVESTER)
    assert state_of_register() != before
    done = undo(run, by=actor_of(cast["steward"]))
    assert state_of_register() == before
    assert (done.removed, done.changed, done.left, done.clashes) == (2, 1, [], {})
    assert (Provenance.objects.count(), Tie.objects.count()) == (0, 0)
    assert Run.objects.get().state == "undone"
    with pytest.raises(NotUndoable):
        undo(run, by=HARVESTER)


def test_undoing_leaves_later_work_of_people_and_names_it(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    run = run_of(tmp_path, BREWERY, HORCH)
    accept_many(run.suggestions.all(), by=HARVESTER)
    brewery, keeper = Tie.objects.get(key="b1").place, actor_of(cast["keeper"])
    change_record(brewery, {**record_of(brewery), "phone": "+49 1 2345678"}, Trail(keeper))
    done = undo(run, by=actor_of(cast["steward"]))
    assert done.left == [brewery.identifier]
    assert record_of(brewery)["phone"] == "+49 1 2345678"
    assert Provenance.objects.filter(place=brewery).exists()


def test_a_run_that_was_undone_may_be_asked_again(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    first = run_of(tmp_path, BREWERY)
    accept_many(first.suggestions.all(), by=HARVESTER)
    undo(first, by=HARVESTER)
    again: dict[str, Any] = waiting(run_of(tmp_path, BREWERY))
    assert again["b1"].kind == "new"
    assert accept(again["b1"], by=HARVESTER).place is not None


def test_a_decision_is_taken_back_and_the_suggestion_waits_again(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    before = state_of_register()
    run, keeper = run_of(tmp_path, BREWERY, HORCH, OTHER), actor_of(cast["keeper"])
    found = waiting(run)
    for key, decide in (("b1", accept), ("h1", accept), ("b9", refuse)):
        done = decide(found[key], by=keeper)
        again = reopen(done, by=keeper)
        assert (again.state, again.deed, again.decided_by, again.taken) == ("open", "", "", [])
        with pytest.raises(NotOpen):
            reopen(again, by=keeper)
    assert state_of_register() == before
    assert (Provenance.objects.count(), Tie.objects.count()) == (0, 0)
    accept(waiting(run)["b1"], by=keeper)
    undo(run, by=keeper)
    assert state_of_register() == before


def test_a_decision_on_which_somebody_has_built_stays(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    keeper = actor_of(cast["keeper"])
    done = accept(waiting(run_of(tmp_path, BREWERY))["b1"], by=keeper)
    place = Tie.objects.get(key="b1").place
    change_record(place, {**record_of(place), "phone": "+49 1 2345678"}, Trail(keeper))
    after = state_of_register()
    with pytest.raises(NotUndoable):
        reopen(done, by=keeper)
    assert state_of_register() == after
    assert Tie.objects.filter(key="b1").exists()


def test_many_are_taken_back_together_and_what_was_decided_alone_stays(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    run = run_of(tmp_path, BREWERY, OTHER, HORCH)
    accept(waiting(run)["b9"], by=actor_of(cast["steward"]))
    before = state_of_register()
    done = accept_many(run.suggestions.filter(state="open"), by=HARVESTER)
    with pytest.raises(NotUndoable):
        reopen(waiting(run)["b1"], by=HARVESTER)
    take_back_deed(f"{run.key}-{done.deed}", by=HARVESTER)
    assert state_of_register() == before
    assert sorted(run.suggestions.values_list("state", flat=True)) == ["accepted", "open", "open"]
    with pytest.raises(NotUndoable):
        take_back_deed(f"{run.key}-{done.deed}", by=HARVESTER)


def test_a_record_taken_for_gone_is_one_again_when_that_is_taken_back(
    register: list[Record], tmp_path: Path
) -> None:
    accept_many(run_of(tmp_path, BREWERY, OTHER).suggestions.all(), by=HARVESTER)
    before = state_of_register()
    gone = run_of(tmp_path, BREWERY).suggestions.get(kind="gone")
    reopen(accept(gone, by=HARVESTER), by=HARVESTER)
    assert state_of_register() == before
    assert sorted(Tie.objects.values_list("key", flat=True)) == ["b1", "b9"]
