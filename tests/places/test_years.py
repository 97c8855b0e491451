"""Every year of a place has an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.places.lifecycle import course
from inducult.places.rules import Phase, Standing, State, present_state, state_in
from inducult.places.years import stretches_of
from tests.places.lives import TODAY, lives

PIT = Phase(State.WORKING, "1868", "1978", "MIN.COAL")
MUSEUM = Phase(State.WORKING, "2003", "", "VIS.MMIN")
NOT_YET, UNKNOWN = (Standing(State.NOT_YET),), (Standing(State.UNKNOWN),)

years = st.integers(-100, 3000)


def said(phases: list[Phase], year: int) -> list[tuple[str, bool, bool]]:
    """State, certain and end known of each standing."""
    found = state_in(phases, year, today=TODAY)
    return [(each.state.value, each.certain, each.end_known) for each in found]


@pytest.mark.parametrize(
    ("year", "standings"),
    [
        (1867, NOT_YET),
        (1868, (Standing(State.WORKING, PIT, certain=True),)),
        (1930, (Standing(State.WORKING, PIT, certain=True),)),
        (1978, (Standing(State.WORKING, PIT, certain=True),)),
        (1979, UNKNOWN),
        (1990, UNKNOWN),
        (2002, UNKNOWN),
        (2003, (Standing(State.WORKING, MUSEUM, certain=True),)),
        (2026, (Standing(State.WORKING, MUSEUM, certain=True),)),
        (2027, UNKNOWN),
    ],
)
def test_colliery_1868_to_1978_museum_since_2003(
    year: int, standings: tuple[Standing, ...]
) -> None:
    assert state_in([PIT, MUSEUM], year, today=TODAY) == standings


def test_a_closed_pit_and_a_museum_stand_side_by_side() -> None:
    pit = Phase(State.CLOSED, "1978", "..", "MIN.COAL")
    assert said([pit, MUSEUM], 1990) == [("closed", True, True)]
    assert said([pit, MUSEUM], 2010) == [("closed", True, True), ("working", True, True)]


def test_an_end_not_found_lies_at_the_latest_where_the_next_phase_begins() -> None:
    mill = [Phase(State.WORKING, "1905"), MUSEUM]
    assert said(mill, 1905) == [("working", True, False)]
    assert said(mill, 1949) == [("working", False, False)]
    assert said(mill, 2003) == [("working", False, False), ("working", True, True)]
    assert said(mill, 2004) == [("working", True, True)]


def test_a_beginning_not_found_lies_after_what_went_before() -> None:
    granary = [
        Phase(State.WORKING, "18XX", ""),
        Phase(State.CLOSED, "", "2017"),
        Phase(State.CONVERTED, "2019-12"),
    ]
    assert said(granary, 1799) == [("not_yet", False, True)]
    assert said(granary, 1950) == [("working", False, False), ("closed", False, True)]
    assert said(granary, 2017) == [("working", False, False), ("closed", True, True)]
    assert said(granary, 2018) == [("unknown", False, True)]
    assert said(granary, 2019) == [("converted", True, True)]


def test_about_is_neither_yes_nor_no_for_some_years() -> None:
    works = [Phase(State.WORKING, "1909", "1991~")]
    assert [said(works, year)[0][:2] for year in (1985, 1986, 1996, 1997)] == [
        ("working", True),
        ("working", True),
        ("working", False),
        ("unknown", False),
    ]
    assert said(works, 1987) == [("working", False, True)]


def test_a_decade_is_sure_only_once_it_is_over() -> None:
    works = [Phase(State.WORKING, "185X", "1900")]
    assert [said(works, year)[0][:2] for year in (1849, 1850, 1858, 1859)] == [
        ("not_yet", False),
        ("working", False),
        ("working", False),
        ("working", True),
    ]


def test_before_a_closed_pit_something_stood_that_we_do_not_know() -> None:
    assert said([Phase(State.CLOSED, "1978")], 1900) == [("unknown", False, True)]


def test_nothing_is_known_of_a_place_without_phases() -> None:
    assert state_in([], 1900, today=TODAY) == UNKNOWN


def test_a_plan_stands_from_today_and_a_plan_carried_out_ends() -> None:
    furnace = [Phase(State.WORKING, "1878"), Phase(State.PLANNED, "2030")]
    assert said(furnace, 2025) == [("working", True, True)]
    assert said(furnace, 2026) == [("working", True, True), ("planned", True, False)]
    assert said(furnace, 2030) == [("planned", True, False)]
    carried_out = [Phase(State.PLANNED, "2010"), Phase(State.WORKING, "2015")]
    assert said(carried_out, 2012) == [("planned", False, False)]
    assert said(carried_out, 2016) == [("working", True, True)]


def test_an_announced_end_is_believed() -> None:
    mine = [Phase(State.WORKING, "1970", "2038", "MIN.OPEN")]
    assert said(mine, 2038) == [("working", True, True)]
    assert said(mine, 2039) == [("unknown", False, True)]


@given(lives, years)
def test_every_year_has_an_answer(phases: list[Phase], year: int) -> None:
    found = state_in(phases, year, today=TODAY)
    assert found
    assert all(standing.phase in phases for standing in found if standing.phase)
    if any(standing.phase is None for standing in found):
        assert found in (NOT_YET, UNKNOWN)


@given(lives)
def test_today_holds_what_goes_on_today(phases: list[Phase]) -> None:
    found = {standing.phase for standing in state_in(phases, TODAY.year, today=TODAY)}
    assert set(course(phases, TODAY).going_on) <= found
    states = {standing.state for standing in state_in(phases, TODAY.year, today=TODAY)}
    assert present_state(phases, TODAY) in states | {State.UNKNOWN}


@given(lives)
def test_beginnings_and_ends_have_an_earliest_and_a_latest_day(phases: list[Phase]) -> None:
    for stretch in stretches_of(phases, TODAY):
        assert stretch.begins[0] <= stretch.begins[1]
        assert stretch.ends[0] <= stretch.ends[1]


@given(lives, years)
def test_plans_do_not_change_what_else_stood_there(phases: list[Phase], year: int) -> None:
    real = [phase for phase in phases if phase.state is not State.PLANNED]
    with_plans = state_in(phases, year, today=TODAY)
    without = state_in(real, year, today=TODAY)
    assert [each for each in with_plans if each.phase in real] == [
        each for each in without if each.phase
    ]
