"""What keepers do, from the invitation to the public page, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from inducult.partnership.models import Person
from inducult.places.models import Place
from inducult.places.records import record_of
from tests.browser.conftest import PHONE
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough pass phrase"
HORCH = "august-horch-museum"
# What the browser's console says of the answer "somebody else changed it meanwhile".
MEANWHILE = "Failed to load resource: the server responded with a status of 409 (Conflict)"


@pytest.fixture(autouse=True)
def nobody_has_guessed_before() -> None:
    """Counters of the rate limits live in the cache."""
    cache.clear()


@pytest.fixture
def data(cast: Cast, settings: Any, tmp_path: Path) -> Path:
    """A data folder of one's own: editions are built here."""
    settings.DATA = tmp_path
    call_command("worker", batch=True)
    return tmp_path


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/en/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Register", exact=True).first).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/en/account/logout/")
    page.locator("main").get_by_role("button", name="Sign Out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def take_a_passkey(page: Page) -> None:
    """Make one, go out, and come in with nothing else."""
    page.goto("/en/account/2fa/webauthn/add/")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(PASSWORD)
        page.locator("main button").first.click()
    page.get_by_label("Passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator("main")).to_contain_text("Recovery")
    sign_out(page)
    page.goto("/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Register", exact=True).first).to_be_visible()


def give_a_security_key(page: Page) -> None:
    """Chromium's virtual authenticator: a telephone that knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def test_an_invited_keeper_signs_in_with_a_passkey_and_corrects_the_hours(
    visit: Any, cast: Cast, data: Path
) -> None:
    coordinator = visit().page
    sign_in(coordinator, "coordinator@example.org")
    coordinator.goto("/en/people/invite/")
    coordinator.get_by_label("E-mail").fill("new@example.org")
    coordinator.get_by_label("Role").select_option("keeper")
    coordinator.get_by_label("Region").select_option("zwickau")
    coordinator.locator("main button.button").click()
    expect(coordinator.locator("main")).to_contain_text("new@example.org")

    page = visit().page
    give_a_security_key(page)
    found = re.search(r"https?://\S+", str(mail.outbox[0].body))
    assert found
    page.goto(re.sub(r"^https?://[^/]+", "", found[0]))
    page.get_by_label("Name").fill("New Keeper")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main button.button").click()
    expect(page.get_by_role("link", name="Register", exact=True).first).to_be_visible()

    take_a_passkey(page)
    assert Person.objects.get(email="new@example.org").held == {("keeper", "zwickau", None)}

    place = Place.objects.get(slug=HORCH)
    page.goto(f"/en/register/places/{place.identifier}/edit/hours/")
    first, second = page.locator("fieldset.hours").all()[:2]
    first.get_by_label("From", exact=True).fill("08:45")
    expect(page.locator("[data-read-back]")).to_contain_text("08:45–")
    second.get_by_label("Monday").check()
    second.get_by_label("closed on these days").check()
    expect(page.locator("[data-read-back]")).to_contain_text("Monday · closed")
    page.get_by_role("button", name="Add a row").click()
    expect(page.locator("fieldset.hours")).to_have_count(3)
    page.get_by_label("I have checked today").check()
    page.get_by_role("button", name="Look over and send").click()
    expect(page.locator("ins").first).to_contain_text("08:45-")
    page.get_by_role("button", name="Take into the register and publish").click()
    call_command("worker", batch=True)
    page.goto(f"/en/places/{HORCH}/")
    expect(page.locator("main")).to_contain_text("08:45–")


def test_two_who_edit_the_same_piece_choose_and_nothing_is_lost(
    visit: Any, cast: Cast, data: Path
) -> None:
    place = Place.objects.get(slug=HORCH)
    windows = {part: visit(PHONE) for part in ("keeper", "coordinator")}
    pages = {part: window.page for part, window in windows.items()}
    for part, page in pages.items():
        sign_in(page, f"{part}@example.org")
        page.goto(f"/en/register/places/{place.identifier}/edit/about/")
        page.get_by_label("Telephone").fill(f"+49 375 {part}")
        page.get_by_role("button", name="Look over and send").click()
    pages["coordinator"].get_by_role("button", name="Take into the register and publish").click()
    page = pages["keeper"]
    page.get_by_role("button", name="Take into the register and publish").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else changed the same pieces")
    expect(page.locator(".clash")).to_contain_text("+49 375 coordinator")
    expect(page.locator(".clash")).to_contain_text("+49 375 keeper")
    assert windows["keeper"].errors == [MEANWHILE]
    windows["keeper"].errors.clear()
    page.get_by_label("Mine").check()
    page.get_by_role("button", name="Take into the register and publish").click()
    page.goto(f"/en/register/places/{place.identifier}/")
    assert record_of(place)["phone"] == "+49 375 keeper"


def test_a_keeper_reviews_a_proposal_and_goes_back_to_what_was(
    visit: Any, cast: Cast, data: Path
) -> None:
    place = Place.objects.get(slug=HORCH)
    before = record_of(place)
    page = visit().page
    sign_in(page, "contributor@example.org")
    page.goto(f"/en/register/places/{place.identifier}/edit/about/")
    page.get_by_label("Operator").fill("A mistaken operator")
    page.get_by_role("button", name="Look over and send").click()
    page.get_by_label("Why?").fill("I believe so")
    page.get_by_role("button", name="Propose to the keepers").click()

    page = visit().page
    sign_in(page, "keeper@example.org")
    page.goto("/en/register/review/")
    page.get_by_role("link", name="August Horch").click()
    page.get_by_role("button", name="Accept what is ticked and publish").click()
    expect(page.get_by_role("status").first).to_contain_text("Published")
    assert record_of(place)["operator"] == "A mistaken operator"

    page.goto(f"/en/register/places/{place.identifier}/history/")
    page.get_by_role("link", name="What has changed since").last.click()
    page.get_by_label("Why?").fill("It was a mistake")
    page.get_by_role("button", name="Back to this state").click()
    expect(page.locator("main")).to_contain_text("went back to an earlier state")
    assert record_of(place) == before
