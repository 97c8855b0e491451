"""Open data: for everybody, and nothing in it that is not published."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import BOTH, EVERYBODY, Row, page, public

ROWS: Final[dict[str, Row]] = {
    "ogc:landing": public(),
    "ogc:conformance": public(),
    "ogc:api": public(),
    "ogc:collections": public(),
    "ogc:collection": public(name="places"),
    "ogc:queryables": public(name="places"),
    "ogc:items": public(name="places"),
    "ogc:tilesets": public(name="places"),
    "ogc:tileset": public(name="places", scheme="WebMercatorQuad"),
    "ogc:tile": public(name="places", scheme="WebMercatorQuad", zoom="3", row="2", column="4"),
    "ogc:matrix_sets": public(),
    "ogc:matrix_set": public(scheme="WebMercatorQuad"),
    "ogc:item": public(name="places", identifier="{published}"),
    "api:api-root": public(),
    "api:openapi-json": public(),
    "api:places": public(),
    "api:place": public(identifier="{published}"),
    "api:taxonomy": public(),
    "api:regions": public(),
    "api:organisations": public(),
    "api:editions": public(),
    "api:edition": public(number=1),
    # What others take away
    "opendata:editions": public(),
    "opendata:edition": public(number=1),
    "opendata:use": public(),
    "opendata:downloads": public(),
    "place_data": public(identifier="{published}", dialect="ttl"),
    "phase_data": public(identifier="{published}", number=1),
    "taxonomy_door": public(),
    "taxonomy": public(dialect="ttl"),
    "term": public(code="MIN.COAL"),
    "catalog_door": public(),
    "catalog": public(dialect="ttl"),
    "oai": page(EVERYBODY, *BOTH),
    "sparql": page(EVERYBODY, *BOTH),
    "changes_feed": public(dialect="atom"),
    "events_feed": public(),
    "sitemap_index": public(),
    "sitemap": public(number=1),
    "robots": public(),
    "download": public(number=1, ending="geojson"),
    "edition": public(number=1),
    "edition_file": public(number=1, name="places.parquet"),
    "edition_citation": public(number=1, name="CITATION.cff"),
}
