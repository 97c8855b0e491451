"""What a layer of the basemap consists of, and how its sources are read."""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from basemap.inputs import HERE, SOURCES
from inducult.common.languages import CODES

# The covered sheet: west, south, east, north in degrees, as Natural Earth was clipped.
SHEET: Final = (-12.0, 34.0, 35.0, 62.0)
LAST_ZOOM: Final = 9  # the sources are good to about here; MapLibre enlarges what follows


@dataclass(frozen=True)
class Feature:
    """A shape in degrees (WGS 84) with what the tiles say about it, shown from zoom to zoom."""

    shape: BaseGeometry
    properties: Mapping[str, str | int | bool] = field(default_factory=dict)
    first_zoom: int = 0
    last_zoom: int = LAST_ZOOM


def read_geojson(name: str) -> Iterator[tuple[BaseGeometry, dict[str, Any]]]:
    """Valid geometries and properties of a source, without the empty ones."""
    with gzip.open(SOURCES / f"{name}.geojson.gz", "rt", encoding="utf-8") as text:
        for feature in json.load(text)["features"]:
            geometry = shapely.make_valid(shape(feature["geometry"]))
            if not geometry.is_empty:
                yield geometry, feature["properties"]


def read_table(name: str) -> Iterator[dict[str, str]]:
    """Rows of one of our own tables."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def names(row: Mapping[str, str], local: str | None = None) -> dict[str, str]:
    """`name` and, for each language that calls it otherwise, `name_cs` and so on."""
    name = local or row["en"]
    others = {f"name_{code}": row[code] for code in CODES if row.get(code, name) != name}
    return {"name": name, **others}
