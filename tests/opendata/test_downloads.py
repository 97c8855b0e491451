"""Downloads: every dialect holds the same places, says whose they are, and is the same twice.

The readers are strangers: GDAL (pyogrio), frictionless, openpyxl, pyarrow, geoparquet-io, an XML
parser, SQLite.
"""

from __future__ import annotations

import csv
import dataclasses
import gzip
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import duckdb_extension_spatial
import jsonschema
import mapbox_vector_tile
import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
from django.core.management import call_command
from django.test import Client
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from inducult.catalogue import withdrawals
from inducult.catalogue.edition import Edition
from inducult.catalogue.editions import folder_of
from inducult.catalogue.filters import Filter
from inducult.catalogue.publication import publish
from inducult.catalogue.withdrawals import Withdrawn
from inducult.opendata.downloads import sheets
from inducult.opendata.downloads.archive import number_of
from inducult.opendata.downloads.dialects import DIALECTS
from inducult.opendata.downloads.taking import Taking
from inducult.places.records import Record

SCHEMA = Path(__file__).parent / "schemas" / "geoparquet" / "schema.json"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KML, GPX = "{http://www.opengis.net/kml/2.2}", "{http://www.topografix.com/GPX/1/1}"
ATTRIBUTION = "InduCult network, edition 1, CC BY 4.0, https://atlas.example/editions/1"


