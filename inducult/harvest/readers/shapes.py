"""GeoPackage, GeoJSON, Shapefile (also zipped), KML, GPX, FlatGeobuf and GML, through GDAL."""

from __future__ import annotations

import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import Transformer
from pyproj.exceptions import CRSError, ProjError

from inducult.harvest.limits import MOST_LETTERS, MOST_ROWS, weigh_zip
from inducult.harvest.readers.xml import look_through
from inducult.harvest.rows import Row, Unreadable

CHUNK: Final = 20_000
# How a file of each kind begins. GDAL looks at the content and not at the name, and some of its
# kinds (VRT) are recipes that open any file of this machine or of the network.
BEGINNINGS: Final[dict[str, tuple[bytes, ...]]] = {
    ".gpkg": (b"SQLite format 3\0",),
    ".fgb": (b"fgb",),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".geojson": (b"{", b"["),
    ".json": (b"{", b"["),
    ".zip": (b"PK",),
}
ROOTS: Final = {
    ".kml": ("kml",),
    ".gpx": ("gpx",),
    ".gml": ("FeatureCollection", "SpatialDataset", "Collection"),
}
# Nothing that a file names is fetched: no schema, no linked element.
pyogrio.set_gdal_config_options({"GML_DOWNLOAD_SCHEMA": "NO", "GML_SKIP_RESOLVE_ELEMS": "ALL"})


def read_shapes(path: Path) -> Iterator[Row]:
    """Every feature of the fullest layer; lines and areas by a point on them. Raises Unreadable."""
    _look_at_beginning(path)
    if path.suffix.lower() == ".zip":
        yield from _unpacked(path)
        return
    layer, info = _layer(path)
    count = info["features"]
    if count > MOST_ROWS:
        raise Unreadable(path.name, 0, f"claims {count:,} features; at most {MOST_ROWS:,} are read")
    to_degrees = _to_degrees(path, info["crs"])
    start = 0
    while True:
        rows = list(_chunk(path, layer, start, to_degrees))
        yield from rows
        if len(rows) < CHUNK:
            return
        start += CHUNK


def _look_at_beginning(path: Path) -> None:
    """Raises Unreadable for a file that is of another kind than its name says."""
    suffix = path.suffix.lower()
    if suffix in ROOTS:
        root = look_through(path)
        if root not in ROOTS[suffix]:
            raise Unreadable(
                path.name, 0, f"begins with <{root}>, which is no {suffix[1:].upper()}"
            )
        return
    with path.open("rb") as lines:
        head = lines.read(64).removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not head.startswith(BEGINNINGS[suffix]):
        raise Unreadable(path.name, 0, f"is no {suffix[1:].upper()} file, whatever its name says")


def _unpacked(path: Path) -> Iterator[Row]:
    """The one file of shapes in a zip, unpacked beside, so that it is looked at like any other."""
    weigh_zip(path)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        try:
            archive.extractall(folder)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
            raise Unreadable(path.name, 0, f"is no whole zip archive ({error})") from None
        found = sorted(each for each in Path(folder).rglob("*") if each.suffix.lower() in UNPACKED)
        if len(found) != 1:
            names = ", ".join(each.name for each in found[:5]) or "none"
            raise Unreadable(path.name, 0, f"must hold one file of shapes; it holds: {names}")
        yield from read_shapes(found[0])


UNPACKED: Final = (set(BEGINNINGS) | set(ROOTS)) - {".zip"}


def _layer(path: Path) -> tuple[str, dict[str, Any]]:
    """The layer with most features. Raises Unreadable."""
    try:
        names = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        infos = {
            name: pyogrio.read_info(path, layer=name, force_feature_count=True) for name in names
        }
    except (DataSourceError, DataLayerError, OSError, RuntimeError, UnicodeDecodeError) as error:
        raise Unreadable(path.name, 0, _plain(path, error)) from None
    if not infos:
        raise Unreadable(path.name, 0, "holds no layer")
    fullest = max(names, key=lambda name: infos[name]["features"])
    return fullest, infos[fullest]


def _to_degrees(path: Path, crs: str | None) -> Transformer | None:
    if not crs or crs in ("EPSG:4326", "OGC:CRS84"):
        return None
    try:
        return Transformer.from_crs(crs, 4326, always_xy=True)
    except (CRSError, ProjError):
        raise Unreadable(
            path.name, 0, f"is in a system of coordinates we do not know ({crs})"
        ) from None


def _chunk(path: Path, layer: str, start: int, to_degrees: Transformer | None) -> Iterator[Row]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL's words on half-read files; we look ourselves
            meta, _fids, shapes, columns = pyogrio.raw.read(
                path, layer=layer, skip_features=start, max_features=CHUNK, datetime_as_string=True
            )
            points = _points(shapes)
    except (DataSourceError, DataLayerError, RuntimeError, ValueError, OSError) as error:
        raise Unreadable(path.name, start + 1, _plain(path, error)) from None
    except shapely.errors.GEOSException:
        raise Unreadable(path.name, start + 1, "holds a shape that is none") from None
    columns = [_whole(each, kind) for each, kind in zip(columns, meta["dtypes"], strict=True)]
    if to_degrees is not None:
        points = np.column_stack(to_degrees.transform(points[:, 0], points[:, 1]))
    for index, (lon, lat) in enumerate(points):
        values = {
            str(name): value
            for name, column in zip(meta["fields"], columns, strict=True)
            if (value := _plain_value(column[index])) is not None
        }
        yield Row(
            start + index + 1, {**_checked(path, start + index + 1, values), **_point(lon, lat)}
        )


def _points(shapes: Any) -> Any:
    """A point on each shape, as longitude and latitude; not a number where there is none."""
    if shapes is None:
        return np.empty((0, 2))
    geometries = shapely.from_wkb(shapes)
    is_point = shapely.get_type_id(geometries) == 0
    found = np.where(is_point, geometries, shapely.point_on_surface(geometries))
    return np.column_stack([shapely.get_x(found), shapely.get_y(found)])


def _point(lon: float, lat: float) -> dict[str, float]:
    if not (np.isfinite(lon) and np.isfinite(lat)):
        return {}
    return {"lon": round(float(lon), 7), "lat": round(float(lat), 7)}


def _whole(column: Any, kind: Any) -> Any:
    """Whole numbers as such: a column of them comes as fractions as soon as one is missing."""
    if not (str(kind).startswith(("int", "uint")) and column.dtype.kind == "f"):
        return column
    return np.array([int(n) if np.isfinite(n) else None for n in column], dtype=object)


def _plain_value(value: Any) -> Any:
    if value is None or (isinstance(value, float | np.floating) and not np.isfinite(value)):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bytes):
        return None
    return value if isinstance(value, int | float | bool) else (str(value) or None)


def _checked(path: Path, number: int, values: dict[str, Any]) -> dict[str, Any]:
    for name, value in values.items():
        if isinstance(value, str) and (len(value) > MOST_LETTERS or "\0" in value):
            raise Unreadable(path.name, number, f"{name!r} is no text that we keep")
    return values


def _plain(path: Path, error: Exception) -> str:
    kind = path.suffix.lstrip(".").upper()
    first = str(error).splitlines()[0].replace(str(path), path.name)[:160]
    return f"is no whole {kind} file ({first})"
