"""The definition of the OGC interfaces as an OpenAPI 3.0 document.

Written from the collections themselves, so that what it lists is what is there.
Source: OGC API Features Part 1, clause 9 (class "OpenAPI 3.0").
"""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings

from inducult.common.addresses import absolute
from inducult.common.languages import CODES
from inducult.opendata.asking import MEDIA, Asked
from inducult.opendata.features.table import Field, Kind
from inducult.opendata.ogc.asked_items import LANGUAGES, MOST, USUAL
from inducult.opendata.ogc.collections import ALL, Collection
from inducult.opendata.ogc.crs import CRS84, KNOWN
from inducult.opendata.ogc.describing import schema_of
from inducult.opendata.ogc.tiling import DEEPEST, NAME

Json = dict[str, Any]
COUNT: Final = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
BOX: Final = {
    "type": "array",
    "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    "items": {"type": "number", "format": "double"},
}


def definition(asked: Asked) -> Json:
    """The whole document."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "InduCult: OGC APIs",
            "description": "Features, tiles and records of living industrial culture.",
            "version": settings.VERSION,
            "license": {
                "name": "CC BY 4.0",
                "url": "https://creativecommons.org/licenses/by/4.0/",
            },
        },
        "servers": [{"url": absolute(asked.request, "/ogc")}],
        "tags": [{"name": name} for name in ("service", *ALL)],
        "paths": {**_service(), **_all(), **_tiles()},
        "components": {
            "parameters": _parameters(),
            "schemas": _schemas(),
            "responses": _responses(),
        },
    }


def _service() -> Json:
    return {
        "/": _get("landing", "service", "the front door"),
        "/conformance": _get("conformance", "service", "what this conforms to"),
        "/api": _get("api", "service", "this definition", media="vnd.oai.openapi+json;version=3.0"),
        "/collections": _get("collections", "service", "all collections"),
        "/collections/{collectionId}": _get(
            "collection", "service", "one collection", [_ref("collectionId")], missing=True
        ),
        "/collections/{collectionId}/queryables": _get(
            "queryables",
            "service",
            "what can be asked for",
            [_ref("collectionId")],
            media="schema+json",
            missing=True,
        ),
    }


def _all() -> Json:
    paths: Json = {}
    for about in ALL.values():
        paths |= _items(about)
    return paths


def _items(about: Collection) -> Json:
    names = ["limit", "offset", "bbox", "bbox-crs", "crs", "datetime", *FILTER_NAMES]
    names += ["edition"] if about.of_edition else []
    names += ["q"] if about.has_search else []
    names += ["ids", "externalIds"] if about.is_catalogue else []
    fields = [_of_field(field) for field in about.fields.values()]
    here = f"/collections/{about.name}/items"
    one = [_in_path("featureId", {"type": "string"}), _ref("crs")]
    one += [_ref("edition")] if about.of_edition else []
    return {
        here: _get(
            f"{about.name}.items",
            about.name,
            f"features of {about.name}",
            [*map(_ref, names), *fields],
            media="geo+json",
            schema="featureCollection",
        ),
        f"{here}/{{featureId}}": _get(
            f"{about.name}.item",
            about.name,
            f"one feature of {about.name}",
            one,
            media="geo+json",
            schema="feature",
            missing=True,
        ),
    }


def _tiles() -> Json:
    scheme = _in_path("tileMatrixSetId", {"type": "string", "enum": [NAME]})
    numbers = [
        _in_path(each, {"type": "integer", "minimum": 0, "maximum": 1 << DEEPEST})
        for each in ("tileMatrix", "tileRow", "tileCol")
    ]
    base = "/collections/places/tiles"
    filters = [_ref(each) for each in ("datetime", "bbox", "bbox-crs", *FILTER_NAMES, "q")]
    fields = [_of_field(field) for field in ALL["places"].fields.values()]
    paths = {
        base: _get("tilesets", "places", "tile sets of the places", missing=True),
        f"{base}/{{tileMatrixSetId}}": _get(
            "tileset", "places", "metadata of a tile set", [scheme], missing=True
        ),
        f"{base}/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            "tile",
            "places",
            "a vector tile",
            [scheme, *numbers, *filters, _ref("edition"), *fields],
            missing=True,
        ),
        "/tileMatrixSets": _get("matrixSets", "service", "tile matrix sets"),
        "/tileMatrixSets/{tileMatrixSetId}": _get(
            "matrixSet", "service", "one tile matrix set", [scheme], missing=True
        ),
    }
    tile = paths[f"{base}/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"]["get"]
    tile["parameters"] = [each for each in tile["parameters"] if each != _ref("f")]
    content = {MEDIA["mvt"]: {"schema": {"type": "string", "format": "binary"}}}
    tile["responses"]["200"]["content"] = content
    tile["responses"]["204"] = {"description": "nothing is there"}
    return paths


FILTER_NAMES: Final = ("filter", "filter-lang", "filter-crs")


def _get(  # noqa: PLR0913 -- what differs between operations, each by its name
    name: str,
    tag: str,
    summary: str,
    parameters: list[Json] | None = None,
    *,
    media: str = "json",
    schema: str = "object",
    missing: bool = False,
) -> Json:
    """One operation: it answers in JSON and HTML, and refuses in JSON."""
    responses: Json = {
        "200": {
            "description": summary,
            "content": {
                f"application/{media}": {"schema": {"$ref": f"#/components/schemas/{schema}"}},
                "text/html": {"schema": {"type": "string"}},
            },
        },
        **{code: {"$ref": f"#/components/responses/{code}"} for code in ("400", "406", "503")},
    }
    if missing:
        responses["404"] = {"$ref": "#/components/responses/404"}
    if any(each.get("$ref", "").endswith("/edition") for each in parameters or []):
        responses["410"] = {"$ref": "#/components/responses/410"}
    return {
        "get": {
            "operationId": name,
            "tags": [tag],
            "summary": summary,
            "parameters": [*(parameters or []), _ref("f"), _ref("lang")],
            "responses": dict(sorted(responses.items())),
        }
    }


def _of_field(field: Field) -> Json:
    """A property as a parameter. That of a list takes one of its members."""
    schema = {key: value for key, value in schema_of(field).items() if key != "title"}
    if field.kind is Kind.SET:
        schema = schema.get("items", {"type": "string"})
    return _in_query(field.name, schema, str(field.title))


def _parameters() -> Json:
    crs = {"type": "string", "format": "uri", "enum": list(KNOWN), "default": CRS84}
    languages = {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]}
    listed = [
        _in_path("collectionId", {"type": "string", "enum": list(ALL)}),
        _in_query("f", {"type": "string", "enum": ["json", "html"]}, "format of the answer"),
        _in_query("lang", {"type": "string", "enum": list(CODES)}, "language of titles"),
        _in_query(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
            f"how many features at most; more than {MOST} are cut down to that",
        ),
        _in_query("offset", COUNT, "where to begin"),
        {**_in_query("bbox", BOX, "west,south,east,north"), "style": "form", "explode": False},
        _in_query("bbox-crs", crs, "reference system of bbox"),
        _in_query("crs", crs, "reference system of the answer"),
        _in_query("datetime", {"type": "string"}, "a day, a moment or an interval (RFC 3339)"),
        _in_query("filter", {"type": "string"}, "a filter in CQL2"),
        _in_query("filter-lang", languages, "language of the filter"),
        _in_query("filter-crs", crs, "reference system of the filter"),
        _in_query("edition", COUNT, "read this edition, as pages of a walk do"),
        _in_query("q", {"type": "string"}, "words, in any language and with typos"),
        _in_query("ids", {"type": "string"}, "identifiers of records, with commas"),
        _in_query("externalIds", {"type": "string"}, "identifiers that others gave to records"),
    ]
    return {each["name"]: each for each in listed}


def _schemas() -> Json:
    link_ = {
        "type": "object",
        "required": ["href"],
        "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
    }
    links = {"type": "array", "items": {"$ref": "#/components/schemas/link"}}
    geometry = {"type": "object", "nullable": True}
    return {
        "object": {"type": "object"},
        "link": link_,
        "exception": {
            "type": "object",
            "required": ["code"],
            "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
        },
        "feature": {
            "type": "object",
            "required": ["type", "id", "geometry", "properties"],
            "properties": {
                "type": {"type": "string", "enum": ["Feature"]},
                "id": {"type": "string"},
                "geometry": geometry,
                "properties": {"type": "object"},
                "links": links,
            },
        },
        "featureCollection": {
            "type": "object",
            "required": ["type", "features"],
            "properties": {
                "type": {"type": "string", "enum": ["FeatureCollection"]},
                "timeStamp": {"type": "string", "format": "date-time"},
                "numberMatched": {"type": "integer", "minimum": 0},
                "numberReturned": {"type": "integer", "minimum": 0},
                "links": links,
                "features": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/feature"},
                },
            },
        },
    }


def _responses() -> Json:
    said = {
        "400": "A parameter is unknown or has a value that cannot be read.",
        "404": "There is no such thing.",
        "406": "The resource does not come in this format.",
        "410": "The edition is no longer kept open.",
        "503": "Nothing is published yet, or it is being prepared.",
    }
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/exception"}}}
    return {code: {"description": words, "content": body} for code, words in said.items()}


def _in_query(name: str, schema: Json, description: str) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


def _in_path(name: str, schema: Json) -> Json:
    words = {"collectionId": "which collection", "featureId": "identifier of the feature"}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": words.get(name, "number or name of the tile's place"),
        "schema": schema,
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/parameters/{name}"}
