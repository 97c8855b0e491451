"""An action plan as people meet it: table, chart and board say the same."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from inducult.common.languages import CODES
from inducult.places.models import Place
from inducult.strategy.actions.doing import Standing, stand
from inducult.strategy.models import Action, Adoption, Milestone, Version
from tests.cast import Cast
from tests.strategy.made import BY
from tests.strategy.planned import action, small

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast[part], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def totals_on(page: str) -> dict[str, str]:
    return dict(re.findall(r'data-total="([^"]+)">([^<]*)<', page))


def test_everybody_reads_the_plan_of_a_public_strategy(cast: Cast) -> None:
    plan = small()
    page = Client().get(f"/en/strategies/{plan.strategy.slug}/plan/").content.decode()
    assert [title for title in ("Late shift", "Guide school", "Open mill") if title in page] == [
        *("Late shift", "Guide school", "Open mill")
    ]
    assert '<dd id="result-count">3</dd>' in page


@pytest.mark.parametrize("view", ["table", "chart", "board"])
def test_each_view_has_the_same_totals(cast: Cast, view: str) -> None:
    plan = small()
    past = TODAY - timedelta(days=10)
    action(plan.measure, "Overdue", ends=past, begins=past, cost_min=100, cost_max=300)
    page = Client().get(f"/en/strategies/{plan.strategy.slug}/plan/?view={view}").content.decode()
    assert totals_on(page) == {
        "idea": "4",
        "planned": "0",
        "running": "0",
        "done": "0",
        "stopped": "0",
        "overdue": "1",
        "blocked": "0",
        "EUR": "100–300 EUR",
    }


def test_the_plan_is_narrowed_and_sorted(cast: Cast) -> None:
    plan = small()
    action(plan.measure, "Alone", lead="Town of Example", area="T4")
    address = f"/en/strategies/{plan.strategy.slug}/plan/"
    narrowed = Client().get(address, {"lead": "Town of Example", "area": "T4"}).content.decode()
    assert '<dd id="result-count">1</dd>' in narrowed
    by_title = Client().get(address, {"sort": "title"}).content.decode()
    titles = re.findall(r'/actions/\w+/">([^<]+)</a></th>', by_title)
    assert titles == ["Alone", "Guide school", "Late shift", "Open mill"]


def test_a_draft_is_for_its_people_alone(cast: Cast) -> None:
    plan = small()
    type(plan.strategy).objects.update(is_public=False)
    address = f"/en/strategies/{plan.strategy.slug}/plan/"
    assert Client().get(address).status_code == 404
    assert signed_in(cast, "keeper").get(address).status_code == 200


def test_an_adoption_alone_does_not_show_the_plan_as_it_is_written(cast: Cast) -> None:
    plan = small()
    type(plan.strategy).objects.update(is_public=False)
    version = Version.objects.create(strategy=plan.strategy, number=1, content={}, made_by=BY.name)
    Adoption.objects.create(version=version, on=TODAY, body="Council", recorded_by=BY.name)
    base = f"/en/strategies/{plan.strategy.slug}/"
    found = {name: Client().get(base + name).status_code for name in ("plan/", "trace/")}
    assert found == {"plan/": 404, "trace/": 404}


@pytest.mark.parametrize("language", CODES)
def test_the_plan_is_read_in_every_language(cast: Cast, language: str) -> None:
    plan = small()
    base = f"/{language}/strategies/{plan.strategy.slug}/"
    pages = ("plan/?view=chart", "indicators/", "trace/", f"actions/{plan.actions[0].key}/")
    assert [Client().get(base + page).status_code for page in pages] == [200, 200, 200, 200]


def test_the_keeper_moves_a_card_and_takes_it_back(cast: Cast) -> None:
    plan = small()
    keeper, first = signed_in(cast, "keeper"), plan.actions[0]
    base = f"/en/register/strategies/{plan.strategy.slug}/actions/{first.key}/"
    moved = keeper.post(f"{base}status/", {"status": "running", "back": "board"})
    assert moved["Location"].endswith(f"/plan/?view=board#action-{first.key}")
    first.refresh_from_db()
    assert first.status == "running"
    keeper.post(f"{base}status/undoing/")
    first.refresh_from_db()
    assert first.status == "idea"
    page = keeper.get(base).content.decode()
    assert "new status" in page and "status taken back" in page


def test_an_action_is_not_stopped_without_a_reason(cast: Cast) -> None:
    plan = small()
    keeper, first = signed_in(cast, "keeper"), plan.actions[0]
    address = f"/en/register/strategies/{plan.strategy.slug}/actions/{first.key}/status/"
    refused = keeper.post(address, {"status": "stopped"})
    assert (refused.status_code, "Say why it is stopped" in refused.content.decode()) == (422, True)
    keeper.post(address, {"status": "stopped", "status_reason": "The mill burnt down."})
    assert Action.objects.get(pk=first.pk).status_reason == "The mill burnt down."


def test_the_lead_reports_without_writing_the_plan(cast: Cast) -> None:
    plan = small()
    first = plan.actions[0]
    Action.objects.filter(pk=first.pk).update(lead_person=cast["contributor"])
    lead = signed_in(cast, "contributor")
    base = f"/en/register/strategies/{plan.strategy.slug}/"
    lead.post(f"{base}actions/{first.key}/notes/", {"text": "Forty people came."})
    assert "Forty people came." in lead.get(f"{base}actions/{first.key}/").content.decode()
    assert lead.get(f"{base}plan/parts/action/{first.key}/").status_code == 403
    other = f"{base}actions/{plan.actions[1].key}/notes/"
    assert lead.post(other, {"text": "Not mine."}).status_code == 403


def test_a_plan_is_written_from_the_field_down(cast: Cast) -> None:
    plan, keeper = small(), signed_in(cast, "keeper")
    base = f"/en/register/strategies/{plan.strategy.slug}/plan/"
    keeper.post(f"{base}new/objective/", {"title": "Young people know", "field": plan.field.pk})
    objective = plan.field.objectives.get(title="Young people know")
    keeper.post(f"{base}new/measure/", {"title": "Schools", "objective": objective.pk})
    measure = objective.measures.get()
    form = keeper.get(f"{base}new/action/?under={measure.key}")
    assert form.context["form"].initial["area"] == "T2"
    told = {"title": "Class visits", "measure": measure.pk, "area": "T3", "currency": "EUR"}
    told |= {"funding_status": "open", "priority": "high", "places": "august-horch-museum"}
    keeper.post(f"{base}new/action/", told)
    made = measure.actions.get()
    assert (made.title, made.number, [p.slug for p in made.places.all()]) == (
        *("Class visits", "4"),
        ["august-horch-museum"],
    )
    assert "Class visits" in keeper.get(f"{base}outline/").content.decode()


def test_parts_are_ordered(cast: Cast) -> None:
    plan, keeper = small(), signed_in(cast, "keeper")
    base = f"/en/register/strategies/{plan.strategy.slug}/plan/parts/action/"
    one, two, three = plan.actions
    keeper.post(f"{base}{three.key}/place/", {"up": "1"})
    keeper.post(f"{base}{two.key}/place/", {"before": one.key})
    keeper.post(f"{base}{one.key}/place/", {"down": "1"})
    assert list(plan.measure.actions.values_list("title", flat=True)) == [
        *("Guide school", "Open mill", "Late shift")
    ]


def test_a_part_that_is_taken_out_takes_what_stands_under_it(cast: Cast) -> None:
    plan, keeper = small(), signed_in(cast, "keeper")
    base = f"/en/register/strategies/{plan.strategy.slug}/plan/parts/"
    keeper.post(f"{base}objective/{plan.objective.key}/", {"do": "remove"})
    assert (plan.field.objectives.count(), Action.objects.count()) == (0, 0)


def test_a_place_page_names_the_plans_that_touch_it(cast: Cast) -> None:
    plan = small()
    horch = "august-horch-museum"
    plan.actions[0].places.add(Place.objects.get(slug=horch))
    assert "Late shift" in Client().get(f"/en/places/{horch}/").content.decode()
    type(plan.strategy).objects.update(is_public=False)
    assert "Late shift" not in Client().get(f"/en/places/{horch}/").content.decode()


def test_the_chart_shows_milestones_and_today(cast: Cast) -> None:
    plan = small()
    span = {"begins": TODAY - timedelta(days=200), "ends": TODAY + timedelta(days=200)}
    long = action(plan.measure, "Long", **span)
    Milestone.objects.create(strategy=plan.strategy, action=long, title="Half", due=TODAY)
    page = Client().get(f"/en/strategies/{plan.strategy.slug}/plan/?view=chart").content.decode()
    assert ("gantt__today" in page, "gantt__milestone" in page, "Half" in page) == (
        *(True, True),
        True,
    )
    assert (page.count("gantt__bar"), page.count("gantt__name")) == (1, 4)


def test_the_exported_plan_has_the_totals_of_the_page(cast: Cast) -> None:
    plan = small()
    by = BY
    stand(plan.actions[1], Standing("done"), by=by)
    base = f"/en/strategies/{plan.strategy.slug}/"
    content = Client().get(f"{base}tables/actions.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["Title"] for row in rows] == ["Late shift", "Guide school", "Open mill"]
    done = sum(row["Status"] == "done" for row in rows)
    assert str(done) == totals_on(Client().get(f"{base}plan/").content.decode())["done"]


def test_the_page_of_an_action_shows_what_is_around_it(cast: Cast) -> None:
    plan = small()
    address = f"/en/strategies/{plan.strategy.slug}/actions/{plan.actions[0].key}/"
    page = Client().get(address).content.decode()
    shown = {word: word in page for word in ("Night of the machines", "Visitors", "Open doors")}
    assert shown == dict.fromkeys(shown, True)
