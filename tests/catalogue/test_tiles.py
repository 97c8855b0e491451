"""Vector tiles, read by a stranger's reader."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import product
from typing import Any

import mapbox_vector_tile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.catalogue.edition import Edition
from inducult.catalogue.filters import Filter
from inducult.places.records import Record
from tests.catalogue.asking import FILTERS

MOMENT = datetime(2026, 6, 7, 11, tzinfo=UTC)
ZOOMS = (0, 3, 7, 12, 19)


def features(
    edition: Edition, wanted: Filter, zoom: int, language: str = "en"
) -> Iterator[dict[str, Any]]:
    """Every feature of every tile of a zoom where something may stand."""
    for x, y in sorted(tiles_of(edition, zoom)):
        if tile := edition.tile(wanted, zoom, x, y, language=language, moment=MOMENT):
            yield from decoded(tile)


@cache
def tiles_of(edition: Edition, zoom: int) -> set[tuple[int, int]]:
    """The tiles that hold places, by the formula of the standard; all of them at low zooms."""
    if zoom <= 4:
        return set(product(range(1 << zoom), range(1 << zoom)))
    cards = edition.search(Filter(), language="en", moment=MOMENT, page_size=2000).cards
    return {_tile(card.lon, card.lat, zoom) for card in cards if card.lon and card.lat}


def _tile(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Source: OGC 17-083r4, annex D (WebMercatorQuad)."""
    angle = math.radians(lat)
    down = (1 - math.log(math.tan(angle) + 1 / math.cos(angle)) / math.pi) / 2
    return int((lon + 180) / 360 * (1 << zoom)), int(down * (1 << zoom))


def decoded(tile: bytes) -> list[dict[str, Any]]:
    layers = mapbox_vector_tile.decode(tile, default_options={"y_coord_down": True})
    assert list(layers) == ["places"]
    assert layers["places"]["extent"] == 4096
    found: list[dict[str, Any]] = layers["places"]["features"]
    return found


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=FILTERS, zoom=st.integers(0, 14))
def test_the_groups_of_a_zoom_add_up_to_the_places_with_a_position(
    edition: Edition, wanted: Filter, zoom: int
) -> None:
    cards = edition.search(wanted, language="en", moment=MOMENT, page_size=1000).cards
    placed = [card for card in cards if card.lon is not None]
    tenses = Counter(tense for card in placed for tense in card.tenses)
    groups = [feature["properties"] for feature in features(edition, wanted, zoom)]
    assert sum(group["count"] for group in groups) == len(placed)
    assert {time: sum(group[time] for group in groups) for time in tenses} == tenses


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=FILTERS)
def test_deep_down_the_map_shows_exactly_the_places_of_the_result(
    edition: Edition, wanted: Filter
) -> None:
    cards = edition.search(wanted, language="en", moment=MOMENT, page_size=1000).cards
    placed = {
        card.id: (round(card.lon, 6), round(card.lat, 6))
        for card in cards
        if card.lon is not None and card.lat is not None
    }
    points = Counter(placed.values())
    drawn = [f["properties"] for f in features(edition, wanted, 14)]
    assert {each["id"] for each in drawn if each["count"] == 1} == {
        place for place, point in placed.items() if points[point] == 1
    }
    piles = {(each["west"], each["south"]): each["count"] for each in drawn if each["count"] > 1}
    assert piles == {point: count for point, count in points.items() if count > 1}


@pytest.mark.parametrize("zoom", ZOOMS)
def test_every_place_is_drawn_alone_in_a_group_or_in_a_pile(edition: Edition, zoom: int) -> None:
    groups = [feature["properties"] for feature in features(edition, Filter(), zoom)]
    for group in groups:
        assert group["west"] <= group["east"]
        assert group["south"] <= group["north"]
        assert ("id" in group) == (group["count"] == 1)
        one_point = (group["west"], group["south"]) == (group["east"], group["north"])
        if group["count"] > 1:
            assert group["stack"] == one_point
    if zoom >= 12:
        assert all(group["count"] == 1 or group["stack"] for group in groups)


def test_a_single_place_carries_what_a_map_needs(
    edition: Edition, mixed_records: list[Record]
) -> None:
    records = {record["id"]: record for record in mixed_records}
    drawn = [f for f in features(edition, Filter(), 14, "de") if f["properties"]["count"] == 1]
    assert drawn
    for feature in drawn:
        place = feature["properties"]
        record = records[place["id"]]
        assert place["slug"] == record["slug"]
        assert place["theme"] == record["types"][0][:3]
        assert place["type"] == record["types"][0]
        assert place["precision"] == record["position"]["precision"]
        assert place["name"] in [name["text"] for name in record["names"]]
        assert set(place["tenses"].split(",")) - {""} <= {"past", "present", "future"}
        assert (place["west"], place["south"]) == pytest.approx(
            (record["position"]["lon"], record["position"]["lat"]), abs=1e-6
        )


def test_a_pile_opens_as_the_list_of_its_places(edition: Edition) -> None:
    piles = [
        f["properties"] for f in features(edition, Filter(), 13) if f["properties"].get("stack")
    ]
    assert piles
    for pile in piles:
        cards = edition.here(pile["west"], pile["south"], Filter(), language="en", moment=MOMENT)
        assert len(cards) == pile["count"]


def test_names_come_in_the_language_of_the_map(
    real_edition: Edition, real_records: list[Record]
) -> None:
    def names(language: str) -> dict[str, str]:
        drawn = (f["properties"] for f in features(real_edition, Filter(), 12, language))
        return {place["id"]: place["name"] for place in drawn if place["count"] == 1}

    german, english = names("de"), names("en")
    official = {
        record["id"]: name["text"]
        for record in real_records
        for name in record["names"]
        if (name["language"], name["kind"]) == ("de", "official")
    }
    both = official.keys() & german.keys()
    assert {place: german[place] for place in both} == {place: official[place] for place in both}
    assert any(german[place] != english[place] for place in both)


@pytest.mark.parametrize(
    "tile", [(-1, 0, 0), (0, 1, 0), (20, 0, 0), (3, 8, 0), (3, 0, -1), (99, 0, 0)]
)
def test_a_tile_that_does_not_exist_is_empty(edition: Edition, tile: tuple[int, int, int]) -> None:
    assert edition.tile(Filter(), *tile, language="en", moment=MOMENT) == b""


def test_a_tile_over_the_ocean_is_empty(edition: Edition) -> None:
    assert edition.tile(Filter(), 6, 10, 30, language="en", moment=MOMENT) == b""
