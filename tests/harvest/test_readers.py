"""Every format gives the same rows; a spoilt file gives one sentence with file, row and reason."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.harvest.actions import Failed, harvest
from inducult.harvest.limits import MOST_DEPTH, MOST_ROWS
from inducult.harvest.models import Received, Suggestion
from inducult.harvest.readers import SUFFIXES, read
from inducult.harvest.readers.oai import resumption
from inducult.harvest.rows import Row, Unreadable
from inducult.places.records import Record
from tests.harvest.files import (
    NAMES,
    POINTS,
    WHOLE,
    csv_file,
    oai_text,
    osm_file,
    overpass_file,
    shape_file,
    xlsx_file,
)
from tests.harvest.lists import HARVESTER, recipe

KEYS = ("Name", "name", "label", "title")


def rows(file: Path, reader: str = "") -> list[Row]:
    return list(read(file, reader))


def named(row: Row) -> str:
    return next(str(row.values[key]) for key in KEYS if key in row.values)


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_every_format_gives_names_and_positions(kind: str, tmp_path: Path) -> None:
    reader, make = WHOLE[kind]
    found = {named(row): row for row in rows(make(tmp_path), reader) if named(row) in NAMES}
    assert set(found) == set(NAMES)
    places = [(float(found[n].values["lon"]), float(found[n].values["lat"])) for n in NAMES]
    assert places == [pytest.approx(point, abs=1e-6) for point in POINTS]
    assert [row.number for row in found.values()] == sorted(row.number for row in found.values())


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_what_is_read_can_be_kept_as_json(kind: str, tmp_path: Path) -> None:
    reader, make = WHOLE[kind]
    for row in rows(make(tmp_path), reader):
        assert json.loads(json.dumps(row.values)) == row.values


def test_every_ending_leads_to_a_reader_that_there_is(tmp_path: Path) -> None:
    file = tmp_path / "list.docx"
    file.write_bytes(b"x")
    with pytest.raises(Unreadable, match=r"list.docx: is of no kind that we read \(\.csv"):
        read(file)
    assert set(SUFFIXES.values()) <= {"csv", "xlsx", "shapes", "osm", "sparql", "oai", "jsonld"}


def test_a_number_stays_whole_where_another_row_has_none(tmp_path: Path) -> None:
    keys = [{"type": "Feature", "geometry": None, "properties": {"key": key}} for key in (7, None)]
    file = tmp_path / "list.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": keys}), encoding="utf-8")
    assert [row.values for row in rows(file)] == [{"key": 7}, {}]


def test_a_projected_geopackage_comes_in_degrees(tmp_path: Path) -> None:
    from pyproj import Transformer  # noqa: PLC0415 -- only here

    file = shape_file(tmp_path, ".gpkg", crs="EPSG:3857")
    lon, lat = (rows(file)[0].values[name] for name in ("lon", "lat"))
    back = Transformer.from_crs(4326, 3857, always_xy=True).transform(lon, lat)
    assert back == pytest.approx(POINTS[0], abs=0.01)


def test_the_values_of_a_record_of_europeana(tmp_path: Path) -> None:
    file = tmp_path / "page.xml"
    file.write_text(oai_text("next page"), encoding="utf-8")
    first = rows(file)[0].values
    assert (first["identifier"], first["title@de"]) == ("oai:x:1", NAMES[0])
    assert first["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert first["isShownAt"] == "https://example.org/1"
    assert (len(rows(file)), resumption(file)) == (3, "next page")


def test_a_way_stands_in_the_middle_of_its_frame(tmp_path: Path) -> None:
    way = rows(osm_file(tmp_path))[-1].values
    assert (way["osm_id"], way["lon"], way["lat"]) == ("way/1", 10.82, 49.91)


# --- spoilt files ---------------------------------------------------------------------------------
def refused(file: Path, reader: str = "") -> str:
    """The sentence with which a file is refused; it names the file and no path."""
    with pytest.raises(Unreadable) as said:
        rows(file, reader)
    assert str(said.value).startswith(file.name)
    assert str(file.parent) not in str(said.value)
    return str(said.value)


@pytest.mark.parametrize("kind", sorted(set(WHOLE) - {"csv"}))
@pytest.mark.parametrize("left", [0.3, 0.6, 0.95])
def test_half_a_file_is_refused_or_gives_whole_rows(kind: str, left: float, tmp_path: Path) -> None:
    """GDAL reads some formats as far as they go; what comes are whole rows all the same."""
    reader, make = WHOLE[kind]
    file = make(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * left)])
    try:
        found = rows(file, reader)
    except Unreadable as said:
        assert str(said).startswith(file.name)
        assert str(file.parent) not in str(said)
    else:
        assert all(named(row) in (*NAMES, "Sudhaus") for row in found)


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_an_empty_file_is_refused(kind: str, tmp_path: Path) -> None:
    reader, make = WHOLE[kind]
    file = make(tmp_path)
    file.write_bytes(b"")
    assert refused(file, reader) == f"{file.name}: is empty"


@pytest.mark.parametrize("kind", sorted(set(WHOLE) - {"csv"}))
def test_noise_is_refused(kind: str, tmp_path: Path) -> None:
    reader, make = WHOLE[kind]
    file = make(tmp_path)
    file.write_bytes(bytes(range(256)) * 40)
    assert refused(file, reader)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(1, 255)), min_size=1, max_size=6),
)
def test_a_file_with_flipped_bytes_never_breaks_the_program(
    tmp_path: Path, kind: str, flips: list[tuple[float, int]]
) -> None:
    reader, make = WHOLE[kind]
    folder = tmp_path / kind
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    file = make(folder)
    content = bytearray(file.read_bytes())
    for where, flipped in flips:
        content[int(where * len(content))] ^= flipped
    file.write_bytes(bytes(content))
    try:
        rows(file, reader)
    except Unreadable as said:
        assert str(said).startswith(file.name)


def test_a_table_in_another_encoding_names_the_row(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("Name\nBrauerei\nWeißbräu\n".encode("latin-1"))
    assert re.fullmatch(r"list.csv, row \d: is not in UTF-8 \(byte 0xdf\); .*", refused(file))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name,lon\nEins,1,2,3\n", "list.csv, row 1: has 4 cells under 2 column names"),
        ("Name,lon,lat\nEins,1,2\nZwei\n", "list.csv, row 2: ends in the middle (1 of 3 cells)"),
        ("Name,Name\nEins,Zwei\n", "list.csv: has two columns called 'Name'"),
        ("\n", "list.csv: has no row of column names"),
        ('Name,lon\n"Eins,1\n', "list.csv, row 1: cannot be read as a table"),
        ("Name,lon\n=HYPERLINK(1),1\n", "list.csv, row 1: 'Name' is a formula (=HYPERLINK(1))"),
        ("Name,lon\nEins\0,1\n", "list.csv, row 1:"),
    ],
)
def test_a_spoilt_table_names_the_row_and_the_reason(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    assert refused(file).startswith(said)


def test_a_spreadsheet_that_claims_ten_million_rows_is_read_to_its_end(tmp_path: Path) -> None:
    file = xlsx_file(tmp_path)
    _rewrite(file, "xl/worksheets/sheet1.xml", 'ref="A1:C4"', 'ref="A1:C10000000"')
    assert [row.values["Name"] for row in rows(file)] == list(NAMES)


def test_a_spreadsheet_with_a_formula_names_the_cell(tmp_path: Path) -> None:
    file = xlsx_file(tmp_path)
    import openpyxl  # noqa: PLC0415 -- only here

    book = openpyxl.load_workbook(file)
    book.active["A3"] = '=WEBSERVICE("http://example.org")'
    book.save(file)
    assert refused(file).startswith("breweries.xlsx, row 2: 'Name' is a formula")


def test_ten_million_rows_end_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inducult.harvest.limits.MOST_ROWS", 2)
    assert MOST_ROWS == 2_000_000
    assert (
        refused(csv_file(tmp_path))
        == "breweries.csv, row 3: holds more than 2 rows; give it in parts"
    )


def _rewrite(file: Path, member: str, old: str, new: str) -> None:
    """Change a text inside a zip."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[member].decode()
    parts[member] = parts[member].decode().replace(old, new).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_a_zip_bomb_is_not_unpacked(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"bomb{suffix}"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert "would unpack to 28 MB" in refused(file)


def test_a_zip_that_climbs_out_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "climb.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../etc/passwd", b"x")
    assert "points outside" in refused(file)


