"""A harvest suggests and writes nothing into the register; what was decided is not asked again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inducult.common.models import Act
from inducult.harvest.actions import Failed, accept, harvest, outcome, plan, refuse
from inducult.harvest.models import Received, Run, Suggestion
from inducult.partnership.queries import actor_of
from inducult.places.actions import Trail, change_record
from inducult.places.models import Place
from inducult.places.records import Record, record_of
from tests.cast import Cast
from tests.harvest.lists import BREWERY, HARVESTER, HORCH, recipe, write

pytestmark = pytest.mark.django_db
ATTIC = {
    **BREWERY,
    "key": "b2",
    "name": "Without a place",
    "lon": "",
    "lat": "",
    "municipality": "",
}


def run_of(tmp_path: Path, *rows: dict[str, Any], **more: Any) -> Run:
    return harvest(recipe(**more), write(tmp_path, list(rows)), by=HARVESTER)


def waiting(run: Run) -> dict[str, Suggestion]:
    return {each.received.key: each for each in run.suggestions.select_related("received")}


def test_a_record_without_a_place_here_is_suggested_as_new(
    register: list[Record], tmp_path: Path
) -> None:
    before = list(Place.objects.values_list("identifier", flat=True))
    run = run_of(tmp_path, BREWERY)
    assert waiting(run)["b1"].kind == "new"
    assert list(Place.objects.values_list("identifier", flat=True)) == before


def test_a_record_of_a_place_here_fills_what_is_empty_and_argues_about_the_rest(
    register: list[Record], tmp_path: Path
) -> None:
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    conflicts = {each["field"]: each["conflict"] for each in found.changes if each["conflict"]}
    added = [each["field"] for each in found.changes if not each["conflict"]]
    assert found.place == Place.objects.get(slug="august-horch-museum")
    assert found.kind == "change"
    assert conflicts == {"operator": "other"}
    assert added == ["identifiers", "sources", "position"]
    assert found.because
    assert found.region_id == "zwickau"


def test_a_word_of_a_person_is_a_conflict_with_a_person(cast: Cast, tmp_path: Path) -> None:
    place = Place.objects.get(slug="august-horch-museum")
    said = {**record_of(place), "operator": "What I know"}
    change_record(place, said, Trail(actor_of(cast["keeper"])))
    found = waiting(run_of(tmp_path, HORCH))["h1"]
    assert [e["conflict"] for e in found.changes if e["field"] == "operator"] == ["person"]


def test_what_cannot_be_placed_is_left_out_with_its_row_and_reason(
    register: list[Record], tmp_path: Path
) -> None:
    run = run_of(tmp_path, BREWERY, ATTIC)
    told = [(f.row, f.key, f.kind) for f in run.faults.all()]
    assert told == [(2, "b2", "no_position")]
    assert run.counts == {"new": 1, "left_out": 1, "gone": 0}


def test_a_record_is_kept_word_for_word(register: list[Record], tmp_path: Path) -> None:
    odd = {**BREWERY, "name": "  Brauerei  <b>Beispiel</b>", "unasked": "kept all the same"}
    run_of(tmp_path, odd)
    kept = Received.objects.get()
    assert kept.content == {name: str(value) for name, value in odd.items()}


def test_a_dry_run_says_the_same_and_writes_nothing(register: list[Record], tmp_path: Path) -> None:
    file = write(tmp_path, [BREWERY, HORCH, ATTIC, BREWERY])  # one is there twice
    said = Counter(outcome(wish) for wish in plan(recipe(), file))
    assert (Run.objects.count(), Received.objects.count()) == (0, 0)
    run = harvest(recipe(), file, by=HARVESTER)
    assert {**said, "gone": 0} == run.counts


def test_what_was_refused_is_not_asked_again_until_the_record_changes(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    first = waiting(run_of(tmp_path, BREWERY))["b1"]
    refuse(first, by=actor_of(cast["steward"]), answer="a bar")
    assert waiting(run_of(tmp_path, BREWERY)) == {}
    again = waiting(run_of(tmp_path, {**BREWERY, "phone": "+49 951 123456"}))
    assert again["b1"].kind == "new"


def test_an_open_suggestion_is_brought_up_to_date_and_keeps_its_address(
    register: list[Record], tmp_path: Path
) -> None:
    first = waiting(run_of(tmp_path, BREWERY))["b1"]
    second = waiting(run_of(tmp_path, {**BREWERY, "name": "Brauerei Muster"}))["b1"]
    assert (second.key, second.title) == (first.key, "Brauerei Muster")
    assert Suggestion.objects.count() == 1


def test_a_later_run_proposes_what_changed_and_never_overwrites(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    steward = actor_of(cast["steward"])
    place = accept(waiting(run_of(tmp_path, BREWERY))["b1"], by=steward).place
    assert place is not None
    before = record_of(place)
    found = waiting(run_of(tmp_path, {**BREWERY, "operator": "Muster AG"}))["b1"]
    assert [(e["field"], e["after"], e["conflict"]) for e in found.changes] == [
        ("operator", "Muster AG", "")
    ]
    assert record_of(place) == before


def test_a_correction_of_a_person_outranks_the_source_for_ever(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    steward, keeper = actor_of(cast["steward"]), actor_of(cast["keeper"])
    place = accept(waiting(run_of(tmp_path, BREWERY))["b1"], by=steward).place
    assert place is not None
    change_record(place, {**record_of(place), "operator": "The family"}, Trail(keeper))
    found = waiting(run_of(tmp_path, {**BREWERY, "operator": "Muster AG"}))["b1"]
    assert (found.kind, [e["conflict"] for e in found.changes]) == ("conflict", ["person"])
    accept(found, by=steward)
    assert record_of(place)["operator"] == "The family"


def test_a_name_that_a_person_took_out_is_not_brought_back(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    steward, keeper = actor_of(cast["steward"]), actor_of(cast["keeper"])
    place = accept(waiting(run_of(tmp_path, BREWERY))["b1"], by=steward).place
    assert place is not None
    renamed = [{**record_of(place)["names"][0], "text": "Als wir klein waren"}]
    change_record(place, {**record_of(place), "names": renamed}, Trail(keeper))
    found = waiting(run_of(tmp_path, {**BREWERY, "phone": "+49 951 123456"}))["b1"]
    assert [each["field"] for each in found.changes] == ["phone"]


def test_what_a_list_no_longer_holds_is_asked_about_and_doubted(
    register: list[Record], cast: Cast, tmp_path: Path
) -> None:
    steward = actor_of(cast["steward"])
    other = {**BREWERY, "key": "b9", "name": "Brauerei Anderswo", "lon": 11.5, "lat": 50.4}
    place = accept(waiting(run_of(tmp_path, BREWERY, other))["b1"], by=steward).place
    assert place is not None
    run = run_of(tmp_path, other)
    gone = run.suggestions.get(kind="gone")
    assert (gone.place, run.counts["gone"]) == (place, 1)
    accept(gone, by=steward)
    assert record_of(place)["doubts"].startswith("No longer in The list")
    assert run_of(tmp_path, other, {**other, "key": "b10", "lat": 50.5}).counts["gone"] == 0


def test_a_list_of_another_shape_is_refused_before_anything_is_written(
    register: list[Record], tmp_path: Path
) -> None:
    acts = Act.objects.count()
    file = write(tmp_path, [{"id": "1", "title": "Of another shape"}])
    with pytest.raises(Failed, match=r"list.csv, row 1: has no 'key'.*it has: id, title"):
        harvest(recipe(), file, by=HARVESTER)
    assert (Received.objects.count(), Suggestion.objects.count()) == (0, 0)
    assert Act.objects.count() == acts
    assert Run.objects.get().state == "failed"


def test_units_of_one_plant_become_one_record(register: list[Record], tmp_path: Path) -> None:
    def join(rows: list[dict[str, Any]]) -> dict[str, Any]:
        return {**rows[0], "start": min(row["start"] for row in rows)}

    unit = {**BREWERY, "start": "1974"}
    file = write(tmp_path, [unit, {**unit, "start": "1961"}])
    run = harvest(replace(recipe(), join=join), file, by=HARVESTER)
    found = waiting(run)["b1"]
    assert [phase["start"] for phase in found.record["phases"]] == ["1961"]
    assert len(found.received.content["rows"]) == 2
