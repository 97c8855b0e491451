"""The phases of a place around a day: what has begun, ended, goes on and lies ahead."""

import pytest
from hypothesis import assume, given

from inducult.places.lifecycle import STILL, Course, course
from inducult.places.rules import (
    Access,
    Phase,
    PhaseFault,
    State,
    access,
    faults_in,
    is_industrial,
    present_state,
    state_in,
    working_spans,
)
from tests.places.lives import TODAY, lives, types

PIT = Phase(State.WORKING, "1868", "1978", "MIN.COAL")
MUSEUM = Phase(State.WORKING, "2003", "", "VIS.MMIN")
CLOSED = Phase(State.CLOSED, "1978", "", "MIN.COAL")
DEMOLISHED = Phase(State.DEMOLISHED, "2010")
PLAN = Phase(State.PLANNED, "2030", "", "CRE.HUB")
BREWERY = Phase(State.WORKING, "1758", "", "FOD.BREW")


def test_phases_lie_around_today() -> None:
    assert course([PIT, CLOSED, MUSEUM, PLAN], TODAY) == Course(
        begun=(PIT, CLOSED, MUSEUM), ended=(PIT, CLOSED), going_on=(MUSEUM,), ahead=(PLAN,)
    )


def test_a_phase_may_say_that_it_goes_on_beside_the_next() -> None:
    brewery = Phase(State.WORKING, "1758", "..", "FOD.BREW")
    assert course([brewery, MUSEUM], TODAY).going_on == (brewery, MUSEUM)


def test_a_phase_dated_ahead_is_ahead_whatever_its_state() -> None:
    reopening = Phase(State.CONVERTED, "2027-03", "", "VIS.MMIN")
    found = course([BREWERY, reopening], TODAY)
    assert (found.going_on, found.ahead, found.present) == ((BREWERY,), (reopening,), BREWERY)


def test_a_plan_is_over_once_it_ended_or_something_began_after_it() -> None:
    building = Phase(State.PLANNED, "2001")
    assert course([PIT, building, MUSEUM], TODAY).ahead == ()
    assert course([Phase(State.PLANNED, "2001", "2004")], TODAY).ahead == ()
    assert course([PIT, building], TODAY).ahead == (building,)


@pytest.mark.parametrize(
    ("phases", "state"),
    [
        ([], State.UNKNOWN),
        ([PLAN], State.UNKNOWN),
        ([PIT], State.UNKNOWN),
        ([PIT, CLOSED], State.CLOSED),
        ([PIT, CLOSED, MUSEUM], State.WORKING),
        ([PIT, CLOSED, PLAN], State.CLOSED),
        ([PIT, DEMOLISHED], State.DEMOLISHED),
        ([Phase(State.WORKING, "1909", "2026")], State.WORKING),
        ([Phase(State.WORKING, "1909", "2026"), Phase(State.CLOSED, "2026?")], State.CLOSED),
    ],
)
def test_the_present_state_is_that_of_the_last_phase_unless_it_ended(
    phases: list[Phase], state: State
) -> None:
    assert present_state(phases, TODAY) is state


@given(lives)
def test_a_plan_never_makes_the_present_state(phases: list[Phase]) -> None:
    real = [phase for phase in phases if phase.state is not State.PLANNED]
    assert present_state(phases, TODAY) is present_state(real, TODAY) is not State.PLANNED


@given(lives)
def test_what_has_begun_has_ended_or_goes_on(phases: list[Phase]) -> None:
    found = course(phases, TODAY)
    assert set(found.begun) == {*found.ended, *found.going_on}
    assert not set(found.begun) & set(found.ahead)
    assert {*found.begun, *found.ahead} <= set(phases)


def test_what_life_says_about_a_visit() -> None:
    assert access([], TODAY) is Access.VISITABLE
    assert access([PIT, MUSEUM], TODAY) is Access.VISITABLE
    assert access([PIT, CLOSED], TODAY) is Access.DOUBTFUL
    assert access([PIT], TODAY) is Access.DOUBTFUL
    assert access([PLAN], TODAY) is Access.DOUBTFUL
    assert access([PIT, DEMOLISHED], TODAY) is Access.GONE
    assert access([PIT, DEMOLISHED, PLAN], TODAY) is Access.GONE
    assert access([PIT, DEMOLISHED, Phase(State.CONVERTED, "2019")], TODAY) is Access.VISITABLE


