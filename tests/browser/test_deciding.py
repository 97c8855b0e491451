"""A keeper decides what sources suggest, by single keys, in a real browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from inducult.harvest.models import Suggestion
from inducult.places.models import Place
from tests.browser.conftest import PHONE, sign_in
from tests.cast import Cast
from tests.harvest.lists import BREWERY, HORCH
from tests.harvest.test_harvesting import run_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MANY = 30
QUEUE = "/en/register/harvest/review/"


@pytest.fixture
def keeper(visit: Any, site: str, cast: Cast) -> Any:
    """Opens a window in which the keeper of Zwickau has signed in."""

    def open_window(*options: Any, **named: Any) -> Page:
        page: Page = sign_in(visit(*options, **named), site, cast["keeper"]).page
        return page

    return open_window


def breweries(many: int) -> list[dict[str, Any]]:
    """So many in Zwickau, a kilometre and more from each other and of different names."""
    names = (
        "Adler",
        "Anker",
        "Bären",
        "Berg",
        "Bock",
        "Dom",
        "Eichen",
        "Falken",
        "Felsen",
        "Fuchs",
    )
    return [
        {
            **BREWERY,
            "key": f"z{n:02}",
            "name": f"{names[n % 10]}brauerei {chr(65 + n // 10)}",
            "lon": 12.40 + (n % 6) / 50,
            "lat": 50.69 + (n // 6) / 60,
        }
        for n in range(many)
    ]


def states() -> list[str]:
    return list(Suggestion.objects.order_by("id").values_list("state", flat=True))


def test_thirty_suggestions_are_decided_by_single_keys(
    keeper: Any, cast: Cast, tmp_path: Path, record_property: Any
) -> None:
    run_of(tmp_path, *breweries(MANY))
    page = keeper()
    page.goto(QUEUE)
    page.get_by_role("link", name="Begin").click()
    expect(page.locator("indu-map[data-ready]")).to_be_visible()
    began = time.perf_counter()
    for number in range(MANY):
        title = page.locator("[data-heading]").text_content()
        if number % 3 == 2:
            page.keyboard.press("r")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("a")
        if number < MANY - 1:
            expect(page.locator("[data-heading]")).not_to_have_text(title or "")
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    record_property("seconds", round(time.perf_counter() - began, 1))
    assert states() == ["accepted", "accepted", "refused"] * (MANY // 3)


def test_keys_go_back_and_forth_take_pieces_and_take_back(
    keeper: Any, cast: Cast, tmp_path: Path
) -> None:
    run_of(tmp_path, HORCH, *breweries(2))
    page = keeper()
    page.goto(QUEUE)
    page.get_by_role("link", name="Begin").click()
    heading = page.locator("[data-heading]")
    expect(page.locator(".beside")).to_have_count(2)
    expect(heading).to_have_text("August Horch Museum Zwickau")
    for key, title in (
        ("j", "Adlerbrauerei A"),
        ("s", "Ankerbrauerei A"),
        ("k", "Adlerbrauerei A"),
    ):
        page.keyboard.press(key)
        expect(heading).to_have_text(title)
    page.keyboard.press("ArrowLeft")
    expect(heading).to_have_text("August Horch Museum Zwickau")
    page.keyboard.press("p")
    expect(page.locator("[name=piece]:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(heading).to_have_text("Adlerbrauerei A")
    expect(page.get_by_role("status").first).to_contain_text("Taken over in part")
    page.keyboard.press("u")
    expect(heading).to_have_text("August Horch Museum Zwickau")
    assert states() == ["open"] * 3
    page.get_by_label("Decide by single keys").uncheck()
    page.keyboard.press("a")
    page.get_by_role("link", name="Skip s j").click()
    expect(heading).to_have_text("Adlerbrauerei A")
    assert states() == ["open"] * 3


def test_without_scripts_and_on_a_telephone_the_same_forms_decide(
    keeper: Any, cast: Cast, tmp_path: Path
) -> None:
    run_of(tmp_path, HORCH, *breweries(1))
    page = keeper(PHONE, scripts=False)
    page.goto(QUEUE)
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Operator").check()
    page.get_by_role("button", name="Take what is ticked p").click()
    page.get_by_label("Why not?").select_option("not_ours")
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    assert sorted(states()) == ["partly", "refused"] or states() == ["accepted", "refused"]
    assert Place.objects.get(slug="august-horch-museum").operator == HORCH["operator"]
