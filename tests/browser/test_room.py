"""Half a day in a minute: six phones, one without a net for a while, a facilitator, a wall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import DjangoDbBlocker

from tests.browser.conftest import DESKTOP
from tests.browser.judging import faults_of
from tests.dialogue.room.served import PASSWORD, Served, serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KINDS = "welcome pairs wall dots propositions commitments close"
SECTORS = ("museum", "company", "school", "creative", "tourism", "research")
SMALL = {"width": 360, "height": 740}


@pytest.fixture
def served(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Served]:
    with django_db_blocker.unblock(), serving(tmp_path, KINDS) as made:
        yield made


class Room:
    """Everybody's browser."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self.browser, self.served = browser, served
        self.errors: list[str] = []
        self.leader = self.window(DESKTOP)
        self.phones: list[Page] = []

    def window(self, viewport: Any, **options: Any) -> Page:
        context = self.browser.new_context(
            viewport=viewport, base_url=self.served.site, bypass_csp=True, **options
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def begin(self) -> None:
        """The facilitator signs in and opens the session; six people join with its code."""
        page = self.leader
        page.goto(f"/en/account/login/?next=/en/room/session/{self.served.key}/")
        page.fill("input[name=login]", "facilitator@example.org")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.get_by_role("button", name="Open the session").click()
        code = page.locator(".lead__code").inner_text()
        for number, sector in enumerate(SECTORS):
            scheme: Any = "dark" if number % 2 else "light"
            phone = self.window(SMALL, color_scheme=scheme, reduced_motion="reduce")
            phone.goto("/en/room/")
            phone.fill("#code", code.lower())
            phone.get_by_role("button", name="Join").click()
            phone.select_option("select[name=sector]", sector)
            phone.get_by_role("button", name="Join").click()
            expect(phone.locator("h1")).to_have_text("welcome")
            self.phones.append(phone)

    def next_step(self, name: str) -> None:
        """By the key of a presenter; every phone that has a net follows."""
        self.leader.locator("body").press("ArrowRight")
        expect(self.leader.locator(".screen__question")).to_have_text(f"{name}?")
        for phone in self.phones:
            if not self.is_offline(phone):
                expect(phone.locator("h1")).to_have_text(name)

    def is_offline(self, phone: Page) -> bool:
        return bool(phone.evaluate("!navigator.onLine"))

    def close(self) -> None:
        for page in [self.leader, *self.phones]:
            page.context.close()


@pytest.fixture
def room(browser: Browser, served: Served) -> Iterator[Room]:
    room = Room(browser, served)
    yield room
    room.close()
    assert room.errors == []


def write(phone: Page, words: str) -> None:
    phone.fill("#card-text", words)
    phone.get_by_role("button", name="To the wall").click()


def looks_right(page: Page) -> None:
    """Nothing overflows, and the rules of axe-core hold."""
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1], page.url
    assert faults_of(page) == []


def test_half_a_day_with_six_phones_one_of_them_without_a_net(room: Room) -> None:
    looks_right_at_the_door(room)
    room.begin()
    lead, phones = room.leader, room.phones
    expect(lead.get_by_role("heading", name="6 people here")).to_be_visible()
    write(phones[0], "curious")
    expect(phones[5].locator(".slip")).to_have_text("curious")
    looks_right(phones[1])

    lead.get_by_role("button", name="Draw pairs").click()
    room.next_step("pairs")
    expect(phones[0].get_by_text("Table ")).to_be_visible()
    phones[1].get_by_text("Tell a story", exact=True).click()
    phones[1].fill("[name=title]", "The night the loom ran")
    phones[1].fill("[name=happening]", "We cleaned it for a year.")
    phones[1].select_option("[name=consent]", "network")
    looks_right(phones[1])
    phones[1].get_by_role("button", name="Tell it").click()
    expect(lead.get_by_text("The night the loom ran")).to_be_visible()
    expect(phones[1].locator(".room__said")).to_contain_text("The night the loom ran")

    room.next_step("wall")
    without_net = phones[2]
    without_net.context.set_offline(True)
    for words in ("kept on the phone", "kept as well"):
        write(without_net, words)
    expect(without_net.get_by_text("Waiting to be sent: 2")).to_be_visible()
    without_net.fill("#card-text", "half a sent")
    for number, phone in enumerate(phones[3:]):
        write(phone, f"strength {number}")
    expect(lead.locator(".slip")).to_have_count(3)

    gather_by_keyboard(phones[0])
    expect(pride(lead).locator(".slip")).to_have_count(1)
    looks_right(phones[0])
    looks_right(lead)
    gather_by_menu(lead)
    lead.get_by_role("button", name="positive core: Pride").press("Enter")
    expect(pride(phones[0]).locator(".wall__core")).to_be_visible()
    assert lead.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"

    room.next_step("dots")
    without_net.context.set_offline(False)
    expect(without_net.locator("h1")).to_have_text("dots")
    expect(without_net.get_by_text("Waiting to be sent")).to_be_hidden()
    expect(lead.locator(".slip")).to_have_count(5)
    give_dots(phones[4])
    expect(pride(lead).locator("h2")).to_contain_text("● 3")

    propose_and_promise(room)
    see_the_wall(room)
    room.next_step("close")
    lead.get_by_role("button", name="Close the session").click()
    expect(lead.locator(".screen__question")).to_have_text("The session is over")
    take_back_at_home(room, phones[1])


