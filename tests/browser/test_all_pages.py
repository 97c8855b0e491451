"""What holds for every page: own address only, accessible in light and dark, nothing overflows."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.browser.conftest import PHONE
from tests.browser.pages import LANGUAGES, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(settings.PACKAGE).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page that is not there answers 404, which the browser's console reports as an error.
MISSING = "Failed to load resource: the server responded with a status of 404 (Not Found)"


def settled(window: Any, address: str) -> None:
    window.page.goto(address)
    window.page.wait_for_load_state("networkidle")
    window.errors = [error for error in window.errors if error != MISSING]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_calls_no_address_but_our_own(visit: Any, site: str, name: str) -> None:
    window = visit()
    settled(window, f"/en/{PAGES[name]}")
    hosts = {urlsplit(request.url).netloc for request in window.requests}
    hosts -= {""}  # data: and blob: addresses are the page's own
    assert hosts == {urlsplit(site).netloc}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit: Any, name: str, scheme: str) -> None:
    window = visit(color_scheme=scheme, bypass_csp=True)
    settled(window, f"/en/{PAGES[name]}")
    window.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = window.page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert [
        (violation["id"], node["html"][:200], node["failureSummary"])
        for violation in found["violations"]
        for node in violation["nodes"]
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_on_a_phone(visit: Any, name: str) -> None:
    window = visit(PHONE)
    settled(window, f"/de/{PAGES[name]}")
    width = window.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_leads_to_the_others(visit: Any, language: str) -> None:
    window = visit(scripts=False)
    window.page.goto(f"/{language}/places/?theme=MIN&time=past")
    assert window.page.get_attribute("html", "lang") == language
    links = window.page.eval_on_selector_all(
        "link[rel=alternate][hreflang]", "links => links.map(link => link.getAttribute('href'))"
    )
    paths = {link.split("//")[-1].split("/", 1)[-1] if "//" in link else link[1:] for link in links}
    assert {f"{code}/places/?theme=MIN&time=past" for code in LANGUAGES} <= paths
