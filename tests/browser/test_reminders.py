"""From the letter to the public page: on a telephone, by keyboard, without a script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from inducult.partnership.queries import actor_of
from inducult.places.actions import publish, remind
from inducult.places.models import Place, Reminder
from inducult.places.records import record_of
from inducult.places.writing import write_records
from tests.browser.conftest import PHONE
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HORCH = "august-horch-museum"


@pytest.fixture
def letter(cast: Cast, settings: Any, tmp_path: Path) -> str:
    """The link in the letter to the keeper of the museum, whose visit was last checked in 2024."""
    settings.DATA = tmp_path
    place = Place.objects.get(slug=HORCH)
    record = record_of(place)
    record = {**record, "visit": {**record["visit"], "checked_on": "2024"}}
    write_records([record])
    publish([record], by=actor_of(cast["keeper"]))
    call_command("worker", batch=True)
    remind(timezone.localdate())
    reminder = Reminder.objects.get(place=place)
    found = re.search(rf"https?://[^/]+(/\S+{reminder.key}\S+)", "".join(_bodies()))
    assert found
    return found[1]


def _bodies() -> list[str]:
    return [str(each.body) for each in mail.outbox]


@pytest.mark.smoke
def test_a_keeper_answers_a_letter_and_visitors_read_the_day(visit: Any, letter: str) -> None:
    window = visit(PHONE, scripts=False)
    page = window.page
    page.goto(f"/en/places/{HORCH}/")
    expect(page.locator("#checked")).to_contain_text("not checked since 2024")
    page.goto(letter)
    page.get_by_role("button", name="Yes, it is still right").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    call_command("worker", batch=True)
    page.get_by_role("link", name="The public page").click()
    expect(page.locator("#checked")).to_contain_text("by: keeper of a region")
    page.goto(letter)
    expect(page.get_by_role("heading", name="This link has been used")).to_be_visible()