def take_back_at_home(room: Room, phone: Page) -> None:
    """The receipt stays on the phone when the session is over, and opens without a seat."""
    expect(phone.get_by_text("take your receipt with you")).to_be_visible()
    home = room.window(SMALL)
    home.goto(phone.get_by_role("link", name="My receipt").get_attribute("href") or "")
    expect(home.get_by_text("The night the loom ran")).to_be_visible()
    home.get_by_role("button", name="Take all my words back").click()
    expect(home.get_by_text("Your words are gone, everywhere.")).to_be_visible()
    looks_right(home)
    home.context.close()


def propose_and_promise(room: Room) -> None:
    lead, phones = room.leader, room.phones
    room.next_step("propositions")
    expect(phones[5].get_by_text("Pride").first).to_be_visible()
    phones[5].fill("#proposition-text", "We will perhaps open the gate.")
    expect(phones[5].locator(".hints")).to_contain_text("Say it in the present")
    phones[5].select_option("#proposition-theme", label="Pride")
    phones[5].fill("#proposition-text", "Every child has heard the loom run.")
    phones[5].get_by_role("button", name="To the wall").click()
    expect(phones[0].get_by_text("Every child has heard")).to_be_visible()
    looks_right(phones[5])

    room.next_step("commitments")
    phones[3].fill("[name=promise]", "I open the gate on Sundays.")
    phones[3].get_by_role("button", name="I will do this").click()
    expect(lead.get_by_text("I open the gate on Sundays.")).to_be_visible()
    looks_right(phones[3])


def looks_right_at_the_door(room: Room) -> None:
    page = room.window(SMALL)
    page.goto("/de/room/")
    looks_right(page)
    page.fill("#code", "zzzzzz")
    page.locator("form button").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.context.close()


def pride(page: Page) -> Locator:
    """The column of the theme; its name stands in the menus of other cards too."""
    return page.locator(".wall__column", has=page.get_by_role("heading", name="Pride"))


def gather_by_keyboard(phone: Page) -> None:
    phone.fill("#theme-title", "Pride")
    phone.get_by_role("button", name="Add the theme").click()
    expect(phone.locator(".wall__column")).to_have_count(2)
    phone.locator("[data-card]").first.focus()
    phone.keyboard.press("ArrowRight")
    expect(pride(phone).locator(".slip")).to_have_count(1)
    assert phone.evaluate("document.activeElement.matches('[data-card]')")


def gather_by_menu(page: Page) -> None:
    card = page.locator("[data-theme='']").locator(".slip").first
    card.locator("select").select_option(label="Pride")
    expect(pride(page).locator(".slip")).to_have_count(2)


def give_dots(phone: Page) -> None:
    """Three, and no fourth."""
    for left in (2, 1, 0):
        phone.get_by_role("button", name="give a dot to: Pride").click()
        expect(phone.get_by_text(f"{left} of 3 left")).to_be_visible()
    expect(phone.get_by_role("button", name="give a dot to: Pride")).to_have_count(0)
    looks_right(phone)


def see_the_wall(room: Room) -> None:
    with room.leader.context.expect_page() as opened:
        room.leader.get_by_role("link", name="View for the projector").click()
    wall = opened.value
    wall.set_viewport_size({"width": 1920, "height": 1080})
    expect(wall.get_by_text("I open the gate on Sundays.")).to_be_visible()
    looks_right(wall)
    wall.close()
