"""Dialects that are text, written as the rows come: GeoJSON, KML, GPX.

Sources: RFC 7946; OGC KML 2.2 (07-147r2); GPX 1.1 schema (topografix.com/GPX/1/1).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final, TextIO
from xml.sax.saxutils import escape, quoteattr

from inducult.opendata.downloads.taking import SCHEMA, Taking, flat
from inducult.opendata.features.rows import Row

NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
PLACED: Final = ("id", "lon", "lat")  # they are the identifier and the geometry
COLOURS: Final = {"past": "ff4b5a6b", "present": "ff2f7dd1", "future": "ff4f8a3c"}  # aabbggrr
OTHER: Final = "other"


def xml(text: Any) -> str:
    """Text for an element; characters that XML has no room for are left out."""
    return escape(NOT_XML.sub("", str(text)))


def write_geojson(taking: Taking, file: Path) -> None:
    """A FeatureCollection, one feature a line; licence and attribution are members of it."""
    extent = taking.edition.extent(taking.wanted, moment=taking.moment)
    head: dict[str, Any] = {"type": "FeatureCollection", **taking.about}
    if extent:
        head["bbox"] = [round(side, 6) for side in extent]
    with file.open("w", encoding="utf-8") as stream:
        stream.write(_json(head)[:-1] + ',"features":[')
        between = "\n"
        for row in taking.rows():
            stream.write(between + _json(_feature(row)))
            between = ",\n"
        stream.write("\n]}\n")


def _feature(row: Row) -> dict[str, Any]:
    point = None
    if row["lon"] is not None:
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    properties = {name: row[name] for name in SCHEMA.names if name not in PLACED}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_kml(taking: Taking, file: Path) -> None:
    """Placemarks in the colour of their time, with all properties as extended data."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write('<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n')
        stream.write(f"<name>{xml(taking.title)}</name>\n")
        stream.write(f"<description>{xml(_told(taking))}</description>\n")
        for time, colour in {**COLOURS, OTHER: "ff707070"}.items():
            style = f"<IconStyle><color>{colour}</color></IconStyle>"
            stream.write(f'<Style id="{time}">{style}</Style>\n')
        stream.write(f"<ExtendedData>{_data(taking.about)}</ExtendedData>\n")
        for row in taking.rows():
            _placemark(stream, row)
        stream.write("</Document></kml>\n")


def _told(taking: Taking) -> str:
    about = taking.about
    return f"{about['description']} {about['attribution']} ({about['licence_url']})"


def _data(values: dict[str, Any]) -> str:
    return "".join(
        f"<Data name={quoteattr(name)}><value>{xml(value)}</value></Data>"
        for name, value in values.items()
        if value is not None
    )


def _placemark(stream: TextIO, row: Row) -> None:
    said = {name: value for name, value in flat(row).items() if name not in PLACED}
    time = next(iter(row["times"]), OTHER)
    stream.write(f'<Placemark id="p{row["id"]}"><name>{xml(row["name"])}</name>')
    stream.write(f"<description>{xml(row['summary'] or '')}</description>")
    stream.write(f"<styleUrl>#{time}</styleUrl><ExtendedData>{_data(said)}</ExtendedData>")
    if row["lon"] is not None:
        stream.write(f"<Point><coordinates>{row['lon']},{row['lat']}</coordinates></Point>")
    stream.write("</Placemark>\n")


def write_gpx(taking: Taking, file: Path) -> None:
    """Waypoints for a hand-held device; a place without a position cannot be one."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write('<gpx version="1.1" creator="InduCult"')
        stream.write(' xmlns="http://www.topografix.com/GPX/1/1">\n')
        stream.write(_gpx_head(taking))
        for row in taking.rows():
            if row["lon"] is not None:
                stream.write(_waypoint(row))
        stream.write("</gpx>\n")


def _gpx_head(taking: Taking) -> str:
    about = taking.about
    return (
        f"<metadata><name>{xml(about['title'])}</name>"
        f"<desc>{xml(about['description'] + taking.left_out)} {xml(about['attribution'])}</desc>"
        f'<copyright author="InduCult network"><license>{about["licence_url"]}</license>'
        f"</copyright><link href={quoteattr(taking.address)}/>"
        f"<time>{taking.edition.changed_at.strftime('%Y-%m-%dT%H:%M:%SZ')}</time></metadata>\n"
    )


def _waypoint(row: Row) -> str:
    parts = {
        "name": row["name"],
        "cmt": row["municipality"],
        "desc": row["summary"],
        "src": row["attribution"],
    }
    told = "".join(f"<{name}>{xml(value)}</{name}>" for name, value in parts.items() if value)
    link = f"<link href={quoteattr(row['url'])}/>"
    kind = f"<type>{xml(row['type'])}</type>" if row["type"] else ""
    return f'<wpt lat="{row["lat"]}" lon="{row["lon"]}">{told}{link}{kind}</wpt>\n'
