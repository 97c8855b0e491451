"""The sheet, what is built on it, and the regions of the partners."""

import json
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape

from basemap.features import SHEET, Feature, names, read_geojson
from basemap.inputs import PARTNERSHIP
from inducult.common.languages import CODES, OF_COUNTRY


def sheet() -> list[Feature]:
    """The covered rectangle; sea and lakes are drawn on top."""
    return [Feature(shapely.box(*SHEET))]


def urban() -> list[Feature]:
    return [Feature(geometry, {}, 4) for geometry, _ in read_geojson("ne_50m_urban_areas")]


def regions() -> Iterator[Feature]:
    """The partner regions with their `code`."""
    for region in _regions():
        yield Feature(shape(region["geometry"]), {"code": region["properties"]["code"]}, 3)


def region_names() -> Iterator[Feature]:
    """Points well inside the regions, with their names in the languages of the product."""
    told = json.loads((PARTNERSHIP / "descriptions.json").read_text("utf-8"))
    for region in _regions():
        code, country = region["properties"]["code"], region["properties"]["country"]
        row = {language: told[code]["name"][language] for language in CODES}
        point = shapely.maximum_inscribed_circle(shape(region["geometry"]), 0.01)
        label = names(row, local=row[OF_COUNTRY[country][0]])
        yield Feature(shapely.get_point(point, 0), {"code": code, **label}, 5)


def boundary_sources() -> list[str]:
    """Whom the boundaries of the regions come from, as each must be named."""
    return sorted({region["properties"]["boundary_source"] for region in _regions()})


def _regions() -> list[dict[str, Any]]:
    collection = json.loads((PARTNERSHIP / "regions.geojson").read_text("utf-8"))
    features: list[dict[str, Any]] = collection["features"]
    return features