def test_a_packed_bomb_of_xml_ends_early(tmp_path: Path) -> None:
    file = tmp_path / "bomb.osm.gz"
    file.write_bytes(gzip.compress(b"<osm>" + b" " * 40_000_000))
    assert "far more than any honest file" in refused(file)


ENTITIES = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><osm><node id="1" lon="1" lat="1">
<tag k="name" v="&b;"/></node><x>&c;</x></osm>"""


@pytest.mark.parametrize("suffix", [".osm", ".xml", ".kml", ".gpx", ".gml"])
def test_entities_are_not_read(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"entities{suffix}"
    file.write_text(ENTITIES, encoding="utf-8")
    assert refused(file) == f"{file.name}: holds XML entities, which are not read"


@pytest.mark.parametrize("suffix", [".osm", ".xml", ".kml"])
def test_endless_depth_ends(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"deep{suffix}"
    file.write_text("<a>" * (MOST_DEPTH + 10) + "</a>" * (MOST_DEPTH + 10), encoding="utf-8")
    assert "nested deeper" in refused(file)


@pytest.mark.parametrize(
    ("suffix", "reader"), [(".json", "overpass"), (".srj", ""), (".jsonld", "")]
)
def test_endless_brackets_end(suffix: str, reader: str, tmp_path: Path) -> None:
    for depth in (MOST_DEPTH + 10, 200_000):
        file = tmp_path / f"deep{suffix}"
        file.write_text("[" * depth + "]" * depth, encoding="utf-8")
        assert "nested deeper" in refused(file, reader)


def test_an_answer_that_was_cut_by_the_server_is_refused(tmp_path: Path) -> None:
    file = overpass_file(tmp_path)
    told = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**told, "remark": "runtime error: timed out"}), encoding="utf-8")
    assert "the server gave up half-way: runtime error" in refused(file, "overpass")


def test_an_error_of_a_library_is_told(tmp_path: Path) -> None:
    file = tmp_path / "error.xml"
    file.write_text('<OAI-PMH><error code="badResumptionToken">gone</error></OAI-PMH>')
    assert refused(file) == "error.xml: the server answered badResumptionToken: gone"


def test_a_file_that_lies_about_its_kind_is_not_opened_by_another_reader(tmp_path: Path) -> None:
    """A GDAL recipe (VRT) in the clothes of GeoJSON could read any file of the server."""
    file = tmp_path / "list.geojson"
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n")
    layer = f"<SrcDataSource>{secret}</SrcDataSource>"
    file.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="secret">{layer}</OGRVRTLayer></OGRVRTDataSource>'
    )
    assert refused(file) == "list.geojson: is no GEOJSON file, whatever its name says"
    file.rename(tmp_path / "list.gml")
    assert "begins with <OGRVRTDataSource>" in refused(tmp_path / "list.gml")
    with zipfile.ZipFile(tmp_path / "list.zip", "w") as archive:
        archive.write(tmp_path / "list.gml", "list.vrt")
    assert "must hold one file of shapes" in refused(tmp_path / "list.zip")


def test_a_schema_that_a_file_names_is_not_fetched(tmp_path: Path) -> None:
    """GDAL would fetch it by itself, and pytest-socket sees what Python asks alone."""
    from pyogrio import get_gdal_config_option  # noqa: PLC0415 -- only here

    assert get_gdal_config_option("GML_DOWNLOAD_SCHEMA") == "NO"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "oai"])
def test_of_a_file_that_breaks_in_the_middle_nothing_is_suggested(
    register: list[Record], kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    good = "\n".join(f"k{n},Brauerei {n},brewery,10.9,49.{n}" for n in range(600))
    file.write_bytes(f"key,name,kind,lon,lat\n{good}\n".encode() + b"k,\xff,brewery,1,2\n")
    with pytest.raises(Failed, match=r"list.csv, row \d+: is not in UTF-8"):
        harvest(recipe(), file, by=HARVESTER)
    assert Suggestion.objects.count() == 0
    assert Received.objects.count() in (0, 500)
