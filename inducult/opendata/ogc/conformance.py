"""What we claim to conform to. Each class has its tests in tests/opendata; nothing else is here."""

from __future__ import annotations

from typing import Final

COMMON: Final = "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/"
COMMON_2: Final = "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/"
FEATURES: Final = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CRS: Final = "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/"
TILES: Final = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/"
RECORDS: Final = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/"
FILTERS: Final = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/"
CQL2: Final = "http://www.opengis.net/spec/cql2/1.0/conf/"

CLASSES: Final = (
    *(COMMON + name for name in ("core", "landing-page", "json", "html", "oas30")),
    *(COMMON_2 + name for name in ("collections",)),
    *(FEATURES + name for name in ("core", "oas30", "html", "geojson")),
    CRS + "crs",
    *(
        FILTERS + name
        for name in ("filter", "features-filter", "queryables", "queryables-query-parameters")
    ),
    *(
        TILES + name
        for name in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt", "oas30")
    ),
    *(
        RECORDS + name
        for name in (
            *("record-core", "record-collection", "record-core-query-parameters", "record-api"),
            *("json", "html"),
        )
    ),
    *(
        CQL2 + name
        for name in (
            *("cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators"),
            *("case-insensitive-comparison", "accent-insensitive-comparison"),
            *("basic-spatial-functions", "basic-spatial-functions-plus", "spatial-functions"),
            *("temporal-functions", "array-functions", "property-property", "arithmetic"),
        )
    ),
)
