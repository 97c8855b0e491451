"""A strategy is built from its themes, seen by another region and adopted, in a real browser."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import date
from typing import Any

import docx
import pikepdf
import pytest
from playwright.sync_api import Page, expect

from inducult.strategy.actions import Subject, Written, add_section, adopt, cite, comment, write
from inducult.strategy.models import Review, Strategy
from tests.browser.conftest import sign_in
from tests.browser.judging import Judge
from tests.cast import Cast
from tests.strategy.made import BY, strategy, voices

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BUILDER = (
    *("", "chapters/core/", "chapters/core/?view=swot", "chapters/profile/", "chapters/arguments/"),
    *("sections/{section}/", "sources/section/{section}/?of=theme", "remarks/", "settings/"),
    *("remarks/section/{section}/", "versions/", "versions/1/", "reviews/", "adoption/"),
)
EUROPE = ("chapters/regions/", "members/", "shared/")


def signed_in(visit: Any, site: str, cast: Cast, part: str) -> Page:
    page: Page = sign_in(visit(), site, cast[part]).page
    return page


def test_a_strategy_grows_from_its_themes_is_seen_by_others_and_adopted(
    visit: Any, site: str, cast: Cast
) -> None:
    voices()
    page = signed_in(visit, site, cast, "coordinator")
    page.goto("/en/register/strategies/new/")
    page.get_by_label("Region", exact=True).select_option("zwickau")
    page.get_by_label("Title").fill("Open doors everywhere")
    page.get_by_role("button", name="Begin").click()
    # the positive core, from a theme of the group, by keyboard
    page.get_by_role("link", name="Positive core and SOAR").click()
    page.get_by_role("link", name=re.compile("Pick sources ?: Positive core")).click()
    page.get_by_label("Words that it holds").fill("door")
    expect(page.locator("#found li")).to_have_count(1)
    page.wait_for_load_state("networkidle")  # the test's database takes one writer at a time
    page.get_by_role("button", name=re.compile("^Cite ?: Open doors")).focus()
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("button", name=re.compile("No longer cite ?: Open doors"))
    ).to_have_count(2)
    page.get_by_role("link", name="Back to the text").click()
    # written with marks, looked at, kept on the device, saved
    field = page.get_by_label("Text", exact=True)
    field.fill("People show what they make.")
    field.select_text()
    page.get_by_role("button", name="Strong", exact=True).click()
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("#preview strong")).to_have_text("People show what they make.")
    expect(page.get_by_text("Kept on this device.")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Take it up").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Open doors everywhere")).to_be_visible()
    expect(page.locator(".rich strong")).to_have_text("People show what they make.")
    # another region is asked and gives its view
    begun = Strategy.objects.get()
    desk = f"/en/register/strategies/{begun.slug}/"
    page.goto(f"{desk}reviews/")
    page.get_by_label("Region", exact=True).select_option("leoben")
    page.get_by_role("button", name="Ask", exact=True).click()
    other = signed_in(visit, site, cast, "foreign_keeper")
    other.goto(f"{desk}reviews/{Review.objects.get().key}/")
    other.get_by_label("What works best in this strategy, and why?").fill("The open doors.")
    other.get_by_role("button", name="Give this view").click()
    expect(other.get_by_text("Thank you.")).to_be_visible()
    page.goto(f"{desk}reviews/{Review.objects.get().key}/")
    expect(page.get_by_text("The open doors.")).to_be_visible()
    # adopted, and read by everybody
    page.goto(f"{desk}adoption/")
    page.get_by_label("Day").fill("2026-11-02")
    page.get_by_label("Adopted by").fill("District council")
    page.get_by_role("button", name="It was adopted").click()
    _read_and_taken_home(visit(scripts=False).page, "People show what they make.")


def _read_and_taken_home(public: Page, said: str) -> None:
    """By everybody; to print, and to go on writing, it holds what was written."""
    public.goto("/en/strategies/")
    expect(public.locator("#result-count")).to_have_text("1 strategy")
    public.get_by_role("link", name="Open doors everywhere").click()
    expect(public.get_by_text("Adopted by District council on 2 November 2026.")).to_be_visible()
    expect(public.get_by_role("link", name="Positive core and SOAR")).to_be_visible()
    expect(public.locator(".cited__theme")).to_have_text("Open doors")
    address = public.get_by_role("link", name="To print (PDF)").get_attribute("href")
    printed = public.context.request.get(str(address)).body()
    assert (len(pikepdf.open(io.BytesIO(printed)).pages) > 2, said in _words(printed)) == (
        True,
        True,
    )
    with public.expect_download() as saved:
        public.get_by_role("link", name="To go on writing (DOCX)").click()
    written = docx.Document(str(saved.value.path()))
    assert said in [paragraph.text for paragraph in written.paragraphs]


def _words(pdf: bytes) -> str:
    """As pdftotext finds them."""
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.fixture
def addresses(site: str, cast: Cast) -> list[str]:
    """Pages of a strategy with a little of everything, behind the language."""
    begun, keys = strategy(language="de"), voices()
    core = begun.sections.get(kind="core")
    write(core, Written("", "## Iron\n\n- **made** here\n\n> said", 0), by=BY)
    subject = Subject("section", core.key, begun)
    for kind, key in (("theme", "theme"), ("story", "public"), ("story", "group")):
        cite(subject, kind, keys[key], by=BY)
    comment(subject, "Who says so?", by=BY)
    write(add_section(begun, "argument", by=BY), Written("Pride", "We stay.", 0), by=BY)
    adopt(begun, date(2026, 11, 2), "Council", by=BY)
    write(core, Written("", "- **made** here, and sold", 1), by=BY)
    europe = strategy(None, "Together")
    Strategy.objects.filter(pk=europe.pk).update(is_public=True)
    words = {"section": core.key}
    own, all_ = (f"register/strategies/{each.slug}/" for each in (begun, europe))
    return [
        *("strategies/", f"strategies/{begun.slug}/", f"strategies/{europe.slug}/"),
        *(f"strategies/{europe.slug}/joining/", "register/strategies/", "register/strategies/new/"),
        *(f"{own}{each.format(**words)}" for each in BUILDER),
        *(f"{all_}{each}" for each in EUROPE),
    ]


def test_no_page_of_a_strategy_is_faulty_or_too_wide(
    visit: Any, site: str, cast: Cast, addresses: list[str]
) -> None:
    judge = Judge(sign_in(visit(bypass_csp=True), site, cast["steward"]), site)
    for address in addresses:
        judge.look_at(f"/de/{address}")
    assert judge.wrong == {}
