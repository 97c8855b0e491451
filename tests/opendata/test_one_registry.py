"""One registry, many dialects: each holds the same places, and none that is not published."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
from django.test import Client

from inducult.catalogue.publication import publish
from inducult.places.models import Place
from inducult.places.records import Record, record_of
from tests.opendata.test_downloads import in_pmtiles

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOT = Callable[[str], bytes]


def lines_of(pattern: str, text: str) -> list[str]:
    return re.findall(pattern, text)


def ids_in(get: GOT, folder: Path) -> dict[str, list[str]]:
    """The identifiers of all places in every dialect; PMTiles only counts piles."""

    def text(address: str) -> str:
        return get(address).decode()

    def file(ending: str) -> Path:
        made = folder / f"places.{ending}"
        made.write_bytes(get(f"/downloads/1/places.{ending}"))
        return made

    def harvested(prefix: str) -> list[str]:
        found: list[str] = []
        query = f"metadataPrefix={prefix}"
        while query:
            told = text(f"/oai?verb=ListRecords&{query}")
            found += lines_of(r"<header><identifier>[^<]*:([^<:]+)</identifier>", told)
            token = re.search(r"<resumptionToken[^>]*>([^<]+)<", told)
            query = f"resumptionToken={token.group(1)}" if token else ""
        return found

    with zipfile.ZipFile(file("csv.zip")) as archive:
        table = archive.read("places.csv").decode().splitlines()
    sheet = openpyxl.load_workbook(file("xlsx"), read_only=True)["Places"]
    query = "SELECT ?p { ?p a <http://www.cidoc-crm.org/cidoc-crm/E53_Place> }"
    return {
        "edition": pq.read_table(io.BytesIO(get("/editions/1/files/places.parquet")))[
            "id"
        ].to_pylist(),
        "ogc": [
            f["id"]
            for f in json.loads(text("/ogc/collections/places/items?limit=1000"))["features"]
        ],
        "geojson": [f["id"] for f in json.loads(text("/downloads/1/places.geojson"))["features"]],
        "gpkg": list(pyogrio.raw.read(file("gpkg"), layer="places", columns=["id"])[3][0]),
        "fgb": list(pyogrio.raw.read(file("fgb"), columns=["id"])[3][0]),
        "parquet": pq.read_table(file("parquet"))["id"].to_pylist(),
        "csv": [line.partition(",")[0] for line in table[1:] if re.match(r"[0-9a-z]{10},", line)],
        "xlsx": [str(row[0]) for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)],
        "kml": lines_of(r'<Placemark id="p([^"]+)"', text("/downloads/1/places.kml")),
        "gpx": lines_of(r'<link href="[^"]*/id/([^"]+)"', text("/downloads/1/places.gpx")),
        "oai_dc": harvested("oai_dc"),
        "edm": harvested("edm"),
        "sparql": lines_of(r"/id/([0-9a-z]+)", text(f"/sparql?query={query}")),
    }


def test_every_dialect_has_the_same_places(
    client: Client, atlas: Path, real_records: list[Record], tmp_path: Path
) -> None:
    every = sorted(record["id"] for record in real_records)
    found = ids_in(getting(client), tmp_path)
    assert {name: len(ids) for name, ids in found.items()} == dict.fromkeys(found, len(every))
    assert [name for name, ids in found.items() if sorted(ids) != every] == []
    tiles = tmp_path / "places.pmtiles"
    tiles.write_bytes(getting(client)("/downloads/1/places.pmtiles"))
    assert len(in_pmtiles(tiles)) == len(every)
    maps = getting(client)("/sitemap-1.xml").decode()
    assert maps.count("/en/places/") == len(every)


def getting(client: Client) -> GOT:
    def get(address: str) -> bytes:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        if response.streaming:
            return b"".join(response.streaming_content)  # type: ignore[attr-defined]
        return bytes(response.content)

    return get


QUERY = "q=kopalnia+w%C4%99gla&time=past"
QUERY_OGC = QUERY.replace("time=", "times=")  # the property of that name


def test_one_query_finds_the_same_places_by_every_way(client: Client, atlas: Path) -> None:
    """Page, map, tile, JSON, interface, export and the counts beside them."""
    get = getting(client)
    listed = re.findall(r'id="result-count">(\d+)<', get(f"/en/places/?{QUERY}").decode())
    shown = json.loads(get(f"/downloads/1/places.geojson?{QUERY}"))["features"]
    told = json.loads(get(f"/api/v1/places?{QUERY}&limit=500"))
    served = json.loads(get(f"/ogc/collections/places/items?{QUERY_OGC}&limit=500"))
    tile = mapbox_vector_tile.decode(get(f"/tiles/1/0/0/0.mvt?{QUERY}"))["places"]["features"]
    ids = sorted(feature["id"] for feature in shown)
    assert ids
    assert sorted(place["id"] for place in told["items"]) == ids
    assert sorted(feature["id"] for feature in served["features"]) == ids
    counts = {
        "list": int(listed[0]),
        "map": int(re.findall(r'id="result-count">(\d+)<', get(f"/pl/map/?{QUERY}").decode())[0]),
        "tile": sum(feature["properties"]["count"] for feature in tile),
        "interface": served["numberMatched"],
    }
    assert counts == dict.fromkeys(counts, len(ids))


def test_nothing_that_is_not_published_is_in_any_dialect(
    client: Client, register: list[Record], settings: Any, tmp_path: Path
) -> None:
    """A published place with a change that nobody has published, and a draft beside it."""
    settings.DATA = tmp_path
    shown = [record_of(Place.objects.get(identifier=record["id"])) for record in register]
    publish(tmp_path, map(json.dumps, shown), at=NOON)
    Place.objects.filter(identifier=register[0]["id"]).update(operator="SECRETOPERATOR")
    Place.objects.create(identifier="secretdraf", slug="secret-draft")
    addresses = [
        *(f"/downloads/1/places.{ending}" for ending in ("geojson", "kml", "gpx")),
        *("/ogc/collections/places/items?limit=1000", "/catalog.ttl", "/feeds/changes.atom"),
        *("/feeds/changes.rss", "/feeds/events.ics", "/sitemap-1.xml", "/en/editions/1/"),
        *(
            "/oai?verb=ListRecords&metadataPrefix=edm",
            "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        ),
        *(
            f"/data/places/{register[0]['id']}.{kind}"
            for kind in ("ttl", "jsonld", "nt", "art.json")
        ),
        "/sparql?query=SELECT * { ?s ?p ?o }",
        "/en/downloads/",
    ]
    for address in addresses:
        told = getting(client)(address).decode().lower()
        assert [word for word in ("secret", "secretdraf") if word in told] == [], address


@pytest.mark.parametrize(
    "address",
    [
        "/id/{}",
        *("/data/places/{}.ttl", "/data/places/{}.art.json", "/data/places/{}/phases/1"),
        "/oai?verb=GetRecord&metadataPrefix=edm&identifier=oai:testserver:{}",
        "/en/downloads/?q={}",
        "/ogc/collections/places/items/{}",
    ],
)
def test_a_draft_is_answered_like_a_place_that_never_was(
    client: Client, register: list[Record], address: str
) -> None:
    Place.objects.create(identifier="secretdraf", slug="secret-draft")
    draft, never = (client.get(address.format(word)) for word in ("secretdraf", "neverwas00"))
    assert draft.status_code == never.status_code
    one, other = (
        re.sub(r"secretdraf|neverwas00|\d\d:\d\d:\d\dZ", "", each.content.decode())
        for each in (draft, never)
    )
    assert one == other
