"""Files of every kind as rows. A reader is a function: path in, rows out, Unreadable when not.

What a reader cannot understand it says before or while it reads; the caller writes nothing then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from inducult.harvest.limits import weigh
from inducult.harvest.readers.jsonld import read_jsonld
from inducult.harvest.readers.oai import read_oai
from inducult.harvest.readers.osm import read_osm
from inducult.harvest.readers.overpass import read_overpass
from inducult.harvest.readers.shapes import read_shapes
from inducult.harvest.readers.sparql import read_sparql
from inducult.harvest.readers.tables import read_csv, read_xlsx
from inducult.harvest.rows import Row, Unreadable

Reader = Callable[[Path], Iterator[Row]]

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
    ".jsonld": "jsonld",
}


def read(path: Path, reader: str = "") -> Iterator[Row]:
    """The rows of a file; `reader` names one of READERS, else the end of the name decides.

    Raises Unreadable.
    """
    weigh(path)
    name = reader or SUFFIXES.get(path.suffix.lower(), "")
    if name not in READERS:
        known = ", ".join(sorted(SUFFIXES))
        raise Unreadable(path.name, 0, f"is of no kind that we read ({known})")
    return READERS[name](path)
