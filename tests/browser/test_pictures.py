"""A keeper sends a picture, says what it shows, and the public sees it in the size it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Page, expect

from inducult.places.models import Picture, Place
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_keeping import sign_in
from tests.cast import Cast
from tests.places.pictures import scene, written

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HORCH = "august-horch-museum"
REFUSED = (
    "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
)


@pytest.fixture
def album(cast: Cast, settings: Any, tmp_path: Path) -> Path:
    """A data folder of one's own, for pictures and editions."""
    cache.clear()  # counters of the rate limits
    settings.DATA = tmp_path
    call_command("worker", batch=True)
    return tmp_path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "the gate.heic"
    path.write_bytes(written(scene(1600, 1200), "HEIF"))
    return path


@pytest.mark.parametrize("scripts", [True, False])
def test_a_picture_from_the_camera_to_the_public_page(
    scripts: bool,
    visit: Any,
    cast: Cast,
    album: Path,
    photo: Path,
) -> None:
    place = Place.objects.get(slug=HORCH)
    page: Page = visit(DESKTOP if scripts else PHONE, scripts=scripts).page
    sign_in(page, "keeper@example.org")
    page.goto(f"/en/register/places/{place.identifier}/edit/media/")
    page.get_by_label("Picture file").set_input_files(photo)
    page.get_by_role("button", name="Send the picture").click()
    expect(page.get_by_text("The picture is in your draft")).to_be_visible()
    describe(page)
    publish(page)
    call_command("worker", batch=True)
    page.goto(f"/en/places/{HORCH}/")
    image = page.get_by_alt_text("The gate of the works")
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    expect(page.get_by_text("Eva Example")).to_be_visible()
    page.wait_for_load_state("networkidle")  # nobody asks while the database is emptied
    if scripts:
        key = Picture.objects.get().key
        shown = image.evaluate("image => image.decode().then(() => image.currentSrc)")
        assert shown.endswith(f"/pictures/{key}-640.avif")


def describe(page: Page) -> None:
    page.get_by_label("Author of the picture").fill("Eva Example")
    page.get_by_label("Licence", exact=True).select_option("CC-BY-4.0")
    page.get_by_role("textbox", name="English").fill("The gate of the works")
    page.get_by_role("button", name="Look over and send").click()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Take into the register and publish").click()
    expect(page.get_by_role("status").first).to_be_visible()


def test_what_is_no_picture_is_refused_where_it_was_chosen(
    visit: Any,
    cast: Cast,
    album: Path,
    tmp_path: Path,
) -> None:
    place = Place.objects.get(slug=HORCH)
    window = visit()
    page = window.page
    sign_in(page, "keeper@example.org")
    page.goto(f"/en/register/places/{place.identifier}/edit/media/")
    (tmp_path / "photo.jpg").write_text("<script>alert(1)</script>")
    page.get_by_label("Picture file").set_input_files(tmp_path / "photo.jpg")
    page.get_by_role("button", name="Send the picture").click()
    expect(page.get_by_text("This is not a picture in one of the formats")).to_be_visible()
    window.errors = [error for error in window.errors if error != REFUSED]