@pytest.fixture(scope="module")
def edition(real_records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The real places, one of them without a position, and one that is called like a formula."""
    lost = {**real_records[0], "position": None}
    names = [{**real_records[1]["names"][0], "text": "=cmd|' /C calc'!A0"}]
    records = [lost, {**real_records[1], "names": names}, *real_records[2:]]
    data = tmp_path_factory.mktemp("downloads")
    publish(data, map(json.dumps, records), at=NOON)
    return Edition(folder_of(data) / "1", number=1)


def taking(edition: Edition, wanted: Filter = Filter()) -> Taking:  # noqa: B008 -- frozen
    return Taking(edition, wanted, NOON, "https://atlas.example")


@pytest.fixture(scope="module")
def files(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every dialect of everything."""
    folder = tmp_path_factory.mktemp("files")
    made = {ending: folder / f"places.{ending}" for ending in DIALECTS}
    for ending, file in made.items():
        DIALECTS[ending].write(taking(edition), file)
    return made


# --- the readers ----------------------------------------------------------------------------------
def in_geojson(file: Path) -> list[str]:
    return [each["id"] for each in json.loads(file.read_text(encoding="utf-8"))["features"]]


def in_csv(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive, archive.open("places.csv") as stream:
        return [row["id"] for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8"))]


def in_xlsx(file: Path) -> list[str]:
    rows = openpyxl.load_workbook(file, read_only=True)["Places"].iter_rows(values_only=True)
    assert next(rows)[0] == "id"
    return [str(row[0]) for row in rows]


def by_gdal(file: Path) -> list[str]:
    return list(pyogrio.raw.read(file, layer="places", columns=["id"])[3][0])


def in_parquet(file: Path) -> list[str]:
    found: list[str] = pq.read_table(file)["id"].to_pylist()
    return found


def in_kml(file: Path) -> list[str]:
    marks = ElementTree.parse(file).getroot().iter(f"{KML}Placemark")  # noqa: S314 -- our own
    return [mark.attrib["id"][1:] for mark in marks]


def in_gpx(file: Path) -> list[str]:
    points = ElementTree.parse(file).getroot().iter(f"{GPX}wpt")  # noqa: S314 -- our own
    links = (point.find(f"{GPX}link") for point in points)
    return [link.attrib["href"].rpartition("/")[2] for link in links if link is not None]


def in_pmtiles(file: Path) -> list[str]:
    """All single places of the deepest zoom; piles count as many as they say."""
    found: list[str] = []
    for feature in deepest_features(file):
        found += [feature.get("id", "pile")] * feature["count"]
    return found


def deepest_features(file: Path) -> Iterator[dict[str, Any]]:
    for (zoom, _x, _y), content in tiles_of(file):
        if zoom == 12:
            for feature in mapbox_vector_tile.decode(content)["places"]["features"]:
                yield feature["properties"]


READERS = {
    "geojson": in_geojson,
    "gpkg": by_gdal,
    "parquet": in_parquet,
    "fgb": by_gdal,
    "csv.zip": in_csv,
    "xlsx": in_xlsx,
    "kml": in_kml,
    "gpx": in_gpx,
    "pmtiles": in_pmtiles,
}
ON_EARTH_ONLY = ("gpx", "pmtiles", "fgb")  # waypoints, tiles and an index need a position


@pytest.mark.parametrize("ending", DIALECTS)
def test_every_dialect_holds_every_place_once(
    files: dict[str, Path], edition: Edition, ending: str
) -> None:
    found = READERS[ending](files[ending])
    every = set(edition.all_ids())
    if ending in ON_EARTH_ONLY:
        every = {each for each in every if edition.place(each)["position"]}  # type: ignore[index]
    assert len(found) == len(every)
    assert set(found) - every <= {"pile"}
    if ending in ON_EARTH_ONLY:
        told = said_in(files[ending], ending)
        assert "1 of the places have no known position and are not in this file" in told


@pytest.mark.parametrize("ending", DIALECTS)
def test_the_same_content_is_the_same_bytes(
    edition: Edition, files: dict[str, Path], ending: str, tmp_path: Path
) -> None:
    later = tmp_path / f"again.{ending}"
    time.sleep(0.01)
    DIALECTS[ending].write(taking(edition), later)
    assert later.read_bytes() == files[ending].read_bytes()


@pytest.mark.parametrize("ending", DIALECTS)
def test_a_filter_narrows_every_dialect_alike(
    edition: Edition, ending: str, tmp_path: Path
) -> None:
    wanted = Filter(theme=("MIN",), region=("leoben",))
    file = tmp_path / f"some.{ending}"
    DIALECTS[ending].write(taking(edition, wanted), file)
    total = edition.search(wanted, language="en", moment=NOON).total
    assert 0 < total < len(edition)
    assert len(READERS[ending](file)) == total


@pytest.mark.parametrize("ending", DIALECTS)
def test_nothing_found_is_an_empty_file_that_can_be_read(
    edition: Edition, ending: str, tmp_path: Path
) -> None:
    file = tmp_path / f"none.{ending}"
    DIALECTS[ending].write(taking(edition, Filter(region=("nowhere",))), file)
    assert READERS[ending](file) == []


@pytest.mark.parametrize("ending", DIALECTS)
def test_every_file_says_licence_and_whom_to_name(files: dict[str, Path], ending: str) -> None:
    told = said_in(files[ending], ending)
    assert ATTRIBUTION in told
    assert (
        "CC-BY-4.0" in told
        or "creativecommons.org/licenses/by/4.0" in told
        or (ending == "fgb" and "CC BY 4.0" in told)
    )


def said_in(file: Path, ending: str) -> str:
    if ending in ("csv.zip", "xlsx"):
        with zipfile.ZipFile(file) as archive:
            return "".join(archive.read(name).decode() for name in archive.namelist())
    if ending == "pmtiles":
        raw = file.read_bytes()
        at, size = (int.from_bytes(raw[n : n + 8], "little") for n in (24, 32))
        return gzip.decompress(raw[at : at + size]).decode()
    return file.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "csv.zip", "xlsx", "kml", "parquet", "fgb"])
def test_each_place_names_its_sources(
    files: dict[str, Path], real_records: list[Record], ending: str
) -> None:
    url = real_records[5]["sources"][0]["url"]
    if ending in ("gpkg", "fgb"):
        told = " ".join(pyogrio.raw.read(files[ending], layer="places", columns=["sources"])[3][0])
    elif ending == "parquet":
        told = str(pq.read_table(files[ending], columns=["sources"]).to_pylist())
    else:
        told = said_in(files[ending], ending).replace("&amp;", "&")
    assert url in told


# --- each dialect by its own judge ----------------------------------------------------------------
def test_geojson_is_as_the_standard_has_it(files: dict[str, Path]) -> None:
    told = json.loads(files["geojson"].read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    assert "crs" not in told
    west, south, east, north = told["bbox"]
    for each in told["features"]:
        assert (each["type"], sorted(each)) == (
            "Feature",
            ["geometry", "id", "properties", "type"],
        )
        if each["geometry"]:
            lon, lat = each["geometry"]["coordinates"]
            assert west <= lon <= east and south <= lat <= north
            assert max(len(str(side).partition(".")[2]) for side in (lon, lat)) <= 7


def test_geopackage_has_index_metadata_and_a_style_and_is_sound(files: dict[str, Path]) -> None:
    assert pyogrio.read_info(files["gpkg"], layer="places")["crs"] == "EPSG:4326"
    with sqlite3.connect(f"file:{files['gpkg']}?mode=ro", uri=True) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master")}
        assert {"rtree_places_geom", "gpkg_metadata", "layer_styles"} <= tables
        style = base.execute("SELECT styleQML, styleSLD, useAsDefault FROM layer_styles").fetchone()
        for text in style[:2]:
            ElementTree.fromstring(text)  # noqa: S314 -- our own
        changed = set(base.execute("SELECT last_change FROM gpkg_contents"))
        assert changed == {("2026-11-22T12:00:00.000Z",)}
    base.close()


def home_with_spatial(home: Path) -> dict[str, str]:
    """An environment in which geoparquet-io finds the extension of DuckDB without a network."""
    platform = f".duckdb/extensions/v{duckdb.__version__}/linux_amd64"
    (home / platform).mkdir(parents=True)
    extensions = Path(duckdb_extension_spatial.__file__).parent / "extensions"
    shutil.copy(extensions / f"v{duckdb.__version__}" / "spatial.duckdb_extension", home / platform)
    return {**os.environ, "HOME": str(home)}


def test_geoparquet_passes_schema_and_the_check_of_geoparquet_io(
    files: dict[str, Path], tmp_path: Path
) -> None:
    geo = json.loads(pq.read_schema(files["parquet"]).metadata[b"geo"])
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    schema["properties"]["version"]["const"] = "1.1.0"  # the file at hand is that of 2.0-dev
    jsonschema.validate(geo, schema)
    command = [str(Path(sys.executable).parent / "gpio"), "check", "all", str(files["parquet"])]
    home = home_with_spatial(tmp_path)
    done = subprocess.run(command, env=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout, done.stdout


def test_flatgeobuf_finds_by_its_index(files: dict[str, Path], edition: Edition) -> None:
    box = (12.4, 50.6, 12.6, 50.8)
    found = pyogrio.raw.read(files["fgb"], bbox=box, columns=["id"])[3][0]
    inside = edition.search(Filter(bbox=box), language="en", moment=NOON).total
    assert len(found) == inside > 0


def test_the_package_of_csv_is_valid_for_frictionless(
    files: dict[str, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(files["csv.zip"]) as archive:
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []


def test_what_a_spreadsheet_takes_for_a_formula_is_harmless(
    files: dict[str, Path], real_records: list[Record]
) -> None:
    with zipfile.ZipFile(files["csv.zip"]) as archive:
        table = archive.read("places.csv").decode()
    assert "'=cmd|' /C calc'!A0" in table
    assert re.findall(r'(?:^|,)"?[=+@]', table, flags=re.MULTILINE) == []
    sheet = openpyxl.load_workbook(files["xlsx"])["Places"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    formula = next(cell for cell in cells if str(cell.value).startswith("=cmd"))
    assert formula.quotePrefix


@given(st.text())
def test_no_text_stays_a_formula(text: str) -> None:
    assert not str(sheets.harmless(text)).startswith(sheets.FORMULA)


def test_gdal_reads_kml_and_gpx(files: dict[str, Path], edition: Edition) -> None:
    for ending in ("kml", "gpx"):
        names = {layer[0] for layer in pyogrio.list_layers(files[ending])}
        layer = "waypoints" if ending == "gpx" else next(iter(names))
        assert len(pyogrio.raw.read(files[ending], layer=layer)[2]) == len(
            READERS[ending](files[ending])
        )


def tiles_of(file: Path) -> Iterator[tuple[tuple[int, int, int], bytes]]:
    """Every tile of an archive: a second reading of the standard, apart from the writer."""
    raw = file.read_bytes()
    numbers = [int.from_bytes(raw[at : at + 8], "little") for at in range(8, 96, 8)]
    root, size, _meta, _meta_size, leaves, _leaves_size, data = numbers[:7]
    waiting = [(root, size)]
    by_number = {
        number_of(z, x, y): (z, x, y)
        for z in range(4)
        for x in range(1 << z)
        for y in range(1 << z)
    }
    while waiting:
        at, length = waiting.pop()
        for tile, offset, long, run in entries(gzip.decompress(raw[at : at + length])):
            if not run:
                waiting.append((leaves + offset, long))
                continue
            place = by_number.get(tile) or place_of(tile)
            yield place, gzip.decompress(raw[data + offset : data + offset + long])


def entries(directory: bytes) -> Iterator[tuple[int, int, int, int]]:
    numbers = list(varints(directory))
    count, columns = numbers[0], numbers[1:]
    tiles, runs, sizes, offsets = (columns[n * count : (n + 1) * count] for n in range(4))
    tile = at = 0
    for n in range(count):
        tile += tiles[n]
        at = offsets[n] - 1 if offsets[n] else at + sizes[n - 1]
        yield tile, at, sizes[n], runs[n]


def varints(raw: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in raw:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0


def place_of(tile: int) -> tuple[int, int, int]:
    """Zoom, column and row of a tile number (Hilbert curve, from the number to the place)."""
    zoom = 0
    while tile >= 1 << 2 * zoom:
        tile -= 1 << 2 * zoom
        zoom += 1
    x = y = 0
    side = 1
    while side < 1 << zoom:
        right, down = 1 & (tile // 2), 1 & (tile ^ (tile // 2))
        if not down:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y, tile, side = x + side * right, y + side * down, tile // 4, side * 2
    return zoom, x, y


@given(st.integers(0, 14).flatmap(lambda z: st.tuples(st.just(z), *[st.integers(0, 2**z - 1)] * 2)))
def test_numbers_of_tiles_lead_back_to_the_tile(tile: tuple[int, int, int]) -> None:
    assert place_of(number_of(*tile)) == tile


def test_gdal_reads_the_tiles(files: dict[str, Path]) -> None:
    assert pyogrio.read_info(files["pmtiles"])["driver"] == "PMTiles"
    assert len(pyogrio.raw.read(files["pmtiles"])[2]) > 0


# --- on pages -------------------------------------------------------------------------------------
def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_page_offers_the_result_with_sizes_and_each_link_gives_it(
    client: Client, atlas: Path
) -> None:
    told = client.get("/en/downloads/?theme=MIN&region=leoben").content.decode()
    links = re.findall(r'href="(/downloads/1/[^"]+)"', told)
    assert len(links) == len(DIALECTS)
    assert told.count("KB") + told.count("MB") == len(DIALECTS)
    total = re.search(
        r'id="result-count">(\d+)<',
        client.get("/en/places/?theme=MIN&region=leoben").content.decode(),
    )
    assert total is not None
    assert f"{total.group(1)} places of edition 1" in told
    for link in links:
        response = client.get(link.replace("&amp;", "&"))
        assert response.status_code == 200
        assert "attachment" in response["Content-Disposition"]
        assert len(body(response)) > 100
        again = client.get(link.replace("&amp;", "&"), HTTP_IF_NONE_MATCH=response["ETag"])
        assert again.status_code == 304


def test_map_and_list_lead_to_the_downloads_of_their_result(client: Client, atlas: Path) -> None:
    for page in ("map", "places"):
        told = client.get(f"/en/{page}/?theme=MIN").content.decode()
        assert '<a href="/en/downloads/?theme=MIN">Take this result away</a>' in told


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/downloads/1/places.doc", 404),
        ("/downloads/9/places.geojson", 404),
        ("/downloads/1/places.geojson?bbox=1,2,3", 400),
        ("/downloads/1/places.geojson?theme=NONSENSE", 400),
        ("/downloads/1/places.geojson?open=yesterday", 400),
    ],
)
def test_what_cannot_be_taken_is_refused(
    client: Client, atlas: Path, address: str, status: int
) -> None:
    response = client.get(address)
    assert response.status_code == status


@pytest.mark.django_db(transaction=True)
def test_large_ones_are_written_behind_the_page(
    client: Client, register: list[Record], settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    settings.DATA = tmp_path
    publish(tmp_path, map(json.dumps, register), at=NOON)
    slow = dataclasses.replace(DIALECTS["csv.zip"], at_once=1)
    monkeypatch.setitem(DIALECTS, "csv.zip", slow)
    address = "/downloads/1/places.csv.zip"
    for _again in range(2):
        response = client.get(address)
        assert (response.status_code, response["Retry-After"]) == (202, "20")
    call_command("worker", batch=True)
    response = client.get(address)
    assert response.status_code == 200
    (tmp_path / "got.zip").write_bytes(body(response))
    assert len(in_csv(tmp_path / "got.zip")) == len(register)


def test_no_more_than_fifty_large_ones_wait(
    client: Client, atlas: Path, settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    slow = dataclasses.replace(DIALECTS["gpx"], at_once=1)
    monkeypatch.setitem(DIALECTS, "gpx", slow)
    asked = [f"/downloads/1/places.gpx?year={1850 + number}" for number in range(52)]
    statuses = [client.get(address).status_code for address in asked]
    assert statuses == [202] * 50 + [503] * 2


def test_a_withdrawn_place_leaves_the_downloads_that_were_made_before(
    client: Client, register: list[Record], settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    publish(tmp_path, map(json.dumps, register), at=NOON)
    gone, address = register[0], "/downloads/1/places.geojson"
    assert gone["id"] in body(client.get(address)).decode()
    listed = [Withdrawn(gone["id"], NOON, "privacy")]
    withdrawals.keep_list(tmp_path, lambda: listed)
    told = body(client.get(address)).decode()
    assert gone["id"] not in told
    assert len(json.loads(told)["features"]) == len(register) - 1
    stored = [file.read_text() for file in (tmp_path / "downloads").rglob("*.geojson")]
    assert [gone["id"] in text for text in stored] == [False]


def test_the_oldest_downloads_make_room(
    client: Client, atlas: Path, settings: Any, tmp_path: Path, real_records: list[Record]
) -> None:
    settings.DATA, settings.DOWNLOADS_MB = tmp_path, 1
    publish(tmp_path, map(json.dumps, real_records), at=NOON)
    for country in ("", "?country=DE", "?country=AT", "?time=past"):
        body(client.get(f"/downloads/1/places.kml{country}"))
    sizes = [file.stat().st_size for file in (tmp_path / "downloads").rglob("*.kml")]
    assert 0 < sum(sizes) <= 1_000_000
