"""The tile matrix set of web maps, and what the tiles of a collection are.

Source: OGC Two Dimensional Tile Matrix Set 2.0 (17-083r4), Annex D.1, and OGC API - Tiles Part 1
(20-057); TileJSON 3.0.0 (https://github.com/mapbox/tilejson-spec).
"""

from __future__ import annotations

from typing import Any, Final

from inducult.opendata.asking import MEDIA, Asked, link
from inducult.opendata.ogc.collections import Opened
from inducult.opendata.ogc.crs import EPSG

Json = dict[str, Any]
NAME: Final = "WebMercatorQuad"
URI: Final = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
DEEPEST: Final = 19
HALF: Final = 20037508.342789244  # metres from the middle to the edge
PIXEL_M: Final = 0.00028
SCHEME: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
EVERYWHERE: Final = (-180.0, -85.0511, 180.0, 85.0511)
ATTRIBUTES: Final = {
    "count": ("integer", "how many places stand for this point"),
    "past": ("integer", "how many of them tell of the past"),
    "present": ("integer", "how many of them tell of the present"),
    "future": ("integer", "how many of them tell of the future"),
    "id": ("string", "identifier, of a single place"),
    "slug": ("string", "word in the address of its page"),
    "name": ("string", "its name"),
    "theme": ("string", "its main theme"),
    "type": ("string", "its main type"),
    "precision": ("string", "precision of its position"),
}


def matrix_set() -> Json:
    """The definition of the tile matrix set."""
    return {
        "id": NAME,
        "title": "Google Maps Compatible for the World",
        "uri": URI,
        "crs": EPSG.format(3857),
        "orderedAxes": ["X", "Y"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": [_matrix(zoom) for zoom in range(DEEPEST + 1)],
    }


def _matrix(zoom: int) -> Json:
    size = 2 * HALF / 256 / (1 << zoom)
    return {
        "id": str(zoom),
        "scaleDenominator": size / PIXEL_M,
        "cellSize": size,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-HALF, HALF],
        "tileWidth": 256,
        "tileHeight": 256,
        "matrixWidth": 1 << zoom,
        "matrixHeight": 1 << zoom,
    }


def template(asked: Asked, source: Opened) -> str:
    """The address of a tile with its numbers in braces. It names the edition, so that a tile holds
    for ever."""
    base = asked.address("ogc:tileset", source.about.name, NAME)
    edition = source.edition.edition.number if source.edition else 0
    return f"{base}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}?edition={edition}"


def tileset(asked: Asked, source: Opened) -> Json:
    """The metadata of the tiles of a collection."""
    here = asked.address("ogc:tileset", source.about.name, NAME)
    scheme = asked.address("ogc:matrix_set", NAME)
    west, south, east, north = source.table.extent or EVERYWHERE
    return {
        "title": str(source.about.title),
        "description": str(source.about.description),
        "attribution": "InduCult",
        "license": "CC-BY-4.0",
        "dataType": "vector",
        "crs": EPSG.format(3857),
        "tileMatrixSetURI": URI,
        "boundingBox": {"lowerLeft": [west, south], "upperRight": [east, north]},
        "layers": [_layer()],
        "links": [
            link(here, "self", MEDIA["json"], "this tile set"),
            link(f"{here}?f=tilejson", "describedby", MEDIA["tilejson"], "the same as TileJSON"),
            link(scheme, SCHEME, MEDIA["json"], "its tile matrix set"),
            link(template(asked, source), "item", MEDIA["mvt"], "a tile", templated=True),
        ],
    }


def _layer() -> Json:
    properties = {
        name: {"type": kind, "title": title} for name, (kind, title) in ATTRIBUTES.items()
    }
    return {
        "id": "places",
        "dataType": "vector",
        "geometryDimension": 0,
        "propertiesSchema": {"type": "object", "properties": properties},
    }


def tilejson(asked: Asked, source: Opened) -> Json:
    """The same for web maps."""
    west, south, east, north = source.table.extent or EVERYWHERE
    base = template(asked, source)
    for theirs, ours in (("tileMatrix", "z"), ("tileRow", "y"), ("tileCol", "x")):
        base = base.replace(f"{{{theirs}}}", f"{{{ours}}}")
    return {
        "tilejson": "3.0.0",
        "name": str(source.about.title),
        "description": str(source.about.description),
        "attribution": f'InduCult, <a href="{LICENCE}">CC BY 4.0</a>',
        "tiles": [base],
        "minzoom": 0,
        "maxzoom": DEEPEST,
        "bounds": [west, south, east, north],
        "vector_layers": [
            {"id": "places", "fields": {name: title for name, (_, title) in ATTRIBUTES.items()}}
        ],
    }
