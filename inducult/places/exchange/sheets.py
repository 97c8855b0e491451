"""A table as a file and back: CSV and XLSX. What comes in is hostile until it has been read.

Nothing that leaves is a formula: in XLSX every text is typed as text; in CSV a text that a
spreadsheet would take for a formula or a number begins with an apostrophe, which is taken away when
it comes back. Nothing that comes is ever calculated: a formula is a fault.
"""

from __future__ import annotations

import csv
import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from inducult.places.exchange.cells import UNSEEN

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 60 * 1024 * 1024
MOST_ROWS: Final = 2_000  # places: as many as one run may change
MOST_COLUMNS: Final = 300
SEPARATORS: Final = ";,\t"
FORMULA: Final = "=+-@\t\r\n＝＋－＠"
NUMBER: Final = re.compile(r"[\d\s.,:/()%-]+|\d+(\.\d+)?[eE]\d+", re.ASCII)
ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how XLSX writes characters
GREY: Final = PatternFill("solid", start_color="E8E8E8")
BOLD: Final = Font(bold=True)
WIDE: Final = 40

Cell = Any  # a text, a number, a day, a truth value or nothing


@dataclass(frozen=True)
class Formula:
    """A cell that would calculate."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Table:
    """A header and rows of cells, each row with the number that a spreadsheet shows."""

    header: list[str]
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)


class NotATable(ValueError):
    """The file cannot be read as a table; the message says why in the language of the page."""


# --- out ------------------------------------------------------------------------------------------
def csv_of(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, comma: bool) -> bytes:
    """UTF-8 with a mark at the beginning. `comma`: decimals with one, columns with semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if comma else ",")
    writer.writerow(header)
    writer.writerows([_as_text(cell, comma=comma) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell, *, comma: bool) -> str:
    if isinstance(cell, float):
        return _decimals(cell).replace(".", ",") if comma else _decimals(cell)
    if isinstance(cell, date | int):
        return cell.isoformat() if isinstance(cell, date) else str(cell)
    return disarmed(str(cell or ""))


def _decimals(number: float) -> str:
    """At least four: 50,717 is fifty thousand to a spreadsheet set to English, 50,7170 a text."""
    short = repr(number)
    if "e" in short:
        short = f"{number:.12f}"
    return short.ljust(short.index(".") + 5, "0")


def disarmed(text: str) -> str:
    """The text with an apostrophe before it, if a spreadsheet would make something else of it."""
    return f"'{text}" if _is_armed(text) else text


def armed(text: str) -> str:
    """The text as it was before `disarmed`."""
    return text[1:] if text.startswith("'") and _is_armed(text[1:]) else text


def _still_armed(text: str) -> str:
    """For a cell that is typed as text: only what an apostrophe hides gets another one."""
    return disarmed(text) if text.startswith("'") else text


def _is_armed(text: str) -> bool:
    if text.lstrip(" \u00a0")[:1] in tuple(FORMULA) or NUMBER.fullmatch(text):
        return True
    return text.startswith("'") and _is_armed(text[1:])


def xlsx_of(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    fixed: Sequence[str] = (),
    explained: tuple[str, Sequence[Sequence[str]]] = ("", ()),
) -> bytes:
    """A workbook with the table and a second sheet that explains the columns.

    `fixed`: names of columns that nobody changes, shown in grey; `explained`: title and rows.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("places")
    sheet.freeze_panes = f"{get_column_letter(len(fixed) + 1)}2"
    for number, name in enumerate(header, 1):
        width = 14 if name in fixed else min(WIDE, len(name) + 8)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in header])
    grey = [name in fixed for name in header]
    for row in rows:
        sheet.append([_cell(sheet, c, grey=g) for c, g in zip(row, grey, strict=True)])
    if explained[0]:
        _explain(book, *explained)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _explain(book: Workbook, title: str, rows: Sequence[Sequence[str]]) -> None:
    sheet = book.create_sheet(title)
    for letter, width in zip("ABC", (24, 40, 100), strict=True):
        sheet.column_dimensions[letter].width = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, text, bold=number == 0) for text in row])


def _cell(sheet: Any, value: Cell, *, bold: bool = False, grey: bool = False) -> Any:
    if value is None or value == "":
        plain = WriteOnlyCell(sheet)
    elif isinstance(value, str):
        plain = _text_cell(sheet, value)
    else:
        plain = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        plain.number_format = "yyyy-mm-dd"
    if bold:
        plain.font = BOLD
    if grey:
        plain.fill = GREY
    return plain


def _text_cell(sheet: Any, text: str) -> Any:
    """Typed as text, so that it is one whatever it begins with, also when somebody edits it."""
    escaped = ESCAPED.sub(lambda found: f"_x005F{found[0]}", _still_armed(text))
    cell = WriteOnlyCell(sheet, escaped)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    return cell


# --- in -------------------------------------------------------------------------------------------
def table_in(content: bytes) -> Table:
    """What the file holds, by what it is and not by its name. Raises NotATable."""
    if len(content) > MOST_BYTES:
        raise NotATable(_("The file is larger than 10 MB."))
    table = _workbook(content) if content.startswith(b"PK\x03\x04") else _csv(content)
    if not table.rows:
        raise NotATable(_("The table has no rows."))
    return table


def _csv(content: bytes) -> Table:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise NotATable(_("The file cannot be read as CSV.")) from None
    return _table([armed(UNSEEN.sub("", cell)) for cell in line] for line in lines)


def _decoded(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        words = _("The file is neither XLSX nor CSV in UTF-8. Save it as “CSV UTF-8” or as XLSX.")
        raise NotATable(words) from None
    if "\0" in text:
        raise NotATable(_("The file cannot be read as CSV."))
    return text


def _workbook(content: bytes) -> Table:
    try:
        _refuse_bombs(content)
        book = _book(content)
        sheet = book["places"] if "places" in book.sheetnames else book.worksheets[0]
        if not hasattr(sheet, "iter_rows"):
            raise NotATable(_("The file holds no table."))
        sheet.reset_dimensions()  # what a file says of its size is not believed
        return _table(_rows_of(sheet))
    except (NotATable, MemoryError):
        raise
    except BROKEN:
        words = _("The file cannot be read as XLSX. Open it in a spreadsheet and save it anew.")
        raise NotATable(words) from None


def _book(content: bytes) -> Any:
    """Formulas stay as they are written; what the library cannot do it may keep to itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), read_only=True, keep_links=False)


