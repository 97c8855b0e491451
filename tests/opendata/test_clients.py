"""Programs of others read the interfaces over HTTP: GDAL (through pyogrio) and OWSLib.

GDAL runs in a process of its own: while it waits for an answer it lets nobody else in its process
work, and the server of the tests stands in ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from owslib.ogcapi.features import Features

from inducult.places.records import Record

GDAL = """
import json, sys, pyogrio
source, layer, asked = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
if not layer:
    print(json.dumps([name for name, kind in pyogrio.list_layers(source)]))
else:
    if "bbox" in asked:
        asked["bbox"] = tuple(asked["bbox"])
    meta, _ids, _shapes, fields = pyogrio.raw.read(source, layer=layer, **asked)
    columns = {n: [str(v) for v in f] for n, f in zip(meta["fields"], fields)}
    print(json.dumps({"crs": meta["crs"], "kind": meta["geometry_type"], "columns": columns}))
"""


def gdal(site: str, layer: str = "", **asked: Any) -> Any:
    """What GDAL reads of a layer, or the names of all."""
    command = [sys.executable, "-c", GDAL, f"OAPIF:{site}/ogc/", layer, json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_gdal_lists_the_collections(site: str) -> None:
    assert gdal(site) == ["places", "offers", "events", "regions", "catalogue"]


def test_gdal_reads_every_place_page_by_page(site: str, real_records: list[Record]) -> None:
    read = gdal(site, "places")
    assert sorted(read["columns"]["slug"]) == sorted(record["slug"] for record in real_records)
    assert 'AUTHORITY["OGC","CRS84"]' in read["crs"]
    assert read["kind"] == "Point"


def test_gdal_hands_its_box_and_filter_on(site: str) -> None:
    in_box = gdal(site, "places", bbox=[12, 50, 13.5, 51])["columns"]["slug"]
    german = gdal(site, "places", where="country = 'DE'")["columns"]["country"]
    assert 0 < len(in_box) < 382
    assert set(german) == {"DE"}


def test_gdal_reads_the_outlines_of_regions(site: str) -> None:
    assert len(gdal(site, "regions")["columns"]["name"]) == 8


def test_owslib_finds_and_reads_the_collections(site: str) -> None:
    client = Features(f"{site}/ogc/")
    assert client.feature_collections() == ["places", "offers", "events", "regions"]
    answer = client.collection_items("places", bbox=[12, 50, 13.5, 51], limit=5)
    assert (answer["numberReturned"], len(answer["features"])) == (5, 5)
    identifier = answer["features"][0]["id"]
    assert client.collection_item("places", identifier)["id"] == identifier
    assert "country" in client.collection_queryables("places")["properties"]
    assert client.api()["openapi"] == "3.0.3"
    german = client.collection_items("places", filter="country='DE'", limit=1)
    assert german["features"][0]["properties"]["country"] == "DE"


def test_owslib_is_told_what_is_wrong(site: str) -> None:
    with pytest.raises(RuntimeError, match="bbox"):
        Features(f"{site}/ogc/").collection_items("places", bbox=[1, 2, 3])
