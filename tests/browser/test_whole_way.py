"""From an invitation to the map, in the product as an operator runs it: server, worker, database.

A steward invites a keeper, who gives herself a passkey, corrects hours, translates, looks it over
and publishes; a visitor who has the map in Polish open sees it within ten seconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.product import Product, link_in, running
from tests.browser.test_keeping import PASSWORD, give_a_security_key, take_a_passkey

pytestmark = pytest.mark.browser
WITHIN_S = 10.0
POLISH = "Muzeum w dawnej fabryce Horcha i Audi opowiada o stu latach budowy samochodów."


@pytest.fixture
def product(tmp_path: Any) -> Iterator[Product]:
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def new_page(browser: Browser, product: Product) -> Iterator[Any]:
    """Opens pages of people who do not know each other."""
    contexts = []

    def open_page() -> Page:
        context = browser.new_context(base_url=product.site, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_an_invited_keeper_is_seen_on_the_map_within_ten_seconds(
    product: Product, new_page: Any
) -> None:
    steward, keeper, visitor = new_page(), new_page(), new_page()
    join(steward, link_in(product.command("steward", "steward@example.org")), "Steward")
    invite(steward, "keeper@example.org")
    give_a_security_key(keeper)
    join(keeper, link_in(product.said), "Keeper")
    take_a_passkey(keeper)

    keeper.goto("/en/register/places/?q=Horch")
    keeper.get_by_role("link", name="August Horch").first.click()
    correct_the_hours(keeper)
    translate(keeper)
    visitor.goto("/pl/map/?q=August+Horch")
    expect(visitor.locator("#place-list")).not_to_contain_text(POLISH)
    keeper.get_by_role("button", name="Take into the register and publish").click()
    began = time.monotonic()
    expect(keeper.get_by_role("status").first).to_contain_text("Published")
    assert seen(visitor, POLISH) - began < WITHIN_S
    visitor.locator("#place-list").get_by_role("link", name="August Horch").first.click()
    expect(visitor.locator("main")).to_contain_text("08:45–")
    expect(visitor.locator(".lead").first).to_have_text(POLISH)


def join(page: Page, link: str, name: str) -> None:
    page.goto(link)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button.button").click()
    expect(page.get_by_role("link", name="Register", exact=True).first).to_be_visible()


def invite(steward: Page, email: str) -> None:
    steward.goto("/en/people/invite/")
    steward.get_by_label("E-mail").fill(email)
    steward.get_by_label("Role").select_option("keeper")
    steward.get_by_label("Region").select_option("zwickau")
    steward.locator("main button.button").click()
    expect(steward.locator("main")).to_contain_text(email)


def correct_the_hours(page: Page) -> None:
    page.get_by_role("link", name="Opening hours", exact=False).first.click()
    page.locator("fieldset.hours").first.get_by_label("From", exact=True).fill("08:45")
    expect(page.locator("[data-read-back]")).to_contain_text("08:45–")
    page.get_by_label("I have checked today").check()
    page.get_by_role("button", name="Keep as my draft").click()
    expect(page.get_by_role("status").first).to_contain_text("Kept as your draft")


def translate(page: Page) -> None:
    page.get_by_role("link", name="Translate").click()
    page.get_by_label("into").select_option("pl")
    page.get_by_role("button", name="Show").click()
    page.locator("#id_summary-text").fill(POLISH)
    page.locator("#id_summary-checked").check()
    page.get_by_role("button", name="Look over and send").click()
    expect(page.locator("ins").first).to_contain_text("08:45-")


def seen(visitor: Page, words: str) -> float:
    """When the visitor, who asks again and again, sees the words in the list of the map."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        visitor.reload()
        visitor.locator("#place-list").wait_for()
        if words in visitor.locator("#place-list").inner_text():
            return time.monotonic()
        visitor.wait_for_timeout(250)
    raise AssertionError("The map never showed it.")
