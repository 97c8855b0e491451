"""The list of places, and the places of one point."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from inducult.catalogue.queries import Filter, Near, current
from tests.explore.shown import Shown


def list_of(client: Client, query: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/places/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_pages_of_a_list_hold_every_place_once(client: Client, atlas: Path) -> None:
    pages = [list_of(client, f"region=genk&page={number}") for number in (1, 2, 3)]
    found = [slug for html in pages for slug in re.findall(r'id="place-(\w{10})"', html)]
    edition = current()
    assert edition
    wanted = edition.search(
        Filter(region=("genk",)), language="en", moment=datetime.now(UTC), page_size=100
    )
    assert found == [card.id for card in wanted.cards]


def test_a_page_beyond_the_last_is_the_last(client: Client, atlas: Path) -> None:
    assert 'aria-current="page"><span class="visually-hidden">Page </span>3' in list_of(
        client, "region=genk&page=99"
    )


def test_around_a_town_the_nearest_come_first_and_rough_positions_stand_apart(
    client: Client, atlas: Path
) -> None:
    html = list_of(client, "near=Zwickau&within=30&page=1") + list_of(
        client, "near=Zwickau&within=30&page=2"
    )
    exact, _, about = html.partition("Known only roughly, the distance is about")
    measured = [float(km) for km in re.findall(r'nowrap">([\d.]+) km', exact)]
    assert measured == sorted(measured)
    assert "about" not in "".join(re.findall(r'nowrap">([^<]+)<', exact))
    assert 'nowrap">about ' in about


def test_an_order_that_was_chosen_is_kept(client: Client, atlas: Path) -> None:
    shown = Shown(list_of(client, "near=Zwickau&sort=relevance"))
    assert any("near=Zwickau&sort=relevance" in address for address, _ in shown.links)


def test_a_text_in_another_language_says_which(client: Client, atlas: Path) -> None:
    html = list_of(client, "q=August+Horch", language="pl")
    name = r'<span lang="(en|de)">[^<]+</span></a> <span class="said__language" lang="\1">'
    assert re.search(name, html)


def test_the_places_of_one_point_are_told(client: Client, atlas: Path) -> None:
    edition = current()
    assert edition
    moment = datetime.now(UTC)
    wanted = Filter(region=("genk",))
    cards = edition.search(wanted, language="en", moment=moment, page_size=100).cards
    points = [(card.lon, card.lat) for card in cards]
    lon, lat = max(points, key=points.count)
    html = client.get(f"/en/places/here/?lon={lon}&lat={lat}&region=genk").content.decode()
    assert f"{points.count((lon, lat))} places on this point" in html
    assert "somewhere in Genk" in html
    shown = {address for address, _ in Shown(html).links}
    assert shown == {
        f"/en/places/{card.slug}/" for card in cards if (card.lon, card.lat) == (lon, lat)
    }


def test_a_point_shows_only_what_the_filter_lets_through(client: Client, atlas: Path) -> None:
    edition = current()
    assert edition
    near = Near(5.5, 50.96, "Genk")
    first = edition.search(Filter(near=near), language="en", moment=datetime.now(UTC)).cards[0]
    address = f"/en/places/here/?lon={first.lon}&lat={first.lat}"
    assert first.slug in client.get(address).content.decode()
    assert "Nothing is here any more" in client.get(f"{address}&q=xyzzyxyzzy").content.decode()


@pytest.mark.parametrize("query", ["", "lon=5", "lon=a&lat=b", "lon=nan&lat=1", "lon=5&lat=1e9"])
def test_a_point_that_is_none_is_refused_in_words(client: Client, atlas: Path, query: str) -> None:
    answer = client.get(f"/en/places/here/?{query}")
    assert (answer.status_code, answer.content) == (400, b"Say where as lon and lat in degrees.")
