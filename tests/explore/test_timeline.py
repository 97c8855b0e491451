"""The drawn time line says for every year what the rules say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from hypothesis import given

from inducult.explore.timeline import Bar, TimeLine, draw
from inducult.places.rules import Phase, State, state_in
from tests.places.lives import lives

TODAY = date(2026, 6, 1)
COLLIERY = Phase(State.WORKING, "1868", "1978", "MIN.COAL")
MUSEUM = Phase(State.CONVERTED, "2003", "", "VIS.MMIN")
PLAN = Phase(State.PLANNED, "2030", "", "CRE.HUB")


def drawn(*phases: Phase) -> TimeLine:
    picture = draw(phases, today=TODAY)
    assert picture is not None
    return picture


def test_a_place_without_a_date_has_no_drawing() -> None:
    assert draw([Phase(State.WORKING), Phase(State.CLOSED)], today=TODAY) is None
    assert draw([], today=TODAY) is None


def test_phases_that_follow_each_other_share_a_lane() -> None:
    assert [(bar.number, bar.state, bar.lane) for bar in drawn(COLLIERY, MUSEUM).bars] == [
        (1, "working", 0),
        (2, "converted", 0),
    ]


def test_phases_that_overlap_lie_below_each_other() -> None:
    overlapping = Phase(State.WORKING, "1900", "1950", "MET.STEL")
    assert [bar.lane for bar in drawn(COLLIERY, overlapping).bars] == [0, 1]


def test_years_between_phases_are_shown_as_a_gap() -> None:
    picture = drawn(COLLIERY, MUSEUM)
    (gap,) = picture.gaps
    colliery, museum = picture.bars
    assert colliery.x + colliery.width <= gap.x + 0.01
    assert gap.end <= museum.x + 0.01


def test_before_a_place_began_there_is_no_gap() -> None:
    (gap,) = drawn(COLLIERY).gaps
    assert gap.x > drawn(COLLIERY).bars[0].x


def test_before_a_conversion_something_unknown_stood() -> None:
    (gap,) = drawn(MUSEUM).gaps
    assert gap.x == 0


def test_about_is_drawn_pale_around_what_is_sure() -> None:
    (bar,) = drawn(Phase(State.WORKING, "1900~", "1950", "MIN.COAL")).bars
    assert bar.x < bar.sure_x
    assert bar.sure_width < bar.width


def test_a_plan_lies_behind_today() -> None:
    picture = drawn(COLLIERY, PLAN)
    plan = picture.bars[1]
    assert plan.x + plan.width > picture.today
    assert picture.ticks[-1].year <= 2040


def test_a_phase_of_one_year_in_a_thousand_can_still_be_seen() -> None:
    short = Phase(State.MOTHBALLED, "1950", "1950")
    bars = drawn(Phase(State.WORKING, "1050", "1940", "MIN.ORE"), short).bars
    assert bars[1].width >= 1


@given(lives)
def test_every_drawing_stays_on_its_sheet(phases: Sequence[Phase]) -> None:
    picture = draw(phases, today=TODAY)
    if picture is None:
        return
    for x, width in [(bar.x, bar.width) for bar in picture.bars] + [
        (gap.x, gap.width) for gap in picture.gaps
    ]:
        assert x >= 0
        assert width >= 0
        assert x + width <= 100.02
    assert all(0 <= tick.x <= 100 for tick in picture.ticks)
    assert 0 <= picture.today <= 100


@given(lives)
def test_what_is_sure_lies_within_what_is_possible(phases: Sequence[Phase]) -> None:
    picture = draw(phases, today=TODAY)
    for bar in picture.bars if picture else ():
        if bar.sure_width:
            assert bar.x - 0.01 <= bar.sure_x
            assert bar.sure_x + bar.sure_width <= bar.x + bar.width + 1.7


@given(lives)
def test_no_bar_lies_on_another(phases: Sequence[Phase]) -> None:
    picture = draw(phases, today=TODAY)
    bars = picture.bars if picture else ()
    for bar in bars:
        for other in bars:
            if bar.number < other.number and bar.lane == other.lane:
                assert bar.x + bar.width <= other.x + 0.01


def test_the_picture_answers_each_year_as_the_rules_do() -> None:
    phases = [COLLIERY, Phase(State.CLOSED, "1978", "1999"), MUSEUM]
    picture = drawn(*phases)
    first, last = 1860, 2026
    axis = _axis(picture)
    for year in range(first, last + 1):
        standing = {
            phases.index(s.phase) + 1 for s in state_in(phases, year, today=TODAY) if s.phase
        }
        assert {bar.number for bar in picture.bars if _covers(bar, axis(year + 0.5))} == standing


def _axis(picture: TimeLine) -> Callable[[float], float]:
    """Where a year stands, from two ticks."""
    one, other = picture.ticks[0], picture.ticks[-1]
    slope = (other.x - one.x) / (other.year - one.year)
    return lambda year: one.x + (year - one.year) * slope


def _covers(bar: Bar, x: float) -> bool:
    return bar.x <= x <= bar.x + bar.width
