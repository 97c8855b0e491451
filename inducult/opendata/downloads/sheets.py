"""Dialects that are tables: a Frictionless package of CSV, and a workbook.

What a spreadsheet would take for a formula is made harmless: in CSV by an apostrophe before it, in
a workbook by being text. Both are ZIP archives written as the rows come, with the day of the
edition as the time of every file in them, so that the same content gives the same bytes.
Sources: Frictionless Data Package 1.0; ECMA-376 (SpreadsheetML).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa

from inducult.opendata.downloads.taking import SCHEMA, Taking, flat
from inducult.opendata.downloads.texts import NOT_XML, xml
from inducult.opendata.features.fields import PLACES

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS: Final = 1_048_575  # of a sheet, below its head
LONGEST: Final = 32_767  # characters of a cell
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT, HARMLESS, BOLD = 0, 1, 2  # styles of cells


class TooManyRows(ValueError):
    """A sheet has room for 1,048,575 places."""


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def write_csv(taking: Taking, file: Path) -> None:
    """`datapackage.json`, `places.csv` and `README.txt`."""
    with _Archive(taking, file) as archive:
        archive.put("datapackage.json", json.dumps(_package(taking), indent=2, ensure_ascii=False))
        with archive.stream("places.csv") as stream:
            _write_rows(taking, stream)
        archive.put("README.txt", _readme(taking))


def _write_rows(taking: Taking, stream: IO[bytes]) -> None:
    with io.TextIOWrapper(stream, encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(SCHEMA.names)
        for row in taking.rows():
            writer.writerow([_cell(value) for value in flat(row).values()])


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else harmless(value)


def _package(taking: Taking) -> dict[str, Any]:
    about = taking.about
    return {
        "profile": "tabular-data-package",
        "name": f"inducult-places-{taking.edition.number}",
        "title": about["title"],
        "description": about["description"],
        "version": about["edition"],
        "created": about["state"],
        "homepage": taking.address,
        "licenses": [{"name": about["licence"], "path": about["licence_url"]}],
        "sources": [{"title": about["attribution"], "path": taking.address}],
        "contributors": [{"title": "InduCult network", "role": "publisher"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "places",
                "path": "places.csv",
                "encoding": "utf-8",
                "format": "csv",
                "mediatype": "text/csv",
                "schema": {"fields": list(_fields()), "primaryKey": "id", "missingValues": [""]},
            }
        ],
    }


def _fields() -> Iterator[dict[str, Any]]:
    kinds = {pa.int32(): "integer", pa.float64(): "number", pa.bool_(): "boolean"}
    for each in SCHEMA:
        field: dict[str, Any] = {"name": each.name, "type": kinds.get(each.type, "string")}
        if each.name in PLACES:
            field["title"] = str(PLACES[each.name].title)
        if pa.types.is_list(each.type):
            field["description"] = "several values, separated by a semicolon"
        yield field


def _readme(taking: Taking) -> str:
    lines = [f"{name}: {value}" for name, value in taking.about.items()]
    note = (
        "A text that a spreadsheet would take for a formula (it begins with = + - @) has an "
        "apostrophe before it."
    )
    return "\n".join([*lines, "", note, ""])


# --- workbook -------------------------------------------------------------------------------------
def write_xlsx(taking: Taking, file: Path) -> None:
    """A sheet of places and one about them. Raises TooManyRows."""
    if len(taking) > MOST_ROWS:
        raise TooManyRows
    with _Archive(taking, file) as archive:
        for name, content in _parts(taking).items():
            archive.put(name, HEAD + content)
        with archive.stream("xl/worksheets/sheet1.xml") as stream:
            _write_sheet(stream, _sheet_of_places(taking), frozen=True)
        with archive.stream("xl/worksheets/sheet2.xml") as stream:
            _write_sheet(stream, ((row, TEXT) for row in taking.about.items()))


def _sheet_of_places(taking: Taking) -> Iterator[tuple[Iterable[Any], int]]:
    yield SCHEMA.names, BOLD
    for row in taking.rows():
        yield flat(row).values(), TEXT


def _write_sheet(
    stream: IO[bytes], rows: Iterable[tuple[Iterable[Any], int]], *, frozen: bool = False
) -> None:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetView workbookViewId="0">{pane if frozen else ""}</sheetView>'
    stream.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews>{view}</sheetViews>'.encode())
    stream.write(b"<sheetData>")
    for values, style in rows:
        cells = "".join(_xml_cell(value, style) for value in values)
        stream.write(f"<row>{cells}</row>".encode())
    stream.write(b"</sheetData></worksheet>")


def _xml_cell(value: Any, style: int) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    if value.startswith(FORMULA):
        style = HARMLESS
    text = xml(NOT_XML.sub("", value)[:LONGEST])
    told = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{told}><is><t xml:space="preserve">{text}</t></is></c>'


def _parts(taking: Taking) -> dict[str, str]:
    """Everything of a workbook but its sheets."""
    about, kinds = taking.about, "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}.worksheet+xml"/>'
        for n in (1, 2)
    )
    core = f"{PACKAGE}/metadata/core-properties"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-'
        'package.core-properties+xml"/></Types>',
        "_rels/.rels": _relations(
            [
                (f"{OFFICE}/officeDocument", "xl/workbook.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{core}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml(about['title'])}</dc:title><dc:creator>InduCult network</dc:creator>"
        f"<dc:description>{xml(about['attribution'])}</dc:description>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_zulu(taking)}</dcterms:created>'
        "</cp:coreProperties>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Places" sheetId="1" r:id="rId1"/>'
        '<sheet name="About" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [
                (f"{OFFICE}/worksheet", "worksheets/sheet1.xml"),
                (f"{OFFICE}/worksheet", "worksheets/sheet2.xml"),
                (f"{OFFICE}/styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font>'
        '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
        '<xf quotePrefix="1"/><xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _zulu(taking: Taking) -> str:
    return taking.edition.changed_at.strftime("%Y-%m-%dT%H:%M:%SZ")


class _Archive:
    """A ZIP archive in which no clock shows."""

    def __init__(self, taking: Taking, file: Path) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6)
        self._time = taking.edition.changed_at.timetuple()[:6]

    def put(self, name: str, content: str) -> None:
        self._zip.writestr(self._info(name), content.encode())

    def stream(self, name: str) -> IO[bytes]:
        return self._zip.open(self._info(name), "w", force_zip64=True)

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._time)
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info

    def __enter__(self) -> _Archive:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()
