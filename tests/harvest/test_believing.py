"""A brewery is no railway station, however alike their names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from inducult.harvest.believing import answer_of, is_sure
from inducult.harvest.matching.match import Answer, Match
from inducult.harvest.matching.matching import match
from inducult.harvest.matching.thing import Thing


def pair(metres: float, **more: Any) -> Match:
    """Two things of one name, so many metres apart, which the matching holds for the same."""
    told = {"names": ("Wutöschingen",), "country": "DE", "lon": 8.4}
    ours = Thing("o", **told, lat=47.66, **more)
    theirs = Thing("t", **told, lat=47.66 + metres / 111_195, **more)
    (found,) = match([ours], [theirs])
    return replace(found, answer=Answer.SAME, probability=0.99)


@pytest.mark.parametrize(
    ("ours", "theirs", "metres", "answer"),
    [
        (["FOD.BREW"], ["TRA.STAT"], 600, Answer.DIFFERENT),
        (["FOD.BREW"], ["TRA.STAT"], 100, Answer.RELATED),
        (["ENE.HYDR"], ["FOD.BREW"], 900, Answer.DIFFERENT),
        (["FOD.BREW"], ["FOD.MILL"], 600, Answer.SAME),
        (["FOD.MILL"], ["ENE.WATM"], 600, Answer.SAME),
        (["WAT.DAM"], ["ENE.HYDR"], 600, Answer.SAME),
        (["VIS.MTRA"], ["TRA.STAT"], 600, Answer.SAME),
        (["ARL.FACT"], ["TEX.SPIN"], 600, Answer.SAME),
        ([], ["TRA.STAT"], 600, Answer.SAME),
    ],
)
def test_what_is_made_decides_before_the_name(
    ours: list[str], theirs: list[str], metres: float, answer: Answer
) -> None:
    assert answer_of(pair(metres), ours, theirs) is answer


def test_a_number_of_somebody_decides_before_what_is_made() -> None:
    found = pair(600, identifiers=frozenset([("wikidata", "Q1")]))
    assert answer_of(found, ["FOD.BREW"], ["TRA.STAT"]) is Answer.SAME


def test_a_museum_in_a_station_is_never_sure_by_its_name() -> None:
    assert not is_sure(pair(100), ["VIS.MTRA"], ["TRA.STAT"])
    assert is_sure(pair(100), ["TRA.STAT"], ["TRA.STAT"]) == pair(100).is_sure


@pytest.mark.parametrize(("metres", "answer"), [(600, Answer.DIFFERENT), (100, Answer.RELATED)])
def test_two_that_only_stand_near_each_other_are_not_one(metres: float, answer: Answer) -> None:
    """A place of which only a closed source knows name and kind has nothing else to compare."""
    at = {"country": "DE", "lon": 8.4}
    ours = Thing("o", **at, lat=47.66)
    theirs = Thing("t", ("Turm Brauhaus",), **at, lat=47.66 + metres / 111_195, types=("FOD.BREW",))
    (found,) = match([ours], [theirs])
    assert answer_of(replace(found, answer=Answer.SAME), [], ["FOD.BREW"]) is answer
