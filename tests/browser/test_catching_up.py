"""A day on paper is typed in, in a real browser, while the net and the sign-in come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from inducult.dialogue.models import Card, Commitment, Theme
from inducult.partnership.models import Region
from tests.browser.conftest import sign_in
from tests.cast import HOME, Cast
from tests.dialogue.workshop import workshop_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Everything is kept."


def until(page: Page, there: Callable[[], bool]) -> None:
    """The page may say of the row before that it is kept while this one is on its way."""
    for _ in range(150):
        if there():
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.locator(".typed__state").text_content())


def test_nothing_typed_is_lost(visit: Any, site: str, cast: Cast) -> None:
    workshop = workshop_in(Region.objects.get(code=HOME))
    window = visit()
    page, context = window.page, window.context

    def state(words: str) -> None:
        expect(page.locator(".typed__state")).to_contain_text(words, timeout=15_000)

    sign_in(window, site, cast["facilitator"])
    way = f"/en/register/groups/{workshop.group.key}/sessions/{workshop.session.key}"
    page.goto(f"{way}/catching-up/")
    page.locator("[data-kind=theme] [data-field=title]").first.focus()
    for title in ("Craft", "Young people"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
    state(KEPT)
    themes = Theme.objects.order_by("order").values_list("title", "order")
    until(page, lambda: list(themes.all()) == [("Craft", 1), ("Young people", 2)])

    page.locator("[data-kind=card] [data-field=text]").first.focus()
    context.set_offline(True)
    for text in ("Hands", "Heads"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    state("Rows that wait, kept on this computer: 2")
    context.set_offline(False)
    state(KEPT)
    cards = Card.objects.order_by("text").values_list("text", flat=True)
    until(page, lambda: list(cards.all()) == ["Hands", "Heads"])

    several = page.locator("#many-card")
    page.locator("[data-kind=card] summary").click()
    page.locator("[data-kind=card] tr").nth(3).locator("[data-field=consent]").select_option(
        "network"
    )
    several.fill("Keys #2\nCoffee")
    several.press("Control+Enter")
    expect(page.locator("[data-kind=card] [data-count]")).to_have_text("4")
    until(page, lambda: len(cards.all()) == 4)
    told = {
        card.text: (card.theme and card.theme.title, card.consent) for card in Card.objects.all()
    }
    assert told["Keys"] == ("Young people", "network")
    assert told["Coffee"] == (None, "network")  # as on the sheet before

    context.clear_cookies()
    page.locator("[data-kind=commitment] [data-field=who]").first.fill("The example school")
    state("You are signed out.")
    sign_in(window, site, cast["facilitator"])
    page.goto(f"{way}/catching-up/")  # as somebody would who has closed the window meanwhile
    state(KEPT)
    until(page, lambda: [each.who for each in Commitment.objects.all()] == ["The example school"])
    until(page, lambda: page.evaluate("localStorage.length") == 0)

    page.locator("[data-kind=proposition] [data-field=text]").first.fill("We will try")
    expect(page.locator(".typed__hint")).to_contain_text("Say it in the present")

    # The console of the browser tells of the net and the sign-in that were taken away on purpose.
    assert all("Failed to load resource" in error for error in window.errors)
    window.errors.clear()
