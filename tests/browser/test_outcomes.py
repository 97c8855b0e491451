"""What becomes of a report, of two places made one and of one made two, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import expect

from inducult.places.models import Place, Publication, Report
from inducult.places.records import record_of
from tests.browser.conftest import PHONE
from tests.browser.test_keeping import HORCH, sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GENK = "genk-ford-genk"


@pytest.fixture(autouse=True)
def own_data(cast: Cast, settings: Any, tmp_path: Path) -> None:
    """Editions are built here; counters of the rate limits begin at nothing."""
    cache.clear()
    settings.DATA = tmp_path
    call_command("worker", batch=True)


def everything() -> dict[str, Any]:
    """The two records, what the public sees of them and where they stand, byte for byte."""
    places = Place.objects.filter(slug__in=(HORCH, GENK)).order_by("pk")
    public = Publication.objects.filter(place__in=places).order_by("place_id")
    return {
        "records": [record_of(place) for place in places],
        "public": [publication.record for publication in public],
        "states": [(place.state, place.merged_into_id) for place in places],
    }


def test_a_visitor_reports_a_keeper_answers_and_the_receipt_says_it(visit: Any, cast: Cast) -> None:
    visitor = visit(PHONE, scripts=False).page
    visitor.goto(f"/en/places/{HORCH}/report/")
    visitor.get_by_label("Opening hours or prices are wrong").check()
    visitor.get_by_label(re.compile("^What")).fill("It opens at 10 now.")
    visitor.wait_for_timeout(3_500)  # who sends faster than a person can read is asked to wait
    visitor.get_by_role("button", name=re.compile("Send")).click()
    expect(visitor.locator("h1")).to_have_text("Your message was received")
    receipt = visitor.url

    keeper = visit().page
    sign_in(keeper, "keeper@example.org")
    keeper.goto("/en/register/reports/")
    keeper.locator("tbody a").first.click()
    expect(keeper.locator("main")).to_contain_text("It opens at 10 now.")
    keeper.get_by_label("taken over", exact=True).check()
    keeper.get_by_label("Your words to the sender").fill("Thank you, we have asked them.")
    keeper.get_by_role("button", name="Answer").click()
    expect(keeper.get_by_role("status").first).to_contain_text("Answered")

    visitor.goto(receipt)
    expect(visitor.locator("h1")).to_have_text("What became of your message")
    expect(visitor.locator("main")).to_contain_text("Thank you, we have asked them.")
    expect(visitor.locator("#receipt-state")).to_contain_text("taken over")
    assert Report.objects.get().outcome == Report.Outcome.DONE


def test_two_places_made_one_are_restored_bit_for_bit(visit: Any, cast: Cast) -> None:
    before = everything()
    kept = Place.objects.get(slug=HORCH)
    page = visit().page
    sign_in(page, "steward@example.org")
    page.goto(f"/en/register/places/{kept.identifier}/")
    page.get_by_role("link", name="Merge", exact=True).press("Enter")
    page.get_by_label("The other place").fill(f"/en/places/{GENK}/")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Make one of the two").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("The two are one now")
    assert everything() != before
    call_command("worker", batch=True)
    page.goto(f"/en/places/{GENK}/")
    expect(page).to_have_url(re.compile(rf"/en/places/{HORCH}/$"))
    page.goto(f"/en/register/places/{kept.identifier}/history/")
    page.get_by_role("button", name="Take this back").first.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("both are as they were")
    assert everything() == before


def test_a_place_made_two_is_restored_bit_for_bit(visit: Any, cast: Cast) -> None:
    before = everything()
    place = Place.objects.get(slug=HORCH)
    page = visit(PHONE).page
    sign_in(page, "coordinator@example.org")
    page.goto(f"/en/register/places/{place.identifier}/split/")
    page.get_by_label("Name of the new place").fill("The old engine hall")
    page.locator("input[name=piece][value='facts.0']").check()
    page.get_by_role("button", name="Split", exact=True).click()
    expect(page.locator("h1")).to_contain_text("The old engine hall")
    assert everything() != before
    page.goto(f"/en/register/places/{place.identifier}/history/")
    page.get_by_role("button", name="Take this back").first.click()
    expect(page.get_by_role("status").first).to_contain_text("both are as they were")
    assert everything() == before
    assert not Place.objects.filter(slug__startswith="the-old-engine-hall").exists()
