"""What holds for every page: our own address only, accessible in light and dark, fits a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from tests.browser.conftest import DESKTOP

AXE: Final = Path(settings.PACKAGE).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL: Final = {"width": 360, "height": 740}  # the smallest telephone that we look at
RUN: Final = "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})"
# Colours are all that a page changes in the dark: there only the contrast is asked for again.
LOOKS: Final = (
    ("light", {"type": "tag", "values": RULES}),
    ("dark", {"type": "rule", "values": ["color-contrast"]}),
)
# What fades in or changes its colour has done so; what turns for ever may.
STILL: Final = """() => document.getAnimations().every(
    each => each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity)"""
# A page that is not there answers 404, which the browser's console reports as an error.
MISSING: Final = "Failed to load resource: the server responded with a status of 404 (Not Found)"


class Judge:
    """Looks at pages in a window that bypasses the CSP; keeps what is wrong, by address."""

    def __init__(self, window: Any, site: str) -> None:
        self._window = window
        self._host = urlsplit(site).netloc
        self.wrong: dict[str, list[str]] = {}

    def look_at(self, address: str, expected: int = 200) -> None:
        """One page, opened once: its answer, whom it calls, axe in both schemes, its width."""
        page, asked = self._window.page, len(self._window.requests)
        answer = page.goto(address)
        if page.locator("indu-map").count():  # a map goes on asking after it has opened
            page.wait_for_load_state("networkidle")
        found = [] if answer.status == expected else [f"answers {answer.status}"]
        found += self._strangers(asked) + faults_of(page) + self._width()
        self._window.errors = [error for error in self._window.errors if error != MISSING]
        if found:
            self.wrong[address] = found

    def _strangers(self, since: int) -> list[str]:
        asked = {urlsplit(request.url).netloc for request in self._window.requests[since:]}
        return [f"calls {host}" for host in sorted(asked - {"", self._host})]

    def _width(self) -> list[str]:
        page = self._window.page
        page.set_viewport_size(SMALL)
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(DESKTOP)
        return [f"is {width} pixels wide on a phone"] if width > SMALL["width"] else []


def faults_of(page: Any) -> list[str]:
    """What axe finds on a page as it stands, in both schemes."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for scheme, only in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(STILL)
        found += [f"{scheme}, {fault}" for fault in _told(page.evaluate(RUN, only)["violations"])]
    return found


def _told(violations: list[dict[str, Any]]) -> list[str]:
    return [f"{each['id']}: {node['html'][:160]}" for each in violations for node in each["nodes"]]
