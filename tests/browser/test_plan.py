"""A plan in a real browser: the board by keyboard, a report, a foreign pilot, the trace."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from inducult.strategy.models import Action, Takeover
from tests.browser.conftest import sign_in
from tests.browser.judging import Judge
from tests.cast import ABROAD, Cast
from tests.strategy.planned import Small, small

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = (
    *("plan/", "plan/?view=chart", "plan/?view=board", "trace/", "indicators/"),
    *("actions/{action}/", "trace/?from=action:{action}"),
)
INNER = (
    *("plan/", "plan/?view=board", "plan/outline/", "plan/new/action/", "plan/exchange/"),
    *("actions/{action}/", "actions/{action}/status/", "indicators/", "half-years/", "trace/"),
)
OTHERS = (
    *("pilots/", "pilots/{pilot}/", "register/pilots/", "register/pilots/{pilot}/"),
    *("register/pilots/{pilot}/sources/", "register/pilots/{pilot}/pictures/"),
    *("register/pilots/new/", "register/half-years/"),
)


@pytest.fixture
def plan(site: str, cast: Cast) -> Small:
    return small()


def addresses(plan: Small) -> list[str]:
    words = {"action": plan.actions[0].key, "pilot": plan.pilot.slug}
    slug = plan.strategy.slug
    return [
        *(f"/en/strategies/{slug}/{each.format(**words)}" for each in PUBLIC),
        *(f"/en/register/strategies/{slug}/{each.format(**words)}" for each in INNER),
        *(f"/en/{each.format(**words)}" for each in OTHERS),
    ]


def test_a_keeper_works_with_the_plan_by_keyboard(
    visit: Any, site: str, cast: Cast, plan: Small
) -> None:
    window = sign_in(visit(), site, cast["keeper"])
    page = window.page
    base, first = f"/en/register/strategies/{plan.strategy.slug}/", plan.actions[0]
    page.goto(f"{base}plan/?view=board")
    card = page.locator(f"#action-{first.key}")
    card.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"[data-status=planned] #action-{first.key}")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"[data-status=running] #action-{first.key}")).to_be_visible()
    assert Action.objects.get(pk=first.pk).status == "running"
    card.get_by_role("combobox").select_option("stopped")
    card.get_by_role("button").click()
    page.get_by_label("Why it was stopped").fill("The mill burnt down.")
    window.errors.clear()  # the answer that asked for a reason was a 422, which browsers report
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(f"[data-status=stopped] #action-{first.key}")).to_be_visible()
    page.goto(f"{base}actions/{first.key}/")
    page.get_by_role("textbox", name="How it goes").fill("It goes on elsewhere.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("It goes on elsewhere.")).to_be_visible()
    page.goto(f"{base}indicators/{plan.indicator.key}/")
    page.get_by_label("Date").fill("2026-09-30")
    page.get_by_label("Value", exact=True).fill("80")
    page.get_by_label("Source of the value").fill("counted at the door")
    page.get_by_role("button", name="Report", exact=True).click()
    expect(page.locator("dl.facts")).to_contain_text("200")


def test_another_region_takes_the_pilot_over_and_follows_the_trace(
    visit: Any, site: str, cast: Cast, plan: Small
) -> None:
    small(ABROAD, title="Iron lives")
    page = sign_in(visit(), site, cast["foreign_keeper"]).page
    page.goto(f"/en/pilots/{plan.pilot.slug}/")
    page.get_by_role("link", name="Take it over into our plan").click()
    page.get_by_label("Measure of your plan").select_option(index=1)
    page.get_by_role("button", name="Take it over").click()
    expect(page.get_by_text("Grew from")).to_be_visible()
    assert Takeover.objects.get().region_id == ABROAD
    page.get_by_role("link", name="Where it comes from and leads to").click()
    drawn = page.locator(".trace__node.is-chosen")
    expect(drawn).to_be_visible()
    page.get_by_role("link", name="Show everything").click()
    page.locator(".trace__node--objective").first.focus()
    expect(page.locator("indu-trace.is-showing .trace__node.is-shown").first).to_be_visible()


def test_no_page_of_a_plan_is_faulty_or_too_wide(
    visit: Any, site: str, cast: Cast, plan: Small
) -> None:
    judge = Judge(sign_in(visit(bypass_csp=True), site, cast["keeper"]), site)
    for address in addresses(plan):
        judge.look_at(address)
    assert judge.wrong == {}
