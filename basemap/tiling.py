"""Layers become vector tiles, one zoom after the other.

Each zoom is tiled on its own, because which features stand there, and how finely, is our choice and
not the tiler's; the zooms are then joined into one archive in the order of their tiles.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import freestiler
import geopandas
import pandas
import shapely
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from basemap.archive import Extent, read_tiles, write_archive
from basemap.features import LAST_ZOOM, SHEET, Feature

CENTRE: Final = (13.0, 49.0, 4)
TILE_PX: Final = 512
FINEST_PX: Final = 0.5  # what is nearer to its neighbour than this is left out
LEAST_PX: Final = 1.5  # areas narrower than this are left out
# Large shapes are cut into pieces, or every tile would search them whole. The pieces lap over each
# other, or their seams would show as hairlines.
CORNERS_OF_LARGE: Final = 1_000
LAP_PX: Final = 8

Layers = Mapping[str, Sequence[Feature]]


def write_tiles(
    file: Path, layers: Layers, *, attribution: str, after_zoom: Callable[[], None]
) -> None:
    """Writes the layers as one archive; calls `after_zoom` for each of the zooms."""
    first = min(feature.first_zoom for layer in layers.values() for feature in layer)
    metadata = _metadata(file.stem, layers, attribution)
    with tempfile.TemporaryDirectory() as folder:
        parts: list[Path] = []
        for zoom in range(first, LAST_ZOOM + 1):
            parts.append(_tile_zoom(Path(folder, f"{zoom}.pmtiles"), layers, zoom))
            after_zoom()
        tiles = (tile for part in parts for tile in read_tiles(part))
        write_archive(file, tiles, metadata, Extent((first, LAST_ZOOM), SHEET, CENTRE))


def _tile_zoom(part: Path, layers: Layers, zoom: int) -> Path:
    frames = {name: frame(layer, zoom) for name, layer in layers.items()}
    shown = {name: rows for name, rows in frames.items() if len(rows)}
    freestiler.freestile(shown, part, min_zoom=zoom, max_zoom=zoom, generate_ids=False, quiet=True)
    return part


def frame(layer: Sequence[Feature], zoom: int) -> geopandas.GeoDataFrame:
    """What of a layer stands at a zoom, as fine as the zoom can show it."""
    shown = [feature for feature in layer if feature.first_zoom <= zoom <= feature.last_zoom]
    rows = [
        (piece, feature.properties)
        for feature in shown
        for piece in _drawn(feature.shape, zoom)
        if not piece.is_empty
    ]
    columns = pandas.DataFrame([properties for _, properties in rows]).convert_dtypes()
    return geopandas.GeoDataFrame(columns, geometry=[piece for piece, _ in rows], crs=4326)


def _drawn(shape: BaseGeometry, zoom: int) -> list[BaseGeometry]:
    pixel = 360 / 2**zoom / TILE_PX
    if shape.geom_type == "Point":
        return [shape]
    simple = shapely.simplify(shape, FINEST_PX * pixel)
    if shape.geom_type.endswith("Polygon"):
        sound = shapely.make_valid(simple, method="structure", keep_collapsed=False)
        simple = _without_specks(sound, (LEAST_PX * pixel) ** 2)
    return _pieces(simple, lap=LAP_PX * pixel)


def _without_specks(shape: BaseGeometry, least: float) -> BaseGeometry:
    return MultiPolygon([part for part in shapely.get_parts(shape) if part.area >= least])


def _pieces(shape: BaseGeometry, lap: float) -> list[BaseGeometry]:
    """The shape in handy pieces, cut across its longer side again and again."""
    west, south, east, north = shape.bounds
    if shapely.get_num_coordinates(shape) < CORNERS_OF_LARGE or east - west < 4 * lap:
        return [shape]
    if east - west > north - south:
        middle = (west + east) / 2
        halves = (west, south, middle + lap, north), (middle - lap, south, east, north)
    else:
        middle = (south + north) / 2
        halves = (west, south, east, middle + lap), (west, middle - lap, east, north)
    parts = (shapely.intersection(shape, shapely.box(*half)) for half in halves)
    return [piece for part in parts if not part.is_empty for piece in _pieces(part, lap)]


def _metadata(name: str, layers: Layers, attribution: str) -> dict[str, Any]:
    return {
        "name": f"InduCult {name}",
        "type": "baselayer",
        "attribution": attribution,
        "vector_layers": [_about(name, layer) for name, layer in layers.items()],
    }


def _about(name: str, layer: Sequence[Feature]) -> dict[str, Any]:
    kinds = {bool: "Boolean", int: "Number", str: "String"}
    fields = {key: kinds[type(value)] for each in layer for key, value in each.properties.items()}
    return {
        "id": name,
        "minzoom": min(each.first_zoom for each in layer),
        "maxzoom": max(each.last_zoom for each in layer),
        "fields": dict(sorted(fields.items())),
    }
