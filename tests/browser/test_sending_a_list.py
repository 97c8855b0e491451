"""From a table of one's own to places of the register and back, on a small telephone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page, expect

from inducult.harvest.models import Source
from inducult.harvest.tasks import accept_behind, harvest_source
from inducult.places.models import Place
from tests.browser.conftest import sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = {"width": 360, "height": 740}
# A made-up list around Zwickau: there are no such works.
NAMES = ("Adlerbrauerei", "Bergbrauerei", "Domspinnerei", "Eichenspinnerei", "Falkenbrauerei")
LIST = "Nr;Bezeichnung;Objektart;Ort;Laenge;Breite\n" + "".join(
    f"{n};{name} Beispiel;{'Brauerei' if 'brau' in name else 'Spinnerei'};Zwickau;12,4{n};50,7{n}\n"
    for n, name in enumerate(NAMES, start=1)
)


@pytest.fixture
def keeper(visit: Any, site: str, cast: Cast, settings: Any) -> Iterator[Page]:
    """What is sent lies in the data folder that other tests have too; afterwards it is gone."""
    page: Page = sign_in(visit(SMALL), site, cast["keeper"]).page
    yield page
    for name in ("uploads", "sources"):
        shutil.rmtree(settings.DATA / name, ignore_errors=True)


def work(task: Any) -> None:
    """What the worker does with the last task that waits."""
    waiting = DBTaskResult.objects.filter(task_path=task.module_path).latest("enqueued_at")
    task.call(*waiting.args_kwargs["args"])


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"])


def test_a_list_becomes_a_source_is_judged_taken_over_and_taken_back(
    keeper: Page, tmp_path: Path
) -> None:
    page, before = keeper, Place.objects.count()
    file = tmp_path / "liste.csv"
    file.write_text(LIST, encoding="utf-8")
    page.goto("/en/register/harvest/uploads/")
    assert fits(page)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Send").click()
    # columns, kinds and positions are proposed, and shown on a map
    expect(page.locator("[name=column-name]")).to_have_value("Bezeichnung")
    expect(page.locator("[name=column-lon]")).to_have_value("Laenge")
    expect(page.locator("[name=kind-0]")).to_have_value("FOD.BREW")
    page.locator("indu-map[data-ready]").wait_for()
    # what nothing was found for is folded away
    expect(page.locator("[name=column-operator]")).to_be_hidden()
    page.get_by_text("Columns for more than this").click()
    expect(page.locator("[name=column-operator]")).to_be_visible()
    assert fits(page)
    page.locator("[name=title]").fill("List of the office")
    page.locator("[name=licence]").select_option("CC0-1.0")
    page.locator("[name=attribution]").fill("The office")
    page.locator("button[value=save]").click()
    expect(page.get_by_text("is a source now")).to_be_visible()
    work(harvest_source)
    assert Source.objects.get().title == "List of the office"
    expect(page.locator(".harvest__sources h3").first).to_have_text("List of the office")
    # a sample is drawn and judged, all at once
    page.reload()
    page.get_by_role("link", name="Last run").click()
    page.get_by_role("link", name="Accept many, after a look at a sample").click()
    page.get_by_role("button", name="Draw a sample").click()
    samples = page.locator("fieldset.sample")
    expect(samples).to_have_count(len(NAMES))
    for number in range(len(NAMES)):
        said = "wrong" if "Eichen" in (samples.nth(number).text_content() or "") else "right"
        samples.nth(number).locator(f"input[value={said}]").check()
    assert fits(page)
    page.get_by_role("button", name="Keep what I judged").click()
    expect(page.get_by_text("4 / 5")).to_be_visible()
    page.get_by_role("button", name="Accept all 4").click()
    if not Place.objects.filter(slug__contains="adlerbrauerei").exists():
        work(accept_behind)
        page.reload()
    assert Place.objects.count() == before + 4
    expect(page.get_by_text("4 suggestions were accepted")).to_be_visible()
    page.get_by_role("button", name="Take all of them back").click()
    expect(page.get_by_role("button", name="Accept all 4")).to_be_visible()
    assert Place.objects.count() == before
    measured = Source.objects.get().measured or {}
    assert (measured["new"]["right"], measured["new"]["checked"]) == (4, 5)
