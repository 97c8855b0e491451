"""A real browser on a real server with a real edition."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

# Playwright runs an event loop in the thread of the test; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = "/usr/bin/chromium"
# A browser in a closed room: no updates, no telephoning home; WebGL in software.
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--enable-unsafe-swiftshader",
]
# A newer question takes the place of an older one that is still on its way: no fault.
REPLACED = ("htmx:afterRequest", "htmx:sendAbort")
# A machine that does three things at once is slow, not wrong.
PATIENCE_MS = 30_000
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(atlas: Path, live_server: Any) -> str:
    """The address of a running server that shows the demonstration."""
    return str(live_server.url)


class Visit:
    """A browser window that remembers what it asked for and what went wrong."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.requests: list[Request] = []
        self.errors: list[str] = []
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._console)

    def _request(self, request: Request) -> None:
        # A method of ours: Playwright hangs a mark on it, which `list.append` would not bear.
        self.requests.append(request)

    def _console(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith(REPLACED):
            self.errors.append(message.text)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Any]:
    """Opens windows: `visit(width, height, scripts=False, scheme="dark")`; no page may fail."""
    opened: list[Visit] = []

    def open_window(
        viewport: dict[str, int] = DESKTOP, *, scripts: bool = True, **options: Any
    ) -> Visit:
        context = browser.new_context(
            viewport=viewport,
            java_script_enabled=scripts,
            base_url=site,
            reduced_motion="reduce",
            **options,
        )
        opened.append(Visit(context))
        return opened[-1]

    yield open_window
    errors = [error for window in opened for error in window.errors]
    for window in opened:
        window.context.close()
    assert errors == []


def sign_in(window: Visit, site: str, person: Any) -> Visit:
    """The window of somebody who has signed in; quicker than by the form."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    window.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return window
