"""The same three breweries in every format that is read, and each of them spoilt."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import osmium
import pyogrio
import shapely

NAMES = ("Brauerei Eins", "Žatecký pivovar", "Browar Łódź")
POINTS = ((10.9, 49.9), (13.5, 50.3), (19.5, 51.8))
DRIVERS = {
    ".gpkg": "GPKG",
    ".geojson": "GeoJSON",
    ".shp": "ESRI Shapefile",
    ".kml": "KML",
    ".gpx": "GPX",
    ".fgb": "FlatGeobuf",
}


def shape_file(folder: Path, suffix: str, crs: str = "EPSG:4326") -> Path:
    """Three points with a name and a number."""
    file = folder / f"breweries{suffix}"
    names = np.array(NAMES, dtype=object)
    options: dict[str, Any] = {"layer": "waypoints"} if suffix == ".gpx" else {}
    fields = ["name"] if suffix == ".gpx" else ["Name"]
    shapes = shapely.to_wkb(shapely.points(POINTS))
    encoding = "UTF-8" if suffix == ".shp" else None
    pyogrio.raw.write(
        file,
        shapes,
        [names],
        fields,
        crs=crs,
        geometry_type="Point",
        driver=DRIVERS[suffix],
        encoding=encoding,
        **options,
    )
    return file


def zipped_shape(folder: Path) -> Path:
    shape_file(folder, ".shp")
    file = folder / "breweries.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in folder.glob("breweries.[dspc]*"):
            archive.write(part, part.name)
    return file


def csv_file(folder: Path) -> Path:
    file = folder / "breweries.csv"
    rows = [f"{name};{lon};{lat}" for name, (lon, lat) in zip(NAMES, POINTS, strict=True)]
    file.write_text("\n".join(["Name;lon;lat", *rows]) + "\n", encoding="utf-8-sig")
    return file


def xlsx_file(folder: Path) -> Path:
    file = folder / "breweries.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "lon", "lat"])
    for name, point in zip(NAMES, POINTS, strict=True):
        sheet.append([name, *point])
    book.save(file)
    return file


def pbf_file(folder: Path) -> Path:
    file = folder / "breweries.pbf"
    with osmium.SimpleWriter(str(file)) as writer:
        for number, (name, point) in enumerate(zip(NAMES, POINTS, strict=True), start=1):
            tags = {"name": name, "craft": "brewery"}
            writer.add_node(osmium.osm.mutable.Node(id=number, location=point, tags=tags))
        writer.add_node(osmium.osm.mutable.Node(id=9, location=(10, 50), tags={"name": "a bench"}))
    return file


OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">{nodes}
<node id="7" lat="49.9" lon="10.8"/><node id="8" lat="49.92" lon="10.84"/>
<way id="1"><nd ref="7"/><nd ref="8"/><tag k="name" v="Sudhaus"/>
<tag k="building" v="industrial"/></way>
</osm>
"""


def osm_file(folder: Path, suffix: str = ".osm") -> Path:
    file = folder / f"breweries{suffix}"
    nodes = "".join(
        f'<node id="{n}" lon="{lon}" lat="{lat}"><tag k="name" v="{name}"/>'
        f'<tag k="craft" v="brewery"/></node>'
        for n, (name, (lon, lat)) in enumerate(zip(NAMES, POINTS, strict=True), start=1)
    )
    text = OSM.format(nodes=nodes).encode()
    file.write_bytes(gzip.compress(text) if suffix.endswith(".gz") else text)
    return file


def overpass_file(folder: Path) -> Path:
    file = folder / "overpass.json"
    elements: list[dict[str, Any]] = [
        {"type": "node", "id": n, "lon": lon, "lat": lat, "tags": {"name": name}}
        for n, (name, (lon, lat)) in enumerate(zip(NAMES, POINTS, strict=True), start=1)
    ]
    elements[0] |= {"type": "way", "center": {"lon": POINTS[0][0], "lat": POINTS[0][1]}}
    elements.append({"type": "node", "id": 99, "lon": 1, "lat": 2})
    file.write_text(json.dumps({"version": 0.6, "elements": elements}), encoding="utf-8")
    return file


def sparql_file(folder: Path) -> Path:
    file = folder / "wikidata.srj"
    bindings = [
        {
            "item": {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{n}"},
            "label": {"type": "literal", "xml:lang": "de", "value": name},
            "point": {"type": "literal", "value": f"Point({lon} {lat})"},
        }
        for n, (name, (lon, lat)) in enumerate(zip(NAMES, POINTS, strict=True), start=1)
    ]
    told = {"head": {"vars": ["item"]}, "results": {"bindings": bindings}}
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return file


OAI = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{records}
<record><header status="deleted"><identifier>oai:x:gone</identifier></header></record>
<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>
"""
EDM = """<record><header><identifier>oai:x:{n}</identifier>
<datestamp>2026-01-0{n}</datestamp></header>
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wgs84_pos="http://www.w3.org/2003/01/geo/wgs84_pos#"
 xmlns:ore="http://www.openarchives.org/ore/terms/">
<edm:ProvidedCHO rdf:about="#cho{n}"><dc:title xml:lang="de">{name}</dc:title>
<dc:type>brewery</dc:type></edm:ProvidedCHO>
<edm:Place rdf:about="#p{n}"><wgs84_pos:lat>{lat}</wgs84_pos:lat>
<wgs84_pos:long>{lon}</wgs84_pos:long></edm:Place>
<ore:Aggregation rdf:about="#a{n}">
<edm:rights rdf:resource="http://creativecommons.org/licenses/by/4.0/"/>
<edm:isShownAt rdf:resource="https://example.org/{n}"/></ore:Aggregation></rdf:RDF></metadata></record>
"""


def oai_text(token: str = "", names: tuple[str, ...] = NAMES) -> str:
    records = "".join(
        EDM.format(n=n, name=name, lon=POINTS[n - 1][0], lat=POINTS[n - 1][1])
        for n, name in enumerate(names, start=1)
    )
    return OAI.format(records=records, token=token)


def oai_file(folder: Path) -> Path:
    file = folder / "europeana.xml"
    file.write_text(oai_text(), encoding="utf-8")
    return file


def jsonld_file(folder: Path) -> Path:
    file = folder / "museums.jsonld"
    things = [
        {
            "@type": ["schema:Brewery", "LocalBusiness"],
            "@id": f"https://example.org/{n}",
            "name": name,
            "geo": {"@type": "GeoCoordinates", "longitude": lon, "latitude": lat},
            "address": {"@type": "PostalAddress", "addressLocality": "Dorf"},
        }
        for n, (name, (lon, lat)) in enumerate(zip(NAMES, POINTS, strict=True), start=1)
    ]
    graph = {
        "@context": "https://schema.org",
        "@graph": [*things, {"@type": "Person", "name": "x"}],
    }
    file.write_text(json.dumps(graph, ensure_ascii=False), encoding="utf-8")
    return file


Maker = Callable[[Path], Path]
WHOLE: dict[str, tuple[str, Maker]] = {
    **{f"shapes{s}": ("", lambda folder, s=s: shape_file(folder, s)) for s in DRIVERS},
    "shapes.zip": ("", zipped_shape),
    "csv": ("", csv_file),
    "xlsx": ("", xlsx_file),
    "pbf": ("", pbf_file),
    "osm": ("", osm_file),
    "osm.gz": ("", lambda folder: osm_file(folder, ".osm.gz")),
    "overpass": ("overpass", overpass_file),
    "sparql": ("", sparql_file),
    "oai": ("", oai_file),
    "jsonld": ("", jsonld_file),
}
