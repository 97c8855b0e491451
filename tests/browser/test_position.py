"""A keeper sets a point and draws an outline on the map, with the mouse and with the keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from inducult.places.models import Correction, Place
from tests.browser.test_keeping import sign_in
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def point(page: Page) -> tuple[float, float]:
    lat, lon = (page.locator(f"[name={name}]").input_value() for name in ("lat", "lon"))
    return round(float(lat), 6), round(float(lon), 6)


def test_a_point_is_found_clicked_dragged_and_moved_by_keys_and_an_outline_drawn(
    visit: Any, cast: Cast
) -> None:
    place = Place.objects.get(slug="august-horch-museum")
    page = visit().page
    sign_in(page, "keeper@example.org")
    page.goto(f"/en/register/places/{place.identifier}/edit/position/")
    editor = page.locator("indu-position[data-ready]")
    expect(editor).to_be_visible()
    page.get_by_label("Find on the map").fill("50°44′ N 12°28′ E")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator("[name=lat]")).to_have_value("50.733333")
    pin = page.get_by_role("button", name="The place")
    pin.focus()
    before = point(page)
    page.keyboard.press("ArrowUp")
    assert point(page)[0] > before[0]
    canvas = page.locator("indu-map canvas")
    canvas.click(position={"x": 200, "y": 150})
    clicked = point(page)
    assert clicked != before
    box = pin.bounding_box()
    assert box
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=4)
    page.mouse.up()
    assert point(page) != clicked
    page.get_by_role("button", name="Draw the outline").click()
    for x, y in ((250, 100), (350, 100), (350, 200), (250, 200)):
        canvas.click(position={"x": x, "y": y})
    page.get_by_role("button", name="Take the last corner back").click()
    page.get_by_role("button", name="Look over and send").click()
    expect(page.locator("main")).to_contain_text("Outline")
    outline = Correction.objects.get().record["footprint"]
    assert (outline["type"], len(outline["coordinates"][0])) == ("Polygon", 4)
