"""OGC API - Tiles Part 1 (20-057) with TileJSON, and tiles kept as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from django.test import Client

from inducult.catalogue.queries import current
from tests.opendata.asking import get, ids, link_of, refused

TILES = "/ogc/collections/places/tiles"
WEB = f"{TILES}/WebMercatorQuad"

pytestmark = pytest.mark.usefixtures("atlas")


def counted(content: bytes) -> int:
    tile = mapbox_vector_tile.decode(content)
    return sum(feature["properties"]["count"] for feature in tile["places"]["features"])


def test_the_way_from_the_front_door_to_a_tile() -> None:
    collections = get("/ogc/collections")["collections"]
    places = next(each for each in collections if each["id"] == "places")
    listed = get(link_of(places, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"))
    (tileset,) = listed["tilesets"]
    assert get(link_of(tileset, "self")) == tileset
    template = link_of(tileset, "item", "application/vnd.mapbox-vector-tile")
    numbers = {"{tileMatrix}": "0", "{tileRow}": "0", "{tileCol}": "0"}
    for name, number in numbers.items():
        template = template.replace(name, number)
    response = Client().get(template)
    assert response["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert counted(response.content) == 382


def test_the_matrix_set_is_that_of_web_maps() -> None:
    scheme = link_of(get(WEB), "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme")
    matrices = get(scheme)["tileMatrices"]
    assert matrices[0]["scaleDenominator"] == pytest.approx(559082264.028717)
    assert [each["matrixWidth"] for each in matrices[:4]] == [1, 2, 4, 8]


def test_tilejson_says_what_a_web_map_wants_to_know() -> None:
    told = get(f"{WEB}?f=tilejson")
    assert told["tilejson"] == "3.0.0"
    assert told["tiles"] == [f"http://testserver{WEB}/{{z}}/{{y}}/{{x}}?edition=1"]
    assert told["vector_layers"][0]["id"] == "places"
    west, south, east, north = told["bounds"]
    assert west < east
    assert south < north


@pytest.mark.parametrize(
    "query", ["country=DE", "filter=working_from%20IS%20NULL", "themes=MIN", "q=museum"]
)
def test_a_filtered_tile_counts_what_the_features_count(query: str) -> None:
    located = [
        f
        for f in get(f"/ogc/collections/places/items?limit=1000&{query}")["features"]
        if f["geometry"]
    ]
    assert counted(Client().get(f"{WEB}/0/0/0?{query}").content) == len(located)


def test_an_empty_tile_has_no_content() -> None:
    response = Client().get(f"{WEB}/5/0/0")
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.parametrize(
    "numbers", ["0/0/1", "20/0/0", "3/8/0", "a/b/c", "0/0/99999999999", "-1/0/0"]
)
def test_a_tile_that_does_not_exist_is_not_found(numbers: str) -> None:
    refused(f"{WEB}/{numbers}", code="NotFound", status=404)


@pytest.mark.parametrize("query", ["limit=1", "colour=red", "crs=x"])
def test_a_tile_refuses_what_it_does_not_know(query: str) -> None:
    refused(f"{WEB}/0/0/0?{query}", code="UnknownParameter")


def test_other_collections_and_schemes_have_no_tiles() -> None:
    refused("/ogc/collections/offers/tiles", code="NotFound", status=404)
    refused(f"{TILES}/WorldCRS84Quad", code="NotFound", status=404)


def test_names_come_in_the_language_that_is_asked_for() -> None:
    west_of_genk = {
        "nl": "C-mine (steenkoolmijn van Winterslag)",
        "en": "C-mine, former Winterslag colliery",
    }
    (place,) = ids("/ogc/collections/places/items?slug=genk-c-mine")
    for language, name in west_of_genk.items():
        content = Client().get(f"{WEB}/0/0/0?lang={language}&filter=id='{place}'").content
        (feature,) = mapbox_vector_tile.decode(content)["places"]["features"]
        assert feature["properties"]["name"] == name


def test_a_tile_of_everything_is_kept_and_the_same_when_it_is_read_again(atlas: Path) -> None:
    edition = current()
    assert edition is not None
    first = Client().get(f"{WEB}/5/10/17?lang=hr").content
    kept = Path(edition.tile_files.name("hr", 5, 17, 10))
    assert kept.read_bytes() == first
    assert Client().get(f"{WEB}/5/10/17?lang=hr").content == first
    assert Client().get("/tiles/1/5/17/10.mvt?language=hr").content == first


def test_a_walk_in_an_edition_that_is_gone_ends_with_a_word(settings: Any) -> None:
    refused(f"{WEB}/0/0/0?edition=99", code="Gone", status=410)
    refused("/ogc/collections/places/items?edition=99", code="Gone", status=410)
