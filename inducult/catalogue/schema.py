"""The columns of an edition.

`PLACES` is the GeoParquet that people take away; `COLUMNS` is what the read engine keeps in memory,
derived from it: sets as numbers, positions as grid units.
"""

from __future__ import annotations

import json
from typing import Any, Final

import pyarrow as pa

VERSION: Final = "1"  # of the files that people take away
INDEX: Final = "1"  # of the index; another program cannot open it
YEARS: Final = pa.list_(pa.int16())

# Accessibility features that can be asked for (places.vocabulary.Access).
ACCESS: Final = (
    "wheelchair",
    "step_free",
    "lift",
    "accessible_toilet",
    "seating",
    "hearing_loop",
    "sign_language",
    "tactile",
    "easy_language",
    "guide_dogs",
)


def _texts(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, pa.string()) for name in names]


def _several(*fields: tuple[str, pa.DataType]) -> pa.DataType:
    return pa.list_(pa.struct(fields))


_VISIT: Final = pa.struct(
    [
        *_texts("state", "opening_hours", "hours_valid_from", "hours_valid_to", "checked_on"),
        ("languages", pa.list_(pa.string())),
        ("accessibility", pa.struct(_texts(*ACCESS))),
    ]
)
_POSITION: Final = pa.struct(
    [("lon", pa.float64()), ("lat", pa.float64()), *_texts("precision", "source", "licence")]
)

# The parts of a record (places.records) that columns are made of.
RECORD: Final = pa.schema(
    [
        *_texts("id", "slug", "nuts3", "operator", "website", "confidence"),
        ("names", _several(*_texts("language", "kind", "text"))),
        ("texts", _several(*_texts("field", "language", "text"))),
        ("types", pa.list_(pa.string())),
        ("areas", pa.list_(pa.string())),
        ("position", _POSITION),
        ("share_alike_position", _POSITION),
        ("address", pa.struct(_texts("municipality", "country"))),
        ("regions", _several(*_texts("code"))),
        ("endangered", pa.bool_()),
        ("phases", _several(*_texts("state", "start", "end", "as_type"))),
        ("visit", _VISIT),
        ("offers", _several(*_texts("kind"), ("audiences", pa.list_(pa.string())))),
        ("facts", _several(*_texts("language"))),
    ]
)

CODE: Final = pa.dictionary(pa.int32(), pa.string())  # texts that repeat, each kept once

# One flattened record; the sets are text joined by "|" (facets.BETWEEN).
ROW: Final = pa.schema(
    [
        ("id", pa.string()),
        ("slug", pa.string()),
        ("name", pa.string()),
        ("name_language", CODE),
        ("names", pa.map_(pa.string(), pa.string())),
        ("sort_names", pa.map_(pa.string(), pa.string())),
        ("sort_name", pa.string()),
        ("municipality", CODE),
        ("country", CODE),
        ("nuts3", CODE),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("precision", CODE),
        ("position_licence", CODE),
        ("theme", CODE),
        ("type", CODE),
        ("main_type", CODE),
        ("time", CODE),
        ("visit", CODE),
        ("offer", CODE),
        ("audience", CODE),
        ("speaks", CODE),
        ("access", CODE),
        ("region", CODE),
        ("area", CODE),
        ("first_years", YEARS),
        ("last_years", YEARS),
        ("opening_hours", CODE),
        ("hours_valid_from", CODE),
        ("hours_valid_to", CODE),
        ("hours_checked", pa.bool_()),
        ("reachable", CODE),
        ("sunlit_at", CODE),
        ("operator", CODE),
        ("website", pa.string()),
        ("endangered", pa.bool_()),
        ("confidence", CODE),
        ("summary_languages", CODE),
        ("weight", pa.uint8()),
        ("share_alike_lon", pa.float64()),
        ("share_alike_lat", pa.float64()),
        ("share_alike_precision", CODE),
        ("share_alike_source", CODE),
        ("share_alike_licence", CODE),
    ]
)

# Sets that become lists in the GeoParquet, under the name of many.
LISTS: Final = {
    "theme": "themes",
    "type": "types",
    "time": "times",
    "offer": "offers",
    "audience": "audiences",
    "speaks": "visit_languages",
    "access": "accessibility",
    "region": "regions",
    "area": "areas",
    "summary_languages": "summary_languages",
}
SHARE_ALIKE: Final = tuple(name for name in ROW.names if name.startswith("share_alike_"))
# Columns that are of use only inside the engine.
INNER: Final = (
    "sort_names",
    "sort_name",
    "lon",
    "lat",
    "names",
    "main_type",
    "weight",
    "reachable",
    "sunlit_at",
)


def geo_metadata(box: tuple[float, float, float, float] | None) -> dict[str, str]:
    """The "geo" entry of GeoParquet 1.1.0: points in WGS 84, with a bounding box column.

    Source: https://geoparquet.org/releases/v1.1.0/
    """
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "covering": {"bbox": {side: ["bbox", side] for side in ("xmin", "ymin", "xmax", "ymax")}},
    }
    if box is not None:
        column["bbox"] = list(box)
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return {"geo": json.dumps(geo, sort_keys=True)}
