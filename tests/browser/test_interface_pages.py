"""The pages of the interfaces: one look with all others, in the language of `?lang=`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.pages import LANGUAGES
from tests.browser.test_all_pages import AXE, PHONE, RULES, settled

PLACES = "/ogc/collections/places"
PAGES = {
    "front door": "/ogc/?f=html",
    "conformance": "/ogc/conformance?f=html",
    "definition": "/ogc/api?f=html",
    "collections": "/ogc/collections?f=html",
    "collection": f"{PLACES}?f=html",
    "what can be asked for": f"{PLACES}/queryables?f=html",
    "features": f"{PLACES}/items?f=html&themes=MIN",
    "nothing": f"{PLACES}/items?f=html&bbox=0,0,1,1",
    "one feature": "/ogc/collections/regions/items/genk?f=html",
    "tiles": f"{PLACES}/tiles?f=html",
}

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound_calls_nobody_else_and_fits_a_phone(
    visit: Any, site: str, name: str
) -> None:
    window = visit(PHONE, bypass_csp=True)
    settled(window, f"{PAGES[name]}&lang=de")
    hosts = {urlsplit(request.url).netloc for request in window.requests} - {""}
    assert hosts == {urlsplit(site).netloc}
    assert window.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    window.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = window.page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert [
        (violation["id"], node["html"][:200], node["failureSummary"])
        for violation in found["violations"]
        for node in violation["nodes"]
    ] == []


def test_a_page_leads_to_itself_in_the_other_languages(visit: Any) -> None:
    window = visit(scripts=False)
    window.page.goto(f"{PLACES}?f=html&lang=cs")
    assert window.page.get_attribute("html", "lang") == "cs"
    links = window.page.eval_on_selector_all(
        "link[rel=alternate][hreflang]", "links => links.map(link => link.getAttribute('href'))"
    )
    assert sorted(links) == sorted(f"{PLACES}?f=html&lang={code}" for code in LANGUAGES)
