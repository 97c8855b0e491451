"""Sea, lakes, rivers and the names on them; Natural Earth, names from our own tables."""

from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from basemap.features import SHEET, Feature, names, read_geojson, read_table

# Natural Earth counts zooms of tiles half as wide as ours.
WIDER_TILES = 1


def sea() -> list[Feature]:
    """The sheet without its land; one shape that is cut into squares when it is tiled."""
    land = shapely.union_all([geometry for geometry, _ in read_geojson("ne_10m_land")])
    return [Feature(shapely.box(*SHEET).difference(land), {"kind": "sea"})]


def lakes() -> list[Feature]:
    return [
        Feature(geometry, {"kind": "lake"}, _first_zoom(properties))
        for source in ("ne_10m_lakes", "ne_10m_lakes_europe")
        for geometry, properties in read_geojson(source)
    ]


def coast() -> list[Feature]:
    """Shore lines without the edges of the sheet."""
    inner = shapely.box(*SHEET).buffer(-0.001, join_style="mitre")
    land = shapely.union_all([geometry for geometry, _ in read_geojson("ne_10m_land")])
    return [Feature(shapely.line_merge(land.boundary.intersection(inner)))]


def rivers() -> list[Feature]:
    """Lines with `rank` (1 the Danube, 4 a small river) and names where we have them."""
    table = {entry: row for row in read_table("rivers") for entry in row["numbers"].split("|")}
    return [
        Feature(geometry, _river(properties, table), _first_zoom(properties))
        for source in ("ne_10m_rivers_lake_centerlines", "ne_10m_rivers_europe")
        for geometry, properties in read_geojson(source)
    ]


def _river(
    properties: dict[str, Any], table: dict[str, dict[str, str]]
) -> dict[str, str | int | bool]:
    number = int(properties["rivernum"])
    row = table.get(str(number)) or table.get(f"{number} {properties['name']}")
    scale = int(properties["scalerank"])
    rank = 1 + (scale > 2) + (scale > 6) + (scale > 8)
    return {"rank": rank, **(names(row) if row else {})}


def sea_names() -> Iterator[Feature]:
    """Points where the names of seas stand; the places were chosen by eye."""
    for row in read_table("seas"):
        point: BaseGeometry = shapely.Point(float(row["lon"]), float(row["lat"]))
        yield Feature(point, names(row), int(row["first_zoom"]) - 1)


def _first_zoom(properties: dict[str, Any]) -> int:
    return max(0, int(properties["min_zoom"]) - WIDER_TILES)
