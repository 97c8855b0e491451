"""The GeoParquet of an edition, opened by strangers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_spatial
import geopandas
import pyarrow.parquet as pq
import pytest

from inducult.catalogue.edition import Edition
from inducult.places.records import Record


@pytest.fixture(scope="module")
def places(real_edition: Edition) -> Path:
    return real_edition.folder / "places.parquet"


@pytest.fixture(scope="module")
def engine() -> duckdb.DuckDBPyConnection:
    folder = Path(duckdb_extension_spatial.__file__).parent / "extensions"
    extension = folder / f"v{duckdb.__version__}" / "spatial.duckdb_extension"
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
    connection.execute(f"LOAD '{extension}'")
    return connection


def test_duckdb_reads_positions_as_geometry(
    engine: duckdb.DuckDBPyConnection, places: Path, real_records: list[Record]
) -> None:
    rows = engine.execute(
        "SELECT id, st_x(geometry), st_y(geometry) FROM read_parquet(?)", [str(places)]
    ).fetchall()
    positions = {record["id"]: record["position"] or {} for record in real_records}
    assert {id_: (x, y) for id_, x, y in rows} == {
        id_: (position.get("lon"), position.get("lat")) for id_, position in positions.items()
    }


def test_geopandas_reads_it_with_its_coordinates(places: Path, real_records: list[Record]) -> None:
    frame = geopandas.read_parquet(places)
    assert len(frame) == len(real_records)
    assert frame.crs.to_string() == "OGC:CRS84"
    assert set(frame.geom_type.dropna()) == {"Point"}


def test_a_box_is_found_without_reading_geometry(places: Path) -> None:
    some = geopandas.read_parquet(places, bbox=(5.0, 50.8, 5.8, 51.2))
    assert set(some["country"]) == {"BE"}


def test_it_says_that_it_is_geoparquet(places: Path) -> None:
    geo = json.loads(pq.read_schema(places).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    column = geo["columns"][geo["primary_column"]]
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["Point"]
    assert column["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    west, south, east, north = column["bbox"]
    assert west < east
    assert south < north


def test_every_record_is_in_it_but_for_share_alike_positions(
    places: Path, real_records: list[Record]
) -> None:
    kept = [json.loads(text) for text in pq.read_table(places)["record"].to_pylist()]
    expected = [{**record, "share_alike_position": None} for record in real_records]
    assert sorted(kept, key=_id) == sorted(expected, key=_id)


def test_share_alike_positions_lie_apart_with_their_licence(
    real_edition: Edition, real_records: list[Record]
) -> None:
    table = pq.read_table(real_edition.folder / "positions_share_alike.parquet")
    apart = {r["id"]: r["share_alike_position"] for r in real_records if r["share_alike_position"]}
    assert apart
    assert set(table["id"].to_pylist()) == set(apart)
    assert set(table["licence"].to_pylist()) == {p["licence"] for p in apart.values()}


def test_columns_are_lists_for_people(places: Path, real_records: list[Record]) -> None:
    table = pq.read_table(places, columns=["id", "types", "times", "regions", "first_years"])
    rows = {row["id"]: row for row in table.to_pylist()}
    for record in real_records:
        row = rows[record["id"]]
        assert row["types"] == sorted(set(record["types"]))
        assert row["regions"] == sorted({region["code"] for region in record["regions"]})


def test_rows_lie_in_the_order_of_the_map(places: Path) -> None:
    """Neighbours lie together: a step from row to row is short as a rule."""
    frame = geopandas.read_parquet(places).dropna(subset=["geometry"])
    steps = frame.geometry.to_crs(3857).distance(frame.geometry.to_crs(3857).shift())
    assert steps.median() < 20_000
    assert steps.isna().sum() == 1


def _id(record: dict[str, Any]) -> str:
    return str(record["id"])
