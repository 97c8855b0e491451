"""The pages of the interfaces: one look with all others, in the language of `?lang=`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.judging import Judge
from tests.browser.pages import LANGUAGES

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


def test_every_page_is_accessible_calls_nobody_else_and_fits_a_phone(visit: Any, site: str) -> None:
    judge = Judge(visit(bypass_csp=True), site)
    for address in PAGES.values():
        judge.look_at(f"{address}&lang=de")
    assert judge.wrong == {}


def test_a_page_leads_to_itself_in_the_other_languages(visit: Any) -> None:
    window = visit(scripts=False)
    window.page.goto(f"{PLACES}?f=html&lang=cs")
    assert window.page.get_attribute("html", "lang") == "cs"
    links = window.page.eval_on_selector_all(
        "link[rel=alternate][hreflang]", "links => links.map(link => link.getAttribute('href'))"
    )
    assert sorted(links) == sorted(f"{PLACES}?f=html&lang={code}" for code in LANGUAGES)
