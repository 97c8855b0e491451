"""What visitors do, from beginning to end, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import expect

from inducult.places.models import Report
from inducult.places.records import Record
from tests.browser.conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def count(window: Any) -> int:
    return int(window.page.inner_text("#result-count"))


def open_filters(window: Any, *groups: str) -> None:
    window.page.locator("#filters-toggle").click()
    for group in groups:
        window.page.locator(f"#group-{group} > summary").click()


@pytest.mark.smoke
def test_a_family_finds_a_mine_that_is_open_on_sunday_near_a_town(visit: Any) -> None:
    window = visit(PHONE)
    page = window.page
    page.goto("/en/")
    page.get_by_role("link", name="Open the map with all places").click()
    expect(page.locator("#result-count")).to_have_text("382")
    page.goto("/en/places/")
    open_filters(window, "theme", "where", "open")
    page.get_by_label("Mining and quarrying").check()
    expect(page.locator("#result-count")).not_to_have_text("382")
    page.get_by_label("Town or position").fill("Genk")
    page.get_by_label("Town or position").press("Tab")
    page.locator("#open").select_option("su")
    expect(page.locator("#result-count")).to_have_text("2")  # C-mine opens daily, all year
    page.locator("#filters-show").click()
    page.get_by_role("link", name="C-mine Expedition").click()
    expect(page.locator("h1")).to_contain_text("C-mine Expedition")
    expect(page.locator("#checked")).to_contain_text("not checked since")


def test_switching_the_language_keeps_the_filter(visit: Any) -> None:
    window = visit(scripts=False)
    page = window.page
    page.goto("/en/places/?theme=MIN&time=past")
    before = count(window)
    page.locator("header summary", has_text="English").click()
    page.locator("header a[hreflang=pl]").click()
    assert page.get_attribute("html", "lang") == "pl"
    assert "/pl/places/?theme=MIN&time=past" in page.url
    assert count(window) == before


def test_a_filtered_map_is_shared_by_its_address(visit: Any) -> None:
    window = visit()
    page = window.page
    page.goto("/en/map/")
    open_filters(window, "theme")
    page.get_by_label("Textiles, clothing and leather").check()
    expect(page.locator("#chips")).to_contain_text("Textiles")
    shared, seen = page.url, count(window)
    other = visit()
    other.page.goto(shared)
    assert "theme=TEX" in shared
    assert count(other) == seen < 382


def test_the_back_button_brings_the_result_before(visit: Any) -> None:
    window = visit()
    page = window.page
    page.goto("/en/map/")
    open_filters(window, "theme")
    page.get_by_label("Textiles, clothing and leather").check()
    expect(page.locator("#chips")).to_contain_text("Textiles")
    page.go_back()
    expect(page.locator("#result-count")).to_have_text("382")
    expect(page).to_have_url(re.compile(r"/en/map/(\?at=[^&]*)?$"))


def test_a_place_is_reached_by_keyboard_alone(visit: Any) -> None:
    window = visit()
    page = window.page
    page.goto("/en/map/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#place-list a')"):
            break
    name = page.evaluate("document.activeElement.textContent").strip()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_the_skip_link_leads_to_the_content(visit: Any) -> None:
    page = visit().page
    page.goto("/en/places/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_filters_work_with_scripts_off(visit: Any) -> None:
    window = visit(scripts=False)
    page = window.page
    page.goto("/en/places/")
    open_filters(window, "theme")
    page.get_by_label("Mining and quarrying").check()
    page.locator("#q").fill("colliery")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "theme=MIN" in page.url
    assert "q=colliery" in page.url
    assert 0 < count(window) < 382


def test_map_and_list_page_show_the_same_number(visit: Any) -> None:
    window = visit()
    for query in ("", "?theme=MET", "?time=future&region=padova", "?q=Zeche", "?year=1900"):
        numbers = []
        for page in ("map", "places"):
            window.page.goto(f"/en/{page}/{query}")
            numbers.append(count(window))
        assert numbers[0] == numbers[1], query


@pytest.mark.smoke
def test_a_visitor_reports_a_change_and_gets_a_receipt(visit: Any, register: list[Record]) -> None:
    window = visit()
    page = window.page
    page.goto("/en/places/august-horch-museum/")
    page.get_by_role("link", name="Report a change").first.click()
    page.get_by_label("Opening hours or prices are wrong").check()
    page.get_by_label(re.compile("^What")).fill("It opens at 10 now.")
    page.wait_for_timeout(3_500)  # who sends faster than a person can read is asked to wait
    page.get_by_role("button", name=re.compile("Send")).click()
    expect(page).to_have_url(re.compile(r"/en/reports/[0-9a-z]{10}/$"))
    expect(page.locator("main")).to_contain_text("It opens at 10 now.")
    report = Report.objects.get()
    assert (report.kind, report.message, report.place.slug) == (
        "hours",
        "It opens at 10 now.",
        "august-horch-museum",
    )


def test_a_visitor_sees_what_is_near_her_only_when_she_says_so(visit: Any) -> None:
    zwickau = {"latitude": 50.7189, "longitude": 12.4961}
    window = visit(geolocation=zwickau, permissions=["geolocation"])
    page = window.page
    page.goto("/en/map/")
    expect(page.locator("#result-count")).to_have_text("382")
    assert not any("near=" in request.url for request in window.requests)
    page.get_by_role("button", name="Near me").click()
    expect(page.locator("#result-count")).not_to_have_text("382")
    assert re.search(r"near=12\.496(,|%2C)50\.719", page.url)  # to a hundred metres, no nearer


def test_a_visitor_whose_position_is_not_known_is_told_what_to_do_instead(visit: Any) -> None:
    page = visit(permissions=[]).page
    page.goto("/en/map/")
    page.get_by_role("button", name="Near me").click()
    expect(page.locator("#near-trouble")).to_contain_text("write a town")


def test_an_embedded_map_stands_in_a_strangers_page(visit: Any, site: str) -> None:
    window = visit()
    page = window.page
    page.goto("/en/embed/snippet/?region=genk")
    snippet = page.locator("textarea, code, output").filter(has_text="<iframe").first
    text = snippet.input_value() if snippet.evaluate("e => 'value' in e") else snippet.inner_text()
    address = re.search(r'src="([^"]+)"', text)
    assert address is not None
    with stranger_showing(f'<iframe src="{address[1]}" width="600" height="400"></iframe>') as home:
        stranger = visit()
        stranger.page.goto(home)
        frame = stranger.page.frame_locator("iframe")
        expect(frame.locator("#result-count")).to_have_text("51")


@contextmanager
def stranger_showing(body: str) -> Iterator[str]:
    """Another site, on an address of its own, with this as its only page."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><link rel=icon href=data:,>{body}".encode())

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
