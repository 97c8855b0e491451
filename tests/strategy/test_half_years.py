"""A report is asked for, answered, explained, closed; and stays as it is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from inducult.strategy.actions.doing import Standing, note, stand
from inducult.strategy.actions.measuring import report
from inducult.strategy.actions.planning import change, remove
from inducult.strategy.actions.reporting import Closed, Unexplained, ask, close
from inducult.strategy.models import Action, HalfYear
from inducult.strategy.planned import plan_of
from inducult.strategy.reporting import shown
from inducult.strategy.tasks import send_questions
from tests.cast import Cast
from tests.strategy.made import BY
from tests.strategy.planned import Small, action, small
from tests.strategy.test_plan_pages import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def asked(plan: Small) -> HalfYear:
    half = 1 if TODAY.month < 7 else 2
    return ask(plan.strategy, TODAY.year, half, due=TODAY + timedelta(days=9), by=BY)


def test_each_lead_gets_one_letter_in_her_language(cast: Cast) -> None:
    plan, lead = small(), cast["contributor"]
    lead.language = "de"
    lead.save()
    Action.objects.filter(strategy=plan.strategy).update(lead_person=lead)
    asked(plan)
    send_questions.func()
    asked(plan)
    send_questions.func()
    (letter,) = mail.outbox
    assert letter.to == [lead.email]
    assert "Wie gehen Ihre Aktionen voran?" in letter.subject
    assert f"/de/register/strategies/{plan.strategy.slug}/actions/{plan.actions[0].key}/" in (
        letter.body
    )


def test_a_report_is_not_closed_while_something_is_unexplained(cast: Cast) -> None:
    plan = small()
    late = action(plan.measure, "Late", ends=TODAY - timedelta(days=1))
    report_ = asked(plan)
    with pytest.raises(Unexplained) as lack:
        close(report_, TODAY, by=BY)
    assert [each.title for each in lack.value.actions] == ["Late"]
    stand(late, Standing("idea", explanation="The mill was flooded."), by=BY)
    told = close(report_, TODAY, by=BY).content
    assert told is not None and told["totals"]["overdue"] == 1
    with pytest.raises(Closed):
        close(report_, TODAY, by=BY)


def test_a_closed_report_stays_the_same_whatever_changes(cast: Cast) -> None:
    plan = small()
    note(plan.actions[0], "Forty people came.", by=BY)
    frozen = close(asked(plan), TODAY, by=BY)
    address = f"/en/strategies/{plan.strategy.slug}/reports/{frozen.key}/"
    before, page = frozen.content, Client().get(address).content
    assert b"Forty people came." in page
    plan.actions[0].title = "Renamed"
    change(plan.actions[0], by=BY)
    report(plan.indicator, date(2026, 10, 1), Decimal(99), source="another", by=BY)
    remove(plan.actions[1], by=BY)
    note(plan.actions[2], "Later.", by=BY)
    frozen.refresh_from_db()
    assert (frozen.content, shown(frozen, TODAY)) == (before, before)
    assert Client().get(address).content == page


def test_the_report_has_the_totals_of_the_plan(cast: Cast) -> None:
    plan = small()
    action(plan.measure, "Costly", cost_min=10, cost_max=20)
    told = close(asked(plan), TODAY, by=BY).content or {}
    found = plan_of(plan.strategy, TODAY)
    assert told["totals"]["by_status"] == dict(found.totals.by_status)
    assert told["totals"]["costs"] == {"EUR": [10, 20]}
    assert [each["reached"] for each in told["indicators"]] == [
        str(figure.reached) for figure in found.figures
    ]


def test_a_page_writes_days_and_figures_as_its_language_does(cast: Cast) -> None:
    plan = small()
    note(plan.actions[0], "Forty people came.", by=BY)
    report(plan.indicator, date(2026, 10, 1), Decimal(1234), source="a count", by=BY)
    frozen = close(asked(plan), TODAY, by=BY)
    address = f"/de/strategies/{plan.strategy.slug}/reports/{frozen.key}/"
    page = Client().get(address).content.decode()
    assert ">1.354<" in page, "120 at the beginning, and what was counted"
    assert "1354" not in page
    assert f"{TODAY.isoformat()}<" not in page


def test_an_open_report_is_for_the_people_of_the_strategy(cast: Cast) -> None:
    plan = small()
    half_year = asked(plan)
    public = f"/en/strategies/{plan.strategy.slug}/reports/{half_year.key}/"
    assert Client().get(public).status_code == 404
    inner = f"/en/register/strategies/{plan.strategy.slug}/half-years/{half_year.key}/"
    assert signed_in(cast, "facilitator").get(inner).status_code == 200
    assert signed_in(cast, "keeper").post(inner).status_code == 403
    assert signed_in(cast, "coordinator").post(inner).status_code == 302
    half_year.refresh_from_db()
    assert half_year.closed_at is not None


def test_the_coordinator_asks_on_the_page(cast: Cast) -> None:
    plan, coordinator = small(), signed_in(cast, "coordinator")
    base = f"/en/register/strategies/{plan.strategy.slug}/half-years/"
    coordinator.post(base, {"year": 2026, "half": 2, "due": "2026-12-20"})
    assert [str(each) for each in plan.strategy.half_years.all()] == ["2026/2"]
    assert "2026/2" in coordinator.get(base).content.decode()


def test_the_network_sees_the_plans_side_by_side_and_examples_do_not_count(cast: Cast) -> None:
    small()
    small("leoben", title="Iron lives", is_example=True)
    page = signed_in(cast, "scientist").get("/en/register/half-years/").content.decode()
    assert "3 actions in plans that are no examples." in page
    assert "Iron lives" in page
