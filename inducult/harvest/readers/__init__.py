"""Files of every kind as rows. A reader is a function: path in, rows out, Unreadable when not.

What a reader cannot understand it says before or while it reads; the caller writes nothing then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from inducult.harvest.limits import weigh
from inducult.harvest.readers.jsonld import read_jsonld
from inducult.harvest.readers.oai import read_oai
from inducult.harvest.readers.osm import read_osm
from inducult.harvest.readers.overpass import read_overpass
from inducult.harvest.readers.sparql import read_sparql
from inducult.harvest.readers.tables import read_csv, read_xlsx
from inducult.harvest.rows import Row, Unreadable

Reader = Callable[[Path], Iterator[Row]]


def read_shapes(path: Path) -> Iterator[Row]:
    """GDAL is loaded when a file asks for it: it brings pandas along, which every start would wait
    for."""
    from inducult.harvest.readers import shapes  # noqa: PLC0415 -- see above

    return shapes.read_shapes(path)


READERS: Final[dict[str, Reader]] = {
    "csv": read_csv,
    "xlsx": read_xlsx,
    "shapes": read_shapes,
    "osm": read_osm,
    "overpass": read_overpass,
    "sparql": read_sparql,
    "oai": read_oai,
    "jsonld": read_jsonld,
}
SUFFIXES: Final = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), "csv"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    **dict.fromkeys((".gpkg", ".geojson", ".shp", ".kml", ".gpx", ".fgb", ".gml"), "shapes"),
    **dict.fromkeys((".zip", ".json"), "shapes"),
    **dict.fromkeys((".pbf", ".osm", ".gz"), "osm"),
    ".srj": "sparql",
    ".xml": "oai",
    **dict.fromkeys((".jsonld", ".html", ".htm"), "jsonld"),
}


def read(path: Path, reader: str = "") -> Iterator[Row]:
    """The rows of a file; `reader` names one of READERS, else the end of the name decides.

    Raises Unreadable.
    """
    if path.is_dir():
        return _pages(path, reader)
    weigh(path)
    name = reader or SUFFIXES.get(path.suffix.lower(), "")
    if name not in READERS:
        known = ", ".join(sorted(SUFFIXES))
        raise Unreadable(path.name, 0, f"is of no kind that we read ({known})")
    return READERS[name](path)


def pages_of(folder: Path) -> list[Path]:
    """The pages of a source in their order; what GDAL notes beside GML (.gfs) is none."""
    found = (each for each in folder.iterdir() if each.is_file() and each.suffix != ".gfs")
    return sorted(found)


def _pages(folder: Path, reader: str) -> Iterator[Row]:
    """The pages of a folder in the order of their names, as one list of rows."""
    number = 0
    pages = pages_of(folder)
    if not pages:
        raise Unreadable(folder.name, 0, "holds no page")
    for page in pages:
        for row in read(page, reader):
            number += 1
            yield replace(row, number=number)
