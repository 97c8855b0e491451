"""GeoPackage, GeoJSON, Shapefile (also zipped), KML, GPX, FlatGeobuf and GML, through GDAL."""

from __future__ import annotations

import warnings
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
IN_XML: Final = (".kml", ".gpx", ".gml")
# Drivers that we mean to read; a file must not choose another, which may open others or the net.
DRIVERS: Final = ("GPKG", "GeoJSON", "ESRI Shapefile", "KML", "LIBKML", "GPX", "FlatGeobuf", "GML")


def read_shapes(path: Path) -> Iterator[Row]:
    """Every feature of the fullest layer; lines and areas by a point on them. Raises Unreadable."""
    if path.suffix.lower() in IN_XML:
        look_through(path)
    if path.suffix.lower() == ".zip":
        weigh_zip(path)
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
    if infos[names[0]].get("driver", DRIVERS[0]) not in DRIVERS:
        raise Unreadable(path.name, 0, "is of another kind than its name says")
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
