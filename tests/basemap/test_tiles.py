"""The finished archives; their tiles are read by a stranger (mapbox-vector-tile, and GDAL once)."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from basemap.archive import HEADER, read_tiles
from basemap.land import region_names
from basemap.room import in_tiles
from basemap.towns import towns
from basemap.water import rivers, sea_names
from tests.basemap.reading import layers_of

LAYERS = {
    "land", "urban", "water", "coast", "rivers", "regions", "borders",
    "sea_names", "country_names", "region_names", "towns",
}  # fmt: skip
EXTENT = 4096
SEA = {"North Sea": (3, 56), "Adriatic": (15.4, 42.9), "Baltic": (18.6, 56.2)}
LAND = {"Zwickau": (12.49, 50.72), "Sweden": (14.5, 58.0), "Poland": (19, 52), "Jutland": (9, 56)}


@cache
def _archive(file: Path) -> dict[int, bytes]:
    return {
        tile.number + step: tile.content for tile in read_tiles(file) for step in range(tile.run)
    }


def _number(zoom: int, x: int, y: int) -> int:
    """Place of a tile on the Hilbert curve, after all tiles of smaller zooms (PMTiles 3)."""
    number = ((1 << 2 * zoom) - 1) // 3
    last = (1 << zoom) - 1
    for level in reversed(range(zoom)):
        right, low = x >> level & 1, y >> level & 1
        number += ((3 * right) ^ low) << 2 * level
        if not low:
            if right:
                x, y = last - x, last - y
            x, y = y, x
    return number


def _over(file: Path, zoom: int, lon: float, lat: float) -> dict[str, list[dict[str, Any]]]:
    """The features of the tile over a position, by layer."""
    x, y = in_tiles(lon, lat, zoom)
    content = gzip.decompress(_archive(file)[_number(zoom, int(x), int(y))])
    layers = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    return {name: layer["features"] for name, layer in layers.items()}


def _named(file: Path, zoom: int, lon: float, lat: float, name: str) -> list[dict[str, Any]]:
    towns = _over(file, zoom, lon, lat)["towns"]
    return [town["properties"] for town in towns if town["properties"]["name"] == name]


def _is_wet(file: Path, zoom: int, lon: float, lat: float) -> bool:
    x, y = in_tiles(lon, lat, zoom)
    point = shapely.Point(x % 1 * EXTENT, y % 1 * EXTENT)
    water = _over(file, zoom, lon, lat).get("water", [])
    return any(shapely.make_valid(shape(each["geometry"])).covers(point) for each in water)


def test_the_basemap_has_its_layers_and_zooms(built: Path) -> None:
    file = built / "basemap.pmtiles"
    header = HEADER.unpack_from(file.read_bytes())
    assert set(layers_of(file)) == LAYERS
    assert (header[0], header[1], header[17], header[18]) == (b"PMTiles", 3, 0, 9)


def test_railways_are_an_archive_of_their_own_with_their_own_attribution(built: Path) -> None:
    file = built / "railways.pmtiles"
    content = file.read_bytes()
    about = json.loads((built / "basemap.json").read_text("utf-8"))
    assert layers_of(file) == ["railways"]
    assert HEADER.unpack_from(content)[17:19] == (4, 9)
    assert "ODbL" in about["railways_attribution"]
    assert "ODbL" not in about["attribution"]


@pytest.mark.parametrize("name", ["basemap", "railways"])
def test_tiles_stand_in_the_order_of_their_numbers_and_none_is_heavy(
    built: Path, name: str
) -> None:
    tiles = list(read_tiles(built / f"{name}.pmtiles"))
    numbers = [tile.number for tile in tiles]
    assert numbers == sorted(set(numbers))
    assert len(tiles) > 500
    assert max(len(tile.content) for tile in tiles) < 150_000


@pytest.mark.parametrize("zoom", range(3, 9))
def test_no_tile_is_crowded_with_towns_and_none_is_without(built: Path, zoom: int) -> None:
    counts = [
        len(_over(built / "basemap.pmtiles", zoom, *position)["towns"])
        for position in ((12.488, 50.727), (7.0, 51.4), (11.88, 45.41))
    ]
    assert all(10 < count < 150 for count in counts), counts


def test_the_tile_over_zwickau_names_the_town(built: Path) -> None:
    named = _named(built / "basemap.pmtiles", 8, 12.488, 50.727, "Zwickau")
    assert named == [{"name": "Zwickau", "population": 98796, "rank": 6}]


def test_the_tile_over_karlovy_vary_names_it_as_each_language_does(built: Path) -> None:
    named = _named(built / "basemap.pmtiles", 8, 12.871, 50.233, "Karlovy Vary")
    assert named == [
        {
            "name": "Karlovy Vary",
            "name_de": "Karlsbad",
            "name_nl": "Karlsbad",
            "name_pl": "Karlowe Wary",
            "name_sl": "Karlovi Vari",
            "population": 45500,
            "rank": 6,
        }
    ]


def test_gdal_reads_all_eight_regions_with_their_names(built: Path) -> None:
    file = built / "basemap.pmtiles"
    drawn = set(pyogrio.read_dataframe(file, layer="regions", ZOOM_LEVEL=5)["code"])
    names = pyogrio.read_dataframe(file, layer="region_names", ZOOM_LEVEL=5)
    assert drawn == set(names["code"])
    assert len(drawn) == len(names) == 8
    assert "Woiwodschaft Oppeln" in set(names["name_de"])


@pytest.mark.parametrize("zoom", range(10))
def test_the_sea_is_wet_and_the_land_is_dry_at_every_zoom(built: Path, zoom: int) -> None:
    file = built / "basemap.pmtiles"
    wet = {name: _is_wet(file, zoom, *position) for name, position in (SEA | LAND).items()}
    assert wet == dict.fromkeys(SEA, True) | dict.fromkeys(LAND, False)


def test_every_letter_of_a_name_can_be_drawn(built: Path) -> None:
    named = [*towns(), *rivers(), *sea_names(), *region_names()]
    texts = (text for each in named for key, text in each.properties.items() if "name" in key)
    blocks = {ord(letter) // 256 * 256 for text in texts for letter in str(text)}
    ranges = {file.stem for file in (built / "glyphs" / "noto-sans-regular").glob("*.pbf")}
    assert {f"{block}-{block + 255}" for block in blocks} <= ranges


def test_both_fonts_have_the_same_letters_and_their_licence(built: Path) -> None:
    fonts = built / "glyphs"
    regular, medium = (
        {file.name for file in (fonts / font).iterdir()}
        for font in ("noto-sans-regular", "noto-sans-medium")
    )
    assert regular == medium
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text("utf-8")
