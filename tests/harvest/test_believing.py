"""A brewery is no railway station, however alike their names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.harvest.believing import Side, answer_of, doubts, is_sure
from inducult.harvest.matching.match import Answer, Match
from inducult.harvest.matching.matching import match
from inducult.harvest.matching.thing import Thing
from inducult.places.terms import load_terms

CODES = sorted(load_terms())
SIDES = st.builds(
    Side,
    types=st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple),
    names=st.lists(
        st.sampled_from(["Ritom", "Ritom Nuova", "Alte Mühle", "Neusalz", "Stará huť"]), max_size=2
    ).map(tuple),
)
STEPS = (0, 100, 600, 20_000)


def pair(metres: float, names: tuple[str, str] = ("Wutöschingen",) * 2, **more: Any) -> Match:
    """Two things so many metres apart, which the matching holds for the same."""
    at = {"country": "DE", "lon": 8.4}
    ours = Thing("o", (names[0],), **at, lat=47.66, **more)
    theirs = Thing("t", (names[1],), **at, lat=47.66 + metres / 111_195, **more)
    (found,) = match([ours], [theirs])
    return replace(found, answer=Answer.SAME, probability=0.99)


def sides(*types: list[str]) -> tuple[Side, Side]:
    one, other = (Side(tuple(each)) for each in types)
    return one, other


FOUND = [pair(metres) for metres in STEPS]


@pytest.mark.parametrize(
    ("ours", "theirs", "metres", "answer"),
    [
        (["FOD.BREW"], ["TRA.STAT"], 600, Answer.DIFFERENT),
        (["FOD.BREW"], ["TRA.STAT"], 100, Answer.RELATED),
        (["ENE.HYDR"], ["FOD.BREW"], 900, Answer.DIFFERENT),
        (["ENE.HYDR"], ["ENE.THER"], 572, Answer.DIFFERENT),
        (["ENE.HYDR"], ["ENE.THER", "ENE.HYDR"], 572, Answer.SAME),
        (["ENE.HYDR"], ["ENE.WATM"], 572, Answer.SAME),
        (["ENE.THER"], ["ENE.CHP"], 572, Answer.SAME),
        (["ENE"], ["ENE.SOLA"], 572, Answer.SAME),
        (["FOD.BREW"], ["FOD.MILL"], 600, Answer.SAME),
        (["FOD.MILL"], ["ENE.WATM"], 600, Answer.SAME),
        (["FOD.MILL"], ["ENE.WINM"], 600, Answer.SAME),
        (["WPC.SAWM"], ["ENE.HYDR"], 600, Answer.SAME),
        (["WAT.DAM"], ["ENE.HYDR"], 600, Answer.SAME),
        (["VIS.MTRA"], ["TRA.STAT"], 600, Answer.SAME),
        (["ARL.FACT"], ["TEX.SPIN"], 600, Answer.SAME),
        ([], ["TRA.STAT"], 600, Answer.SAME),
    ],
)
def test_what_is_made_decides_before_the_name(
    ours: list[str], theirs: list[str], metres: float, answer: Answer
) -> None:
    assert answer_of(pair(metres), *sides(ours, theirs)) is answer


def test_a_number_of_somebody_decides_before_what_is_made() -> None:
    found = pair(600, identifiers=frozenset([("wikidata", "Q1")]))
    assert answer_of(found, *sides(["FOD.BREW"], ["TRA.STAT"])) is Answer.SAME


def test_a_number_is_not_enough_where_the_names_have_nothing_in_common() -> None:
    numbered = {"identifiers": frozenset([("old_list", "7")])}
    alike = pair(0, **numbered)
    apart = pair(0, ("Vinchiana", "Maën Cignana"), **numbered)
    plants = sides(["ENE.HYDR"], ["ENE.HYDR", "WAT.DAM"])
    assert is_sure(alike, *plants)
    assert not is_sure(apart, *plants)
    assert answer_of(apart, *plants) is Answer.SAME  # it is asked, not dropped


def test_a_museum_in_a_station_is_never_sure_by_its_name() -> None:
    assert not is_sure(pair(100), *sides(["VIS.MTRA"], ["TRA.STAT"]))
    assert is_sure(pair(100), *sides(["TRA.STAT"], ["TRA.STAT"])) == pair(100).is_sure


def test_what_is_mainly_to_be_seen_at_a_works_is_not_taken_for_the_works() -> None:
    mine = ["MIN.OPEN", "MIN.COAL"]
    assert not is_sure(pair(0), *sides(["VIS.VIEW", "MIN.OPEN"], mine))
    assert is_sure(pair(0), *sides(["MIN.OPEN", "VIS.VIEW"], mine))
    assert is_sure(pair(0), *sides(["VIS.MMIN", "MIN.OPEN"], [*mine, "VIS.SHOW"]))


def test_a_new_plant_is_not_taken_for_the_old_one_beside_it() -> None:
    hydro = ("ENE.HYDR",)
    old, new = Side(hydro, ("Ritom",)), Side(hydro, ("Ritom Nuova hydroelectric plant",))
    assert list(doubts(pair(132), old, new)) == ["one of them is called new, or old"]
    assert not list(doubts(pair(132), new, new))
    assert not list(doubts(pair(132), old, old))


@pytest.mark.parametrize(("metres", "answer"), [(600, Answer.DIFFERENT), (100, Answer.RELATED)])
def test_two_that_only_stand_near_each_other_are_not_one(metres: float, answer: Answer) -> None:
    """A place of which only a closed source knows name and kind has nothing else to compare."""
    at = {"country": "DE", "lon": 8.4}
    ours = Thing("o", **at, lat=47.66)
    theirs = Thing("t", ("Turm Brauhaus",), **at, lat=47.66 + metres / 111_195, types=("FOD.BREW",))
    (found,) = match([ours], [theirs])
    sure = replace(found, answer=Answer.SAME)
    assert answer_of(sure, *sides([], ["FOD.BREW"])) is answer


@given(st.sampled_from(FOUND), SIDES, SIDES)
def test_it_does_not_matter_which_of_the_two_is_ours(found: Match, one: Side, other: Side) -> None:
    assert answer_of(found, one, other) is answer_of(found, other, one)
    assert is_sure(found, one, other) == is_sure(found, other, one)


@given(st.sampled_from(FOUND), SIDES, SIDES)
def test_nothing_makes_a_match_surer_than_the_matching_is(
    found: Match, one: Side, other: Side
) -> None:
    unlike = replace(found, answer=Answer.DIFFERENT)
    assert answer_of(unlike, one, other) is Answer.DIFFERENT
    assert not is_sure(unlike, one, other)
    assert not (is_sure(found, one, other) and not found.is_sure)


@given(st.sampled_from(FOUND), SIDES)
def test_what_is_believed_of_a_thing_and_itself(found: Match, one: Side) -> None:
    assert answer_of(found, one, one) is found.answer
