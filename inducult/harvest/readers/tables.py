"""CSV and XLSX."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final

import openpyxl
from defusedxml.common import DefusedXmlException

from inducult.harvest.limits import MOST_COLUMNS, MOST_LETTERS, count, weigh_zip
from inducult.harvest.rows import Row, Unreadable

FORMULA: Final = re.compile(r"^\s*=\s*[A-Za-z_(+-]")


def read_csv(path: Path) -> Iterator[Row]:
    """UTF-8 (with or without its mark), any of the usual separators. Raises Unreadable."""
    with path.open(encoding="utf-8-sig", newline="", errors="strict") as lines:
        table = csv.reader(lines, _dialect(path), strict=True)
        number = 0
        try:
            heads = _heads(path.name, next(table, []))
            for number, cells in enumerate(table, start=1):
                if any(cells):
                    yield _row(path.name, number, heads, cells)
        except UnicodeDecodeError as error:
            raise _wrong_letters(path.name, number + 1, error) from None
        except csv.Error as error:
            raise Unreadable(path.name, number + 1, _plain(error)) from None


def read_xlsx(path: Path) -> Iterator[Row]:
    """The first sheet, row by row, whatever size it claims. Raises Unreadable."""
    weigh_zip(path)
    number = 0
    try:
        with path.open("rb") as stream:
            for number, heads, cells in _sheet(path.name, stream):
                yield _row(path.name, number, heads, cells)
    except Unreadable:
        raise
    except DefusedXmlException:
        raise Unreadable(path.name, number + 1, "holds XML entities, which are not read") from None
    except Exception as error:  # a broken spreadsheet makes the library raise whatever it likes
        reason = f"is no whole spreadsheet (XLSX): {str(error)[:120] or type(error).__name__}"
        raise Unreadable(path.name, number + 1, reason) from None


def _sheet(file: str, stream: IO[bytes]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Number, column names and cells of each row that holds anything."""
    book = openpyxl.load_workbook(stream, read_only=True, data_only=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # a file may claim ten million rows and hold three
    table = sheet.iter_rows(values_only=True)
    heads = _heads(file, [_cell(value) for value in next(table, ())])
    for number, values in enumerate(table, start=1):
        cells = [_cell(value) for value in values]
        if any(cells):
            yield number, heads, cells


def _dialect(path: Path) -> type[csv.Dialect]:
    """The separator that the first line holds most often."""
    with path.open("rb") as lines:
        first = lines.readline(1 << 16).decode("utf-8", "replace")
    best = max(",;\t|", key=first.count)

    class Found(csv.excel):
        delimiter = best

    return Found


def _heads(file: str, cells: list[str]) -> list[str]:
    heads = [cell.strip() for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    if not heads:
        raise Unreadable(file, 0, "has no row of column names")
    if len(heads) > MOST_COLUMNS:
        raise Unreadable(file, 0, f"has {len(heads)} columns; at most {MOST_COLUMNS} are read")
    if twice := [head for head in set(heads) if head and heads.count(head) > 1]:
        raise Unreadable(file, 0, f"has two columns called {min(twice)!r}")
    return heads


def _row(file: str, number: int, heads: list[str], cells: list[str]) -> Row:
    count(file, number)
    if len(cells) > len(heads) and any(cells[len(heads) :]):
        raise Unreadable(file, number, f"has {len(cells)} cells under {len(heads)} column names")
    if len(cells) < len(heads) and len(cells) < 2 < len(heads):
        raise Unreadable(file, number, f"ends in the middle ({len(cells)} of {len(heads)} cells)")
    for head, cell in zip(heads, cells, strict=False):
        _look_at(file, number, head, cell)
    return Row(number, {h: c for h, c in zip(heads, cells, strict=False) if h and c})


def _look_at(file: str, number: int, head: str, cell: str) -> None:
    if len(cell) > MOST_LETTERS:
        raise Unreadable(file, number, f"{head!r} is longer than {MOST_LETTERS:,} letters")
    if "\0" in cell:
        raise Unreadable(file, number, f"{head!r} holds a null character")
    if FORMULA.match(cell):
        raise Unreadable(file, number, f"{head!r} is a formula ({cell[:20]}); save its values")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _wrong_letters(file: str, row: int, error: UnicodeDecodeError) -> Unreadable:
    found = error.object[error.start : error.start + 1].hex()
    return Unreadable(file, row, f"is not in UTF-8 (byte 0x{found}); save it as CSV UTF-8")


def _plain(error: Exception) -> str:
    return f"cannot be read as a table ({error})"
