"""Dialects of offices and analysts: GeoPackage, FlatGeobuf, GeoParquet.

GDAL writes the first two from a stream of batches. What would tell the hour of the writing is set
to the time of the edition. Sources: OGC GeoPackage 1.3 (12-128r17) and its style table as QGIS
reads it; GeoParquet 1.1.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from inducult.catalogue.schema import geo_metadata
from inducult.opendata.downloads.taking import BETWEEN, SCHEMA, SETS, Taking

GROUP: Final = 10_000  # rows of GeoParquet that are written together
LAYER: Final = "places"
GEOMETRY: Final = "geometry"
DCAT: Final = "http://www.w3.org/ns/dcat#"
# One line a metadata row and reference; the GeoPackage extension for metadata.
METADATA: Final = """
CREATE TABLE IF NOT EXISTS gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT,
  column_name TEXT, row_id_value INTEGER, timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""
CONTENTS: Final = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)
"""
EXTENSION: Final = """
INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)
VALUES (?, NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec121/#extension_metadata',
  'read-write')
"""
COLOURS: Final = (
    ("past", "past", "107,90,75"),
    ("present", "present", "209,125,47"),
    ("future", "future", "60,138,79"),
    ("", "not derived", "112,112,112"),
)


def write_flatgeobuf(taking: Taking, file: Path) -> None:
    """With a spatial index, for the web; the index has no room for places without a position."""
    told = f"{_told(taking)}{taking.left_out}"
    _write(taking, file, "FlatGeobuf", {"title": taking.title, "description": told}, placed=True)


def write_geopackage(taking: Taking, file: Path) -> None:
    """A layer with a style that QGIS takes up, and metadata with licence and attribution."""
    _write(taking, file, "GPKG", {"identifier": LAYER, "description": _told(taking)})
    at = taking.edition.changed_at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with sqlite3.connect(file) as base:
        base.executescript(METADATA)
        base.execute(CONTENTS, [at])
        told = json.dumps(taking.about, sort_keys=True)
        base.execute(
            "INSERT INTO gpkg_metadata VALUES (1, 'dataset', ?, 'application/json', ?)",
            [DCAT, told],
        )
        base.execute(
            "INSERT INTO gpkg_metadata_reference "
            "VALUES ('geopackage', NULL, NULL, NULL, ?, 1, NULL)",
            [at],
        )
        for table in ("gpkg_metadata", "gpkg_metadata_reference"):
            base.execute(EXTENSION, [table])
        base.execute(
            "INSERT INTO layer_styles VALUES (1, '', '', ?, 'geom', 'times', ?, ?, 1, "
            "'past, present, future', 'InduCult', NULL, ?)",
            [LAYER, _qml(), _sld(), at],
        )
        base.execute("UPDATE gpkg_contents SET last_change = ?", [at])
    base.close()


def write_geoparquet(taking: Taking, file: Path) -> None:
    """As the edition is: sets are lists, and a box for each place; a group of rows at a time."""
    extent = taking.edition.extent(taking.wanted, moment=taking.moment)
    about = {f"inducult:{name}": value for name, value in taking.about.items()}
    schema = _with_geometry(SCHEMA.empty_table().to_batches(), boxed=True).schema
    schema = schema.with_metadata({**geo_metadata(extent), **about})
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(taking.tables()):
            writer.write_table(_with_geometry(group, boxed=True).cast(schema))


def _groups(batches: Iterator[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= GROUP:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _write(
    taking: Taking, file: Path, driver: str, layer: dict[str, str], *, placed: bool = False
) -> None:
    """`placed` leaves out what has no position."""
    import pyogrio.raw  # noqa: PLC0415 -- brings pandas along, which every start would wait for

    tables = (_flat([batch]) for batch in taking.tables())
    kept = (table.filter(table[GEOMETRY].is_valid()) if placed else table for table in tables)
    stream = pa.RecordBatchReader.from_batches(
        _flat([]).schema, (batch for table in kept for batch in table.to_batches())
    )
    pyogrio.raw.write_arrow(
        stream,
        str(file),
        layer=LAYER,
        driver=driver,
        geometry_name=GEOMETRY,
        geometry_type="Point",
        crs="EPSG:4326",
        layer_options=layer,
    )


def _flat(batches: list[pa.RecordBatch]) -> pa.Table:
    """Columns with one text for a set: not every office reads lists."""
    table = _with_geometry(batches)
    for name in SETS:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, pc.binary_join(table[name], BETWEEN))
    return table.drop_columns(["lon", "lat"]).combine_chunks()


def _with_geometry(batches: list[pa.RecordBatch], *, boxed: bool = False) -> pa.Table:
    table = pa.Table.from_batches(batches, SCHEMA)
    lon, lat = (table[name].to_numpy() for name in ("lon", "lat"))
    known = np.isfinite(lon) & np.isfinite(lat)
    points: Any = np.full(len(lon), None, dtype=object)
    points[known] = shapely.to_wkb(shapely.points(lon[known], lat[known]))
    geometry = pa.array(points, pa.binary())
    if not boxed:
        return table.append_column(GEOMETRY, geometry)
    sides = [pa.array(side, pa.float64(), mask=~known) for side in (lon, lat, lon, lat)]
    names = ("xmin", "ymin", "xmax", "ymax")
    box = pa.StructArray.from_arrays(sides, names, mask=pa.array(~known))
    return table.append_column(GEOMETRY, geometry).append_column("bbox", box)


def _told(taking: Taking) -> str:
    return f"{taking.about['description']} {taking.attribution}"


def _qml() -> str:
    """A style for QGIS: a colour for each time; a place of several shows the first."""
    rules = "".join(
        f'<rule key="r{n}" symbol="{n}" label="{label}" filter="{_where(time)}"/>'
        for n, (time, label, _colour) in enumerate(COLOURS)
    )
    symbols = "".join(
        f'<symbol type="marker" name="{n}" alpha="1"><layer class="SimpleMarker" enabled="1">'
        f'<prop k="color" v="{colour},255"/><prop k="name" v="circle"/>'
        '<prop k="outline_color" v="255,255,255,255"/><prop k="size" v="2.6"/>'
        "</layer></symbol>"
        for n, (_time, _label, colour) in enumerate(COLOURS)
    )
    return (
        '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM"><qgis version="3.22">'
        f'<renderer-v2 type="RuleRenderer"><rules key="r">{rules}</rules>'
        f"<symbols>{symbols}</symbols></renderer-v2></qgis>"
    )


def _where(time: str) -> str:
    return f"&quot;times&quot; LIKE '{time}%'" if time else "ELSE"


def _sld() -> str:
    """The same for other programs (OGC Styled Layer Descriptor 1.0)."""
    rules = "".join(_sld_rule(*each) for each in COLOURS)
    return (
        '<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" version="1.0.0" '
        'xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name>places</Name><UserStyle>'
        f"<FeatureTypeStyle>{rules}</FeatureTypeStyle></UserStyle></NamedLayer>"
        "</StyledLayerDescriptor>"
    )


def _sld_rule(time: str, label: str, colour: str) -> str:
    red, green, blue = map(int, colour.split(","))
    where = "<ElseFilter/>"
    if time:
        where = (
            '<ogc:Filter><ogc:PropertyIsLike wildCard="*" singleChar="?" escape="!">'
            f"<ogc:PropertyName>times</ogc:PropertyName><ogc:Literal>{time}*</ogc:Literal>"
            "</ogc:PropertyIsLike></ogc:Filter>"
        )
    return (
        f"<Rule><Name>{label}</Name>{where}<PointSymbolizer><Graphic><Mark>"
        "<WellKnownName>circle</WellKnownName><Fill><CssParameter name='fill'>"
        f"#{red:02x}{green:02x}{blue:02x}</CssParameter></Fill></Mark><Size>9</Size>"
        "</Graphic></PointSymbolizer></Rule>"
    )
