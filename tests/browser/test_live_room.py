"""The room on the real server, as browsers meet it: what is new comes on the line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django import DjangoDbBlocker

from tests.browser.conftest import PHONE
from tests.dialogue.room.served import Served, serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def served(
    tmp_path_factory: pytest.TempPathFactory, db: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Served]:
    with django_db_blocker.unblock(), serving(tmp_path_factory.mktemp("room"), seats=2) as made:
        yield made


@pytest.fixture
def window(browser: Browser, served: Served) -> Iterator[Any]:
    """A telephone on the first seat."""
    context = browser.new_context(viewport=PHONE, base_url=served.site, reduced_motion="reduce")
    name, _, value = served.seats[0].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": served.site}])
    yield context.new_page()
    context.close()


def test_a_card_comes_to_a_phone_without_a_question(window: Any, served: Served) -> None:
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto(served.path)
    assert served.write(1, "a-wall-that-sings")
    expect(window.get_by_text("a-wall-that-sings")).to_be_visible()
    assert served.write(1, "a-door-stays-open")
    expect(window.get_by_text("a-door-stays-open")).to_be_visible()
    assert [url for url in asked if "/board/" in url] == []
    assert len([url for url in asked if "/live/" in url]) == 1
