"""What holds for every page that visitors meet."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.judging import Judge
from tests.browser.pages import LANGUAGES, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_is_accessible_calls_nobody_else_and_fits_a_phone(visit: Any, site: str) -> None:
    judge = Judge(visit(bypass_csp=True), site)
    for name, address in PAGES.items():
        judge.look_at(f"/de/{address}", 404 if name == "page that is not there" else 200)
    assert judge.wrong == {}


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
