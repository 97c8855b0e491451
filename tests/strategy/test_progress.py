"""One calculation: what it counts, and what it never counts twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from inducult.strategy.progress import (
    AREAS,
    LATEST,
    MAXIMUM,
    STATUSES,
    SUM,
    CodeTotal,
    Cost,
    Doing,
    Measured,
    Reported,
    by_code,
    course,
    quarters,
    reached,
    share,
    totals,
)

TODAY = date(2026, 11, 27)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
MONEY = st.none() | st.integers(0, 5_000_000)
DOINGS = st.lists(
    st.builds(
        Doing,
        key=st.uuids().map(str),
        area=st.sampled_from(AREAS),
        status=st.sampled_from(STATUSES),
        begins=st.none() | DAYS,
        ends=st.none() | DAYS,
        blocked=st.booleans(),
        explained=st.booleans(),
        cost_min=MONEY,
        cost_max=MONEY,
        currency=st.sampled_from(["EUR", "CZK", "PLN"]),
    ),
    max_size=30,
)
REPORTS = st.lists(
    st.builds(Reported, on=DAYS, value=st.decimals(0, 10_000, places=2)),
    max_size=12,
    unique_by=lambda report: report.on,
).map(tuple)
INDICATORS = st.builds(
    Measured,
    key=st.uuids().map(str),
    unit=st.sampled_from(["visitors", "%"]),
    code=st.sampled_from(["", "RCO83", "RCR104"]),
    adding=st.sampled_from([SUM, LATEST, MAXIMUM]),
    baseline=st.decimals(0, 100, places=1),
    target=st.none() | st.decimals(0, 10_000, places=1),
    reports=REPORTS,
)


def test_a_plan_in_figures() -> None:
    plan = [
        Doing("a", "T2", "done", date(2025, 1, 1), date(2025, 6, 30), cost_min=1000),
        Doing("b", "T2", "running", date(2025, 5, 1), date(2026, 1, 31), cost_max=5000),
        Doing("c", "T3", "stopped", explained=True),
        Doing("d", "T4", "planned", ends=date(2027, 3, 1), blocked=True, currency="CZK"),
    ]
    found = totals(plan, TODAY)
    assert found.by_status == {"idea": 0, "planned": 1, "running": 1, "done": 1, "stopped": 1}
    assert found.by_area == {"T1": 0, "T2": 2, "T3": 1, "T4": 1}
    assert found.by_quarter == {
        "2025-Q1": 1,
        "2025-Q2": 2,
        "2025-Q3": 1,
        "2025-Q4": 1,
        "2026-Q1": 1,
        "2027-Q1": 1,
    }
    assert (found.overdue, found.blocked, found.unexplained) == (("b",), ("d",), ("b",))
    assert (found.costs, found.without_cost) == ({"EUR": Cost(6000, 6000, 2)}, 2)


def test_what_was_reported_as_the_whole_is_not_summed_again() -> None:
    reports = tuple(
        Reported(date(2026, month, 1), Decimal(value)) for month, value in ((1, 40), (7, 55))
    )
    visitors = Measured("v", adding=SUM, baseline=Decimal(10), target=Decimal(110), reports=reports)
    assert reached(visitors) == Decimal(105)
    assert reached(replace(visitors, adding=LATEST)) == Decimal(55)
    assert reached(replace(visitors, adding=MAXIMUM)) == Decimal(55)
    assert share(visitors) == Decimal("0.95")
    assert reached(visitors, date(2026, 6, 30)) == Decimal(50)


def test_a_day_that_was_reported_twice_counts_once() -> None:
    day = date(2026, 1, 1)
    twice = (Reported(day, Decimal(4)), Reported(day, Decimal(5)))
    assert reached(Measured("v", reports=twice)) == Decimal(5)


def test_shares_of_different_things_have_no_sum() -> None:
    survey = Measured("s", "%", "RCR84", LATEST, reports=(Reported(TODAY, Decimal(40)),))
    assert by_code([survey, replace(survey, key="t")]) == [CodeTotal("RCR84", "%", 2, None, None)]


@given(DOINGS)
def test_every_action_has_one_status_and_one_area(plan: list[Doing]) -> None:
    found = totals(plan, TODAY)
    assert (
        sum(found.by_status.values()) == sum(found.by_area.values()) == found.actions == len(plan)
    )


@given(DOINGS)
def test_an_action_that_is_given_twice_counts_once(plan: list[Doing]) -> None:
    assert totals(plan + plan, TODAY) == totals(plan, TODAY)


@given(DOINGS, DOINGS)
def test_totals_of_two_plans_add_up(one: list[Doing], other: list[Doing]) -> None:
    both, a, b = (totals(plan, TODAY) for plan in (one + other, one, other))
    assert both.actions == a.actions + b.actions
    assert both.by_status == {s: a.by_status[s] + b.by_status[s] for s in STATUSES}
    assert {c: both.costs[c].most for c in both.costs} == {
        c: sum(each.costs[c].most for each in (a, b) if c in each.costs) for c in both.costs
    }
    assert both.without_cost == a.without_cost + b.without_cost


@given(DOINGS)
def test_what_is_done_is_never_overdue_and_an_explanation_silences(plan: list[Doing]) -> None:
    done = [replace(action, status="done") for action in plan]
    explained = [replace(action, explained=True) for action in plan]
    assert totals(done, TODAY).overdue == totals(explained, TODAY).unexplained == ()


@given(DAYS, st.integers(0, 3000))
def test_quarters_follow_each_other_without_a_gap(first: date, days: int) -> None:
    found = quarters(first, first + timedelta(days))
    assert found == sorted(set(found))
    assert days // 93 <= len(found) <= days // 89 + 2


@given(INDICATORS)
def test_a_trend_ends_where_the_figure_is(indicator: Measured) -> None:
    way = course(indicator)
    assert (way[-1].value if way else None) == reached(indicator)
    assert len(way) == len(indicator.reports)


@given(INDICATORS, st.decimals(0, 100, places=1))
def test_another_report_of_something_that_adds_up_adds_just_that(
    indicator: Measured, more: Decimal
) -> None:
    counted = replace(indicator, adding=SUM)
    later = Reported(date(2036, 1, 1), more)
    before = reached(counted) if counted.reports else counted.baseline
    assert reached(replace(counted, reports=(*counted.reports, later))) == before + more  # type: ignore[operator]


@given(st.lists(INDICATORS, max_size=8))
def test_codes_add_each_indicator_once(indicators: list[Measured]) -> None:
    assert by_code(indicators + indicators) == by_code(indicators)
    assert sum(total.indicators for total in by_code(indicators)) == sum(
        bool(indicator.code) for indicator in indicators
    )
