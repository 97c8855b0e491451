"""One calculation: page, chart, board, table and report say the same of random plans."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.strategy.models import Action, HalfYear
from inducult.strategy.planned import doing, plan_of
from inducult.strategy.progress import AREAS, STATUSES, totals
from inducult.strategy.reporting import assembled
from tests.cast import Cast
from tests.strategy.planned import small
from tests.strategy.test_plan_pages import totals_on

DAYS = st.none() | st.dates(date(2024, 1, 1), date(2030, 12, 31))
MONEY = st.none() | st.integers(0, 900_000)
SAID = st.fixed_dictionaries(
    {
        "area": st.sampled_from(AREAS),
        "status": st.sampled_from(STATUSES),
        "begins": DAYS,
        "ends": DAYS,
        "cost_min": MONEY,
        "cost_max": MONEY,
        "currency": st.sampled_from(["EUR", "CZK"]),
        "blocked_because": st.sampled_from(["", "no money"]),
    }
)


@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(SAID, max_size=12))
def test_every_shape_of_a_plan_has_the_same_totals(cast: Cast, plan: list[dict[str, Any]]) -> None:
    made, today = small(title="Random"), timezone.localdate()
    Action.objects.filter(strategy=made.strategy).delete()
    rows = [
        Action(strategy=made.strategy, measure=made.measure, title=f"Deed {n}", order=n, **said)
        for n, said in enumerate(plan)
    ]
    Action.objects.bulk_create(rows)
    found = totals(map(doing, rows), today)
    base = f"/en/strategies/{made.strategy.slug}/"
    pages = [totals_on(_page(f"{base}plan/?view={view}")) for view in ("table", "chart", "board")]
    assert pages[0] == pages[1] == pages[2]
    assert {name: int(pages[0][name]) for name in STATUSES} == dict(found.by_status)
    assert pages[0]["overdue"] == str(len(found.overdue))
    table = list(csv.DictReader(io.StringIO(_page(f"{base}tables/actions.csv").lstrip("\ufeff"))))
    assert {s: sum(row["Status"] == s for row in table) for s in STATUSES} == found.by_status
    assert _sum(table, "EUR") == (found.costs["EUR"].most if "EUR" in found.costs else 0)
    told = assembled(HalfYear(strategy=made.strategy, year=2026, half=2, due=today), today)
    assert told["totals"]["by_status"] == dict(found.by_status)
    assert plan_of(made.strategy, today).totals == found
    made.strategy.delete()


def _page(address: str) -> str:
    return Client().get(address).content.decode()


def _sum(table: list[dict[str, str]], currency: str) -> int:
    costs = [
        [int(row[name]) for name in ("Cost from", "Cost to") if row[name]]
        for row in table
        if row["Currency"] == currency
    ]
    return sum(max(known) for known in costs if known)
