"""Translating in a real browser: side by side, by keyboard, on a telephone, without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from inducult.common.languages import CODES
from inducult.places.models import Correction, Place
from inducult.places.records import record_of
from inducult.places.translating import with_text
from inducult.places.writing import write_records
from tests.browser.conftest import PHONE
from tests.browser.test_keeping import HORCH, sign_in
from tests.cast import Cast
from tests.fakes.translators import KEY, translators

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POLISH = "Muzeum w dawnej fabryce Horcha i Audi."
UNCHECKED = "machine translated, not checked"


@pytest.fixture
def place(cast: Cast, settings: Any, tmp_path: Path) -> Place:
    """The museum, in a data folder of one's own."""
    cache.clear()  # counters of the rate limits
    settings.DATA = tmp_path
    call_command("worker", batch=True)
    return Place.objects.get(slug=HORCH)


def text_of(page: Page, key: str) -> Any:
    return page.locator(f"#id_{key}-text")


def test_a_contributor_translates_by_keyboard_and_a_keeper_publishes(
    visit: Any, cast: Cast, place: Place
) -> None:
    page = visit().page
    sign_in(page, "contributor@example.org")
    page.goto("/en/register/languages/?language=pl&region=zwickau")
    page.get_by_role("link", name="August Horch").click()
    expect(page.locator("#summary .standing")).to_have_text("missing")
    expect(page.locator("#summary .pair__text")).to_have_attribute("lang", "en")
    text_of(page, "summary").focus()
    page.keyboard.type(POLISH)
    expect(page.locator(".editor__status")).to_have_text("Draft kept.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_summary-checked")).to_be_checked()
    expect(text_of(page, "summary")).not_to_be_focused()
    page.get_by_role("button", name="Look over and send").press("Enter")
    expect(page.locator("ins")).to_contain_text("checked by: contributor")
    page.get_by_role("button", name="Propose to the keepers").press("Enter")

    page = visit(PHONE, scripts=False).page
    sign_in(page, "keeper@example.org")
    page.goto("/en/register/review/")
    page.get_by_role("link", name="August Horch").click()
    expect(page.locator("ins")).to_contain_text(POLISH)
    page.get_by_role("button", name="Accept what is ticked and publish").click()
    call_command("worker", batch=True)
    page.goto(f"/pl/places/{HORCH}/")
    expect(page.locator(".lead").first).to_have_text(POLISH)


def test_a_machine_drafts_a_person_checks_and_visitors_read_which(
    visit: Any, cast: Cast, place: Place, settings: Any
) -> None:
    page = visit(PHONE).page
    sign_in(page, "keeper@example.org")
    address = f"/en/register/places/{place.identifier}/translate/?from=en&to=pl"
    with translators() as service:
        settings.TRANSLATOR = f"deepl:{service.address}"
        settings.TRANSLATOR_KEY = KEY
        page.goto(address)
        page.get_by_role("button", name="Let the machine draft all").click()
    expect(page.locator("#summary .standing")).to_have_text("by a machine, not checked")
    publish(page)
    page.goto(f"/pl/places/{HORCH}/")
    badge = page.locator(".badge--machine").first
    expect(badge).to_be_visible()
    page.goto("/pl/places/?q=Horch")
    expect(page.locator(".place-card .badge--machine").first).to_have_text(badge_in_polish(page))
    page.goto(address)
    page.get_by_label("Checked: it says the same").first.check()
    publish(page)
    page.goto(f"/pl/places/{HORCH}/")
    expect(page.locator("main .lead .badge--machine")).to_have_count(0)


def badge_in_polish(page: Page) -> str:
    text = page.locator(".badge--machine").first.inner_text()
    assert text != UNCHECKED  # the page is in Polish
    return text


def publish(page: Page) -> None:
    page.get_by_role("button", name="Look over and send").click()
    page.get_by_role("button", name="Take into the register and publish").click()
    expect(page.get_by_role("status").first).to_contain_text("Published")
    call_command("worker", batch=True)


def test_an_engine_that_fails_is_said_and_nothing_typed_is_lost(
    visit: Any, cast: Cast, place: Place, settings: Any
) -> None:
    settings.TRANSLATOR = "libretranslate:http://127.0.0.1:1"
    page = visit(PHONE, scripts=False).page
    sign_in(page, "contributor@example.org")
    page.goto(f"/en/register/places/{place.identifier}/translate/?from=en&to=pl")
    text_of(page, "summary").fill(POLISH)
    page.get_by_role("button", name="Let the machine draft all").click()
    expect(page.locator("main")).to_contain_text("The translation engine cannot be reached.")
    expect(text_of(page, "summary")).to_have_value(POLISH)
    assert Correction.objects.count() == 1


def test_a_changed_text_shows_its_translations_as_out_of_date(
    visit: Any, cast: Cast, place: Place
) -> None:
    made = {"of": "de", "digest": "0" * 16, "engine": "", "checked_by": "keeper"}
    text = {"language": "cs", "text": "Muzeum.", "origin": "person", "translation": made}
    write_records([with_text(record_of(place), "summary", "cs", text)])
    page = visit().page
    sign_in(page, "keeper@example.org")
    page.goto("/en/register/languages/?language=cs&state=stale")
    page.get_by_role("link", name="August Horch").click()
    expect(page.locator("#summary .standing")).to_have_text("out of date")
    expect(page.locator("#summary")).to_contain_text("(Deutsch) has changed since")
    assert page.locator("nav.tongues li").count() == len(CODES)
