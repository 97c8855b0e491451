"""Past, present and future, and why."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from inducult.places.records import Record
from inducult.places.rules import (
    Phase,
    Reason,
    State,
    Tense,
    can_be_visited,
    derive,
    present_state,
    state_in,
    tenses,
)
from inducult.places.timetable import parse_problem
from tests.places.lives import INDUSTRIES, TODAY, lives, offers, types

PIT = Phase(State.WORKING, "1868", "1978", "MIN.COAL")
MUSEUM = Phase(State.WORKING, "2003", "", "VIS.MMIN")
WORKS = Phase(State.WORKING, "1861", "", "MET.STEL")
PLAN = Phase(State.PLANNED, "2030", "", "CRE.HUB")
DEMOLISHED = Phase(State.DEMOLISHED, "2010")
VISIT_STATES = ["open", "by_appointment", "event_days", "from_outside", "no_access", "unknown"]
PAST, PRESENT, FUTURE = Tense.PAST, Tense.PRESENT, Tense.FUTURE


@pytest.mark.parametrize(
    ("phases", "place_types", "kinds", "expected"),
    [
        ([PIT, MUSEUM], ["VIS.MMIN", "MIN.COAL"], ["museum"], {PAST}),
        ([PIT], ["MIN.COAL"], [], {PAST}),
        ([WORKS], ["MET.STEL", "LIV.COMP"], [], {PRESENT}),
        ([WORKS], ["MET.STEL"], ["apprenticeship"], {PRESENT, FUTURE}),
        ([WORKS, PLAN], ["MET.STEL"], [], {PRESENT, FUTURE}),
        ([PIT, PLAN], ["MIN.COAL"], [], {PAST, FUTURE}),
        ([PLAN], ["CRE.HUB"], [], {FUTURE}),
        ([Phase(State.PLANNED, "2030", "", "LIV.TECH")], ["LIV.TECH"], [], {FUTURE}),
        ([MUSEUM], ["VIS.MMIN"], ["museum"], set()),
        ([Phase(State.WORKING, "", "", "VIS.TRAI")], ["VIS.TRAI", "MIN.COAL"], ["route"], set()),
        ([Phase(State.WORKING, "2004")], ["VIS.MTRA", "ENG.AUTO"], ["museum"], set()),
        ([MUSEUM], ["VIS.MMIN"], ["school_programme"], {FUTURE}),
        ([Phase(State.WORKING, "1958")], ["VIS.OPEN", "LIV.CRAF"], [], {PRESENT}),
        ([Phase(State.WORKING, "1840", "", "LIV.HIGH")], ["LIV.HIGH"], [], {FUTURE}),
        ([PIT, Phase(State.CONVERTED, "2005", "", "CRE.HUB")], ["MIN.COAL"], [], {PAST, FUTURE}),
        (
            [PIT, Phase(State.CONVERTED, "2010", "", "LIV.TECH")],
            ["MIN.COAL"],
            ["coworking"],
            {PAST, PRESENT, FUTURE},
        ),
        ([PIT, DEMOLISHED], ["MIN.COAL", "CRE.EVEN"], ["coworking"], {PAST}),
        ([PIT, DEMOLISHED, PLAN], ["MIN.COAL"], [], {PAST, FUTURE}),
        ([Phase(State.MOTHBALLED, "2025")], ["VIS.MLOC"], [], {PAST}),
        ([Phase(State.WORKING, "2010", "2019", "CRE.FEST")], ["CRE.FEST"], [], set()),
        ([], ["LIV.CRAF"], [], {PRESENT}),
        ([], ["MET.STEL"], [], set()),
        ([], [], [], set()),
    ],
)
def test_the_tenses_of_a_place(
    phases: list[Phase], place_types: list[str], kinds: list[str], expected: set[Tense]
) -> None:
    assert tenses(phases, place_types, kinds, TODAY) == expected


def test_each_tense_says_why() -> None:
    converted = Phase(State.CONVERTED, "2010", "", "LIV.TECH")
    assert derive([PIT, converted, PLAN], ["MIN.COAL", "CRE.HUB"], ["coworking"], TODAY) == [
        Reason(PAST, "industry_ended", PIT),
        Reason(PAST, "remade", converted),
        Reason(PRESENT, "industry_works", converted),
        Reason(PRESENT, "living_industry", type_code="LIV.TECH"),
        Reason(FUTURE, "planned", PLAN),
        Reason(FUTURE, "creative_use", type_code="CRE.HUB"),
        Reason(FUTURE, "offer", offer="coworking"),
    ]


def test_a_use_known_to_be_over_makes_no_future() -> None:
    school = Phase(State.WORKING, "1843", "1990", "LIV.HIGH")
    museum = Phase(State.CONVERTED, "1995", "", "VIS.MIND")
    assert tenses([school, museum], ["LIV.HIGH", "VIS.MIND"], [], TODAY) == {PAST}


def test_a_museum_that_closed_for_a_while_has_no_industrial_past() -> None:
    break_ = Phase(State.CLOSED, "2018", "2020", "VIS.MIND")
    assert tenses([break_, MUSEUM], ["VIS.MIND"], [], TODAY) == set()


@given(lives, types, offers)
def test_plans_make_no_past_and_no_present(
    phases: list[Phase], place_types: list[str], kinds: list[str]
) -> None:
    assume(any(phase.state is not State.PLANNED for phase in phases))
    real = [phase for phase in phases if phase.state is not State.PLANNED]
    without = tenses(real, place_types, kinds, TODAY)
    assert tenses(phases, place_types, kinds, TODAY) - {FUTURE} == without - {FUTURE}


@given(lives, types, offers, st.sampled_from(VISIT_STATES))
def test_a_demolished_place_is_never_open_and_has_no_future_but_plans(
    phases: list[Phase], place_types: list[str], kinds: list[str], visit_state: str
) -> None:
    gone = [*phases, DEMOLISHED]
    assert not can_be_visited(gone, visit_state, TODAY)
    reasons = derive(gone, place_types, kinds, TODAY)
    assert {reason.tense for reason in reasons} >= {PAST}
    ongoing = any(phase.end == ".." for phase in phases)
    future = {reason.code for reason in reasons if reason.tense is FUTURE}
    assert future <= {"planned"} or ongoing


@given(lives, types, offers)
def test_industry_that_ended_is_past(
    phases: list[Phase], place_types: list[str], kinds: list[str]
) -> None:
    assert PAST in tenses([*phases, PIT], place_types, kinds, TODAY)


@given(st.lists(st.sampled_from(INDUSTRIES), min_size=1), lives, offers)
def test_a_museum_added_takes_no_past_away(
    place_types: list[str], phases: list[Phase], kinds: list[str]
) -> None:
    industrial = [
        Phase(phase.state, phase.start, phase.end, "MIN.COAL", phase.note) for phase in phases
    ]
    before = tenses(industrial, place_types, kinds, TODAY)
    after = tenses([*industrial, MUSEUM], place_types, kinds, TODAY)
    assert before & {PAST} <= after


@given(lives, types, offers)
def test_tenses_are_those_of_the_reasons(
    phases: list[Phase], place_types: list[str], kinds: list[str]
) -> None:
    reasons = derive(phases, place_types, kinds, TODAY)
    assert tenses(phases, place_types, kinds, TODAY) == {reason.tense for reason in reasons}
    assert all(reason.phase or reason.type_code or reason.offer for reason in reasons)


@pytest.mark.parametrize("visit_state", VISIT_STATES)
def test_only_a_place_in_use_and_open_to_visits_may_read_as_open(visit_state: str) -> None:
    openable = visit_state in ("open", "event_days")
    assert can_be_visited([PIT, MUSEUM], visit_state, TODAY) is openable
    assert can_be_visited([], visit_state, TODAY) is openable
    assert not can_be_visited([PIT, Phase(State.CLOSED, "1978")], visit_state, TODAY)


def test_the_real_places_have_an_answer_for_every_year(real_records: list[Record]) -> None:
    for record in real_records:
        phases = phases_of(record)
        for year in range(1000, 2040, 13):
            assert state_in(phases, year, today=TODAY)


def test_the_real_places_fall_into_all_tenses(real_records: list[Record]) -> None:
    told = [
        tenses(phases_of(each), each["types"], [o["kind"] for o in each["offers"]], TODAY)
        for each in real_records
    ]
    counts = {tense: sum(tense in each for each in told) for tense in Tense}
    assert all(count >= len(real_records) / 6 for count in counts.values()), counts
    assert sum(not each for each in told) < len(real_records) / 8


def test_no_real_place_that_is_gone_or_closed_reads_as_open(real_records: list[Record]) -> None:
    for record in real_records:
        phases = phases_of(record)
        if present_state(phases, TODAY) in (State.DEMOLISHED, State.CLOSED, State.MOTHBALLED):
            assert not can_be_visited(phases, record["visit"]["state"], TODAY)


def test_the_hours_of_the_real_places_can_be_read(real_records: list[Record]) -> None:
    assert [parse_problem(record["visit"]["opening_hours"]) for record in real_records] == [
        None
    ] * len(real_records)


def phases_of(record: Record) -> list[Phase]:
    """The phases of a record as the rules take them."""
    return [Phase(**{**phase, "state": State(phase["state"])}) for phase in record["phases"]]
