"""The dialects of a download: for whom, how it is written, how large it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from inducult.opendata.downloads import archive, gis, sheets, texts
from inducult.opendata.downloads.taking import Taking


@dataclass(frozen=True)
class Dialect:
    """A file name ends in `ending`; `per_place` are bytes, measured with the demonstration."""

    ending: str
    name: str
    media_type: str
    write: Callable[[Taking, Path], None]
    whom: Any
    per_place: int
    fixed: int = 0  # bytes of an empty file
    at_once: int = 5_000  # places that are written while a visitor waits


DIALECTS: Final[dict[str, Dialect]] = {
    each.ending: each
    for each in (
        Dialect(
            "geojson",
            "GeoJSON",
            "application/geo+json",
            texts.write_geojson,
            _("for programs and maps on the web"),
            1_570,
        ),
        Dialect(
            "gpkg",
            "GeoPackage",
            "application/geopackage+sqlite3",
            gis.write_geopackage,
            _("for QGIS and other geographic programs, with a style"),
            1_060,
            130_000,
        ),
        Dialect(
            "parquet",
            "GeoParquet",
            "application/vnd.apache.parquet",
            gis.write_geoparquet,
            _("for analysis in Python, R and SQL"),
            360,
            20_000,
        ),
        Dialect(
            "fgb",
            "FlatGeobuf",
            "application/flatgeobuf",
            gis.write_flatgeobuf,
            _("for geographic programs and the web, quick to read in part"),
            1_150,
        ),
        Dialect(
            "csv.zip",
            "CSV",
            "application/zip",
            sheets.write_csv,
            _("a table with a description of its columns (Frictionless package)"),
            280,
            2_500,
        ),
        Dialect(
            "xlsx",
            "Excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            sheets.write_xlsx,
            _("for spreadsheets"),
            330,
            3_000,
        ),
        Dialect(
            "kml",
            "KML",
            "application/vnd.google-earth.kml+xml",
            texts.write_kml,
            _("for Google Earth"),
            2_470,
        ),
        Dialect(
            "gpx",
            "GPX",
            "application/gpx+xml",
            texts.write_gpx,
            _("waypoints for hiking and cycling"),
            430,
        ),
        Dialect(
            "pmtiles",
            "PMTiles",
            "application/vnd.pmtiles",
            archive.write_pmtiles,
            _("a map in one file, for websites without a map server"),
            400,
            2_000,
            at_once=500,  # thousands of tiles
        ),
    )
}
