"""Collections and their properties as the standard describes them."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from inducult.opendata.asking import MEDIA, Asked, link
from inducult.opendata.features.fields import extras
from inducult.opendata.features.table import Field, Kind
from inducult.opendata.ogc.collections import Collection, Opened
from inducult.opendata.ogc.crs import CRS84, KNOWN
from inducult.opendata.ogc.finding import dated

Json = dict[str, Any]
QUERYABLES: Final = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
TILESETS: Final = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION: Final = "InduCult"
FORMATS: Final = {"point": "geometry-point", "polygon": "geometry-multipolygon"}
CATALOGUE: Final = "http://www.opengis.net/spec/ogcapi-records-1/1.0/req/record-collection"
TYPES: Final[dict[Kind, Json]] = {
    Kind.TEXT: {"type": "string"},
    Kind.SET: {"type": "array", "items": {"type": "string"}},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.FLAG: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
}


def described(asked: Asked, source: Opened) -> Json:
    """A collection with its extent and where everything of it is."""
    about = source.about
    return {
        "id": about.name,
        "title": str(about.title),
        "description": str(about.description),
        "itemType": "record" if about.is_catalogue else "feature",
        **({"conformsTo": [CATALOGUE]} if about.is_catalogue else {}),
        "attribution": ATTRIBUTION,
        "license": "CC-BY-4.0",
        "extent": _extent(source),
        "crs": list(KNOWN),
        "storageCrs": CRS84,
        "links": _links(asked, about),
    }


def _extent(source: Opened) -> Json:
    box = source.table.extent
    extent: Json = {"spatial": {"bbox": [list(box)], "crs": CRS84}} if box else {}
    if source.about.has_times:
        ends = [f"{day}T00:00:00Z" if day else None for day in dated(source.table)]
        extent["temporal"] = {"interval": [ends]}
    return extent


def _links(asked: Asked, about: Collection) -> list[Json]:
    name, json, html = about.name, MEDIA["json"], MEDIA["html"]
    here = asked.address("ogc:collection", name)
    items = asked.address("ogc:items", name)
    queryables = asked.address("ogc:queryables", name)
    links = [
        link(here, "self", json, "this collection"),
        link(f"{here}?f=html", "alternate", html, "this collection as a page"),
        link(items, "items", MEDIA["geojson"], "its features"),
        link(f"{items}?f=html", "items", html, "its features as a page"),
        link(queryables, QUERYABLES, MEDIA["schema"], "what can be asked for"),
        link(LICENCE, "license", html, "CC BY 4.0"),
    ]
    if about.has_tiles:
        tiles = asked.address("ogc:tilesets", name)
        links.append(link(tiles, TILESETS, json, "the same as vector tiles"))
    return links


def queryables(asked: Asked, about: Collection) -> Json:
    """The properties that filters may use, as JSON Schema (Part 3, 8.2)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": asked.address("ogc:queryables", about.name),
        "type": "object",
        "title": str(about.title),
        "description": str(about.description),
        "properties": {
            "id": {"type": "string", "title": _("Identifier"), "x-ogc-role": "id"},
            **{name: schema_of(field) for name, field in about.fields.items()},
            "geometry": {"format": FORMATS[about.geometry], "x-ogc-role": "primary-geometry"},
        },
        "additionalProperties": False,
    }


def schema_of(field: Field) -> Json:
    """The JSON Schema of a property."""
    schema = {**TYPES[field.kind], "title": str(field.title)}
    if field.codes and field.kind is Kind.SET:
        schema["items"] = {"type": "string", "enum": list(field.codes)}
    elif field.codes:
        schema["enum"] = list(field.codes)
    return schema


def columns_shown(about: Collection) -> dict[str, str]:
    """Titles of all properties of a feature, for pages."""
    titles = {name: str(field.title) for name, field in about.fields.items()}
    return {**titles, **{name: str(title) for name, title in extras(about.name)}}
