"""Towns as points with their names, and from which zoom each is shown."""

import csv
import gzip
import json
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from basemap.exonyms import matched, read_exonyms
from basemap.features import LAST_ZOOM, Feature, read_geojson, read_table
from basemap.inputs import GAZETTEER, PARTNERSHIP
from basemap.room import Room, in_tiles

# How many inhabitants a town needs to be shown from a zoom on.
INHABITANTS: Final = {
    3: 1_000_000,
    4: 350_000,
    5: 120_000,
    6: 50_000,
    7: 18_000,
    8: 6_000,
    LAST_ZOOM: 0,
}
# A town waits for the next zoom while a larger one stands nearer than this share of a tile, so that
# quarters come after their cities and tiles stay small.
APART: Final = 0.08
PATIENCE: Final = 2
PARTNERS_FROM: Final = 6
# Of Natural Earth's towns: how important one is to stand for a country without a gazetteer.
OF_INTEREST: Final = 6
# GeoNames counts the old town on its island only; this is Natural Earth's figure.
CORRECTED: Final = {("Venezia", "IT"): 270_816}
# What GeoNames counts as populated places but nobody would put on a map of Europe.
NO_TOWN: Final = re.compile(r"Circoiscrizione|\(Kreis \d|kerület|^Eisenzicken$|^(Buda|Pest)$")
DIRECTION_MARK: Final = "\u200e"  # stands in one name of Natural Earth


@dataclass(frozen=True)
class Town:
    """A populated place; `told` holds its properties `name_en` and so on, where they differ."""

    name: str
    country: str
    lon: float
    lat: float
    population: int
    told: dict[str, str] = field(default_factory=dict)


def towns() -> Iterator[Feature]:
    """All towns; `rank` says how large a name is written, from 3 (metropolis) to 9 (village)."""
    ordered = by_importance(_with_exonyms())
    capitals = _capitals()
    for town, zoom in zip(ordered, first_zooms(ordered), strict=True):
        about: dict[str, str | int | bool] = {
            "name": town.name,
            "population": town.population,
            "rank": rank(town, zoom),
        }
        if (town.name, town.country) in capitals:
            about["capital"] = True
        yield Feature(shapely.Point(town.lon, town.lat), about | town.told, zoom)


def rank(town: Town, first_zoom: int) -> int:
    """By inhabitants; but what waits for room for long is a quarter of its city, and small."""
    by_size = next(zoom for zoom, least in INHABITANTS.items() if town.population >= least)
    return min(by_size, first_zoom) if first_zoom - by_size <= PATIENCE else first_zoom


def first_zooms(ordered: Iterable[Town]) -> Iterator[int]:
    """For towns in order of importance, from which zoom each has room."""
    rooms = {zoom: Room(APART) for zoom in INHABITANTS}
    partners = _partner_towns()
    for town in ordered:
        first = next(zoom for zoom in INHABITANTS if _may_stand(town, zoom, rooms[zoom]))
        if (town.name, town.country) in partners:
            first = min(first, PARTNERS_FROM)
        for zoom in range(first, LAST_ZOOM):
            rooms[zoom].take(*in_tiles(town.lon, town.lat, zoom))
        yield first


def _may_stand(town: Town, zoom: int, room: Room) -> bool:
    if zoom == LAST_ZOOM:
        return True
    large = town.population >= INHABITANTS[zoom]
    return large and room.is_free(*in_tiles(town.lon, town.lat, zoom))


def by_importance(towns: Iterable[Town]) -> list[Town]:
    """Largest first; a capital counts as twice as large."""
    capitals = _capitals()

    def importance(town: Town) -> tuple[int, str]:
        return -town.population * (1 + ((town.name, town.country) in capitals)), town.name

    return sorted(towns, key=importance)


def _with_exonyms() -> list[Town]:
    """Largest first, under their local names."""
    gazetteer = [town for town in _gazetteer() if not NO_TOWN.search(town.name)]
    others = _rest_of_europe(had={town.country for town in gazetteer})
    plain = sorted([*gazetteer, *others], key=lambda town: -town.population)
    numbered = ((number, town.name, town.country) for number, town in enumerate(plain))
    for number, row in matched(numbered, read_exonyms()).items():
        told = {f"name_{code}": text for code, text in row.elsewhere().items()}
        plain[number] = replace(plain[number], name=row.name, told=told)
    return plain


def _gazetteer() -> Iterator[Town]:
    with gzip.open(GAZETTEER, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            name, country = row["name"], row["country"]
            population = CORRECTED.get((name, country), int(row["population"]))
            yield Town(name, country, float(row["lon"]), float(row["lat"]), population)


def _rest_of_europe(had: Container[str]) -> Iterator[Town]:
    """Towns of countries that the gazetteer does not have, from Natural Earth."""
    for point, properties in read_geojson("ne_10m_populated_places"):
        if properties["scalerank"] <= OF_INTEREST and properties["iso_a2"] not in had:
            yield _of_natural_earth(point, properties)


def _of_natural_earth(point: BaseGeometry, properties: dict[str, Any]) -> Town:
    name = str(properties["name"]).strip(DIRECTION_MARK)
    keys = [key for key in ("name_en", "name_de") if properties.get(key)]
    texts = {key: str(properties[key]).strip(DIRECTION_MARK) for key in keys}
    told = {key: text for key, text in texts.items() if text != name}
    lon, lat = shapely.get_coordinates(point)[0].tolist()
    return Town(name, str(properties["iso_a2"]), lon, lat, int(properties["pop_max"]), told)


def _capitals() -> set[tuple[str, str]]:
    return {(row["capital"], row["iso"]) for row in read_table("countries")}


def _partner_towns() -> set[tuple[str, str]]:
    partners = json.loads((PARTNERSHIP / "partners.json").read_text("utf-8"))
    return {(partner["town"], partner["country"]) for partner in partners}