# Whatever a damaged workbook makes the library stumble over; it knows no error of its own for it.
BROKEN: Final = (
    *(zipfile.BadZipFile, ParseError, DefusedXmlException, OSError, EOFError, RuntimeError),
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, NotImplementedError),
    *(AssertionError, zipfile.zlib.error),  # type: ignore[attr-defined]
)


def _refuse_bombs(content: bytes) -> None:
    """The sizes of the parts stand in the file; a part that is longer than it says is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 1_000:
        raise NotATable(_("The file unpacks to more than a table of places can be."))


def _rows_of(sheet: Any) -> Iterator[list[Cell]]:
    for row in sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS * 2 + 1):
        yield [_value(cell) for cell in row]


def _value(cell: Any) -> Cell:
    value = cell.value
    if getattr(cell, "data_type", "") in ("f", "e"):
        return Formula(str(getattr(value, "text", value)))
    if isinstance(value, str):
        told = ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return armed(UNSEEN.sub("", told))
    return value if isinstance(value, bool | int) else _calm(value)


def _calm(value: Any) -> Cell:
    """A number that is one, a day, or what somebody would see."""
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        return value.date()
    return value if value is None or isinstance(value, date) else str(value)


def _table(lines: Iterable[list[Cell]]) -> Table:
    """The first line is the header; empty lines count, but say nothing. Raises NotATable."""
    header: list[str] | None = None
    rows: list[tuple[int, list[Cell]]] = []
    for number, line in enumerate(lines, 1):
        if header is None:
            header = _trimmed([str(name or "").strip().casefold() for name in line])
        elif any(cell not in (None, "") for cell in line):
            rows.append((number, line))
        if len(rows) > MOST_ROWS:
            words = _("The table has more than %(most)s rows. Filter the list more narrowly.")
            raise NotATable(words % {"most": MOST_ROWS})
    if header is None or len(header) > MOST_COLUMNS:
        raise NotATable(_("The first row of the table must hold the names of the columns."))
    wide = len(header)
    return Table(header, [(at, [*line, *[None] * wide][:wide]) for at, line in rows])


def _trimmed(header: list[str]) -> list[str]:
    while header and not header[-1]:
        header.pop()
    return header