@pytest.mark.parametrize("code", ["MIN", "MIN.COAL", "LIV.CRAF", "ARL.FACT", "TRA.BRDG", "WAT.DAM"])
def test_types_of_industry(code: str) -> None:
    assert is_industrial(code)


@pytest.mark.parametrize(
    "code", ["", "VIS.MMIN", "CRE.HUB", "HOU.COLY", "ARL.HALL", "LIV.HIGH", "TRA.HERI", "MINERAL"]
)
def test_other_types_are_a_visit_a_use_or_a_wall(code: str) -> None:
    assert not is_industrial(code)


@pytest.mark.parametrize(
    ("phases", "place_types", "spans"),
    [
        ([PIT, MUSEUM], ["VIS.MMIN"], [(1868, 1978)]),
        ([BREWERY], [], [(1758, STILL)]),
        ([BREWERY, MUSEUM], [], [(1758, 2003)]),
        ([Phase(State.WORKING, "1758", "..", "FOD.BREW"), MUSEUM], [], [(1758, STILL)]),
        ([Phase(State.WORKING, "185X", "188X", "MIN")], [], [(1850, 1889)]),
        ([Phase(State.WORKING, "1850~", "1880~", "MIN")], [], [(1850, 1880)]),
        ([Phase(State.WORKING, "", "1986", "MIN"), MUSEUM], [], [(1986, 1986)]),
        ([Phase(State.WORKING, "", "", "MIN"), MUSEUM], [], []),
        ([Phase(State.WORKING, "", "", "MIN")], [], [(2026, STILL)]),
        ([Phase(State.WORKING, "1872", "", "MIN"), Phase(State.CLOSED)], [], [(1872, 1872)]),
        ([Phase(State.WORKING, "1899"), MUSEUM], ["VIS.MMIN", "ENE.ENGH"], [(1899, 2003)]),
        ([Phase(State.WORKING, "2004")], ["VIS.MTRA", "ENG.AUTO"], []),
        ([Phase(State.CONVERTED, "2010", "", "LIV.TECH")], [], [(2010, STILL)]),
        ([Phase(State.CONVERTED, "2010", "", "VIS.MMIN")], ["MIN.COAL"], []),
        ([Phase(State.PLANNED, "2010", "", "MIN.COAL")], ["MIN.COAL"], []),
        (
            [Phase(State.MOTHBALLED, "", "1201"), Phase(State.WORKING, "", "12XX")],
            ["MIN.COAL"],
            [(1299, 1299)],
        ),
    ],
)
def test_years_of_work(
    phases: list[Phase], place_types: list[str], spans: list[tuple[int, int]]
) -> None:
    assert working_spans(phases, place_types, as_of=2026) == spans


@given(lives, types)
def test_a_year_of_work_is_one_in_which_something_may_have_worked(
    phases: list[Phase], place_types: list[str]
) -> None:
    assume(not list(faults_in(phases)))
    for first, last in working_spans(phases, place_types, as_of=TODAY.year):
        for year in {first, min(last, max(first, TODAY.year))}:
            states = {standing.state for standing in state_in(phases, year, today=TODAY)}
            assert states & {State.WORKING, State.CONVERTED}


def test_what_is_wrong_with_phases_is_said_in_words() -> None:
    assert list(faults_in([PIT, CLOSED, MUSEUM, PLAN, Phase(State.WORKING, "1990", "..")])) == [
        PhaseFault(4, "start", "1990 lies before the start of an earlier phase")
    ]
    assert list(faults_in([Phase(State.WORKING, "1990", "1980")])) == [
        PhaseFault(0, "end", "1980 lies before the start, 1990")
    ]
    assert list(faults_in([MUSEUM, Phase(State.CLOSED, "", "1990")])) == [
        PhaseFault(1, "end", "1990 lies before the start of an earlier phase")
    ]
    assert list(faults_in([Phase(State.UNKNOWN)])) == [
        PhaseFault(0, "state", "“unknown” is an answer, not a phase")
    ]
    assert [
        (fault.field, fault.reason[:18]) for fault in faults_in([Phase(State.WORKING, "..")])
    ] == [("start", "“..” is not a date")]


def test_dates_that_may_agree_are_in_order() -> None:
    assert list(faults_in([Phase(State.CLOSED, "2023~"), Phase(State.WORKING, "2023")])) == []
