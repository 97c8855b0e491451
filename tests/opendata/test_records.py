"""OGC API - Records Part 1 (20-004r1): the catalogue of our data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client
from owslib.ogcapi.records import Records

from tests.opendata.asking import get, ids, refused

CATALOGUE = "/ogc/collections/catalogue"
ITEMS = f"{CATALOGUE}/items"
RECORD = {  # recordGeoJSON.yaml of the standard, as far as it says what must be there
    "type": "object",
    "required": ["id", "type", "geometry", "properties", "conformsTo", "time", "links"],
    "properties": {
        "id": {"type": "string"},
        "type": {"const": "Feature"},
        "conformsTo": {"type": "array", "contains": {"pattern": "record-core$"}},
        "time": {"anyOf": [{"type": "null"}, {"type": "object"}]},
        "properties": {
            "type": "object",
            "required": ["type", "title"],
            "properties": {
                "type": {"enum": ["dataset", "service"]},
                "keywords": {"type": "array", "items": {"type": "string"}},
                "contacts": {"type": "array", "items": {"type": "object"}},
            },
        },
        "links": {"type": "array", "items": {"type": "object", "required": ["href", "rel"]}},
    },
}

pytestmark = pytest.mark.usefixtures("atlas")


def test_the_catalogue_is_a_collection_of_records() -> None:
    described = get(CATALOGUE)
    assert described["itemType"] == "record"
    assert described in get("/ogc/collections")["collections"]
    base = "http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/"
    assert base + "record-api" in get("/ogc/conformance")["conformsTo"]


def test_every_edition_every_file_and_every_interface_has_a_record() -> None:
    answer = get(ITEMS)
    for record in answer["features"]:
        jsonschema.validate(record, RECORD)
    files = ("places.parquet", "positions_share_alike.parquet")
    assert ids(ITEMS) == ["ogc-api", "json-api", "edition-1", *(f"edition-1-{n}" for n in files)]


def test_a_record_leads_to_the_file_and_its_licence() -> None:
    record = get(f"{ITEMS}/edition-1-positions_share_alike.parquet")
    assert record["properties"]["license"] == "ODbL-1.0"
    (file,) = [each for each in record["links"] if each["rel"] == "enclosure"]
    response = Client().get(file["href"].removeprefix("http://testserver"))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert (response.status_code, len(content)) == (200, file["length"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type=service", ["ogc-api", "json-api"]),
        ("type=service,dataset&limit=1", ["ogc-api"]),
        (
            "q=parquet",
            ["edition-1-places.parquet", "edition-1-positions_share_alike.parquet"],
        ),
        ("q=share-alike%20positions,json&type=service", ["json-api"]),
        ("ids=edition-1,none", ["edition-1"]),
        ("externalIds=x", []),
        ("datetime=2026-11-22&q=share-alike", ["edition-1-positions_share_alike.parquet"]),
        ("datetime=2020-01-01", []),
        ("bbox=10,50,12,51&type=service", ["ogc-api", "json-api"]),
        ("bbox=-60,-50,-59,-49", []),
        ("filter=title%20LIKE%20'%25OGC%25'", ["ogc-api"]),
    ],
)
def test_records_are_found_by_word_kind_name_time_and_place(query: str, found: list[str]) -> None:
    assert ids(f"{ITEMS}?{query}") == found


def test_what_is_no_kind_is_nothing_and_what_is_no_parameter_is_refused() -> None:
    assert ids(f"{ITEMS}?type=castle") == []
    refused(f"{ITEMS}?colour=red", code="UnknownParameter")


def test_owslib_reads_the_catalogue(site: str, atlas: Path) -> None:
    client = Records(f"{site}/ogc/")
    assert client.records() == ["catalogue"]
    answer: dict[str, Any] = client.collection_items("catalogue", q="OGC")
    assert [record["id"] for record in answer["features"]] == ["ogc-api"]
    assert client.collection_item("catalogue", "edition-1")["id"] == "edition-1"
