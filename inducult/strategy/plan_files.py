"""A filled-in plan as a file: XLSX, CSV or DOCX. What comes in is hostile until it has been read.

Nothing is calculated, opened or fetched: files with macros are refused, a formula is a fault, a
link is read as its text. DOCX may hold tables with a row of headings, or (as the form that we give
out) one table of two columns for each action.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from inducult.places.exchange.sheets import (
    MOST_BYTES,
    MOST_ROWS,
    MOST_UNPACKED,
    NotATable,
    Table,
    csv_of,
    table_in,
    xlsx_of,
)
from inducult.strategy.plan_columns import FIXED, KEY, WRITTEN, column_called, columns
from inducult.strategy.plan_tables import Sheet

__all__ = ["KINDS", "NotATable", "Table", "empty_form", "file_of", "read"]

KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ZIP: Final = b"PK\x03\x04"
MACROS: Final = ("vbaproject.bin", "vbadata.xml", "activex")
FORMS: Final = 5  # empty tables in the form
LEAST: Final = 2  # headings by which a table is known to be one of ours


# --- out ------------------------------------------------------------------------------------------
def file_of(sheet: Sheet, kind: str, *, comma: bool) -> bytes:
    """The table as CSV or XLSX; totals, and that it is an example, stand in it."""
    if kind == "csv":
        return csv_of(sheet.header, sheet.rows, comma=comma)
    fixed = [name for name in sheet.header if name in FIXED]
    return xlsx_of(sheet.header, sheet.rows, fixed=fixed, explained=sheet.explained)


def empty_form(kind: str) -> bytes:
    """A plan to fill in, with headings in the language of the page."""
    labels = [column.label for column in columns().values()]
    if kind == "xlsx":
        return xlsx_of(labels, [])
    import docx  # noqa: PLC0415 -- every start would wait for it

    form = docx.Document()
    form.add_heading(_("Action plan"), 0)
    form.add_paragraph(_("One table for each action. Copy a table when you need more."))
    for number in range(1, FORMS + 1):
        form.add_heading(_("Action %(number)s") % {"number": number}, 1)
        _add_table(form, labels)
    file = io.BytesIO()
    form.save(file)
    return file.getvalue()


def _add_table(form: Any, labels: Sequence[str]) -> None:
    from docx.shared import Cm  # noqa: PLC0415 -- as above

    table = form.add_table(rows=len(labels), cols=2, style="Table Grid")
    for row, label in zip(table.rows, labels, strict=True):
        row.cells[0].text = label
        row.cells[0].width, row.cells[1].width = Cm(5), Cm(11)


# --- in -------------------------------------------------------------------------------------------
def read(content: bytes) -> Table:
    """The rows of the file under the names of our columns. Raises NotATable."""
    if len(content) > MOST_BYTES:
        raise NotATable(_("The file is larger than 10 MB."))
    if content.startswith(ZIP):
        parts = _looked_into(content)
        if "word/document.xml" in parts:
            return _named(_document(content))
    return _named(table_in(content))


def _looked_into(content: bytes) -> set[str]:
    """The names of the parts of a packed file, which is refused if it is not honest."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise NotATable(_("The file is damaged.")) from None
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > 1_000:
        raise NotATable(_("The file would unpack to far more than an action plan needs."))
    names = {part.filename for part in parts}
    if any(word in name.casefold() for name in names for word in MACROS):
        raise NotATable(_("The file holds macros. Save it without them, as DOCX or XLSX."))
    return names


def _document(content: bytes) -> Table:
    import docx  # noqa: PLC0415 -- as above

    try:
        document = docx.Document(io.BytesIO(content))
        rows = list(_rows(document.tables))
    except NotATable:
        raise
    except Exception:
        raise NotATable(_("The file cannot be read as DOCX. Save it anew.")) from None
    if not rows:
        raise NotATable(_("The document holds no table of an action plan."))
    header = list(dict.fromkeys(name for row in rows for name in row))
    table = [(n, [row.get(name) for name in header]) for n, row in enumerate(rows, 1)]
    return Table(header, table)


def _rows(tables: Iterable[Any]) -> Iterator[dict[str, str]]:
    """Each action as heading and text, from either kind of table."""
    count = 0
    for table in tables:
        lines = [[cell.text.strip() for cell in row.cells] for row in _few(table.rows)]
        for row in _of_table(lines):
            if any(row.values()):
                count += 1
                yield row
        if count > MOST_ROWS:
            raise NotATable(_("The document holds too many actions."))


def _of_table(lines: list[list[str]]) -> Iterator[dict[str, str]]:
    if not lines:
        return
    if sum(bool(column_called(cell)) for cell in lines[0]) >= LEAST and len(lines[0]) > LEAST:
        yield from (dict(zip(lines[0], line, strict=False)) for line in lines[1:])
    elif sum(bool(line and column_called(line[0])) for line in lines) >= LEAST:
        yield {line[0]: line[1] for line in lines if len(line) > 1}


def _few(rows: Any) -> list[Any]:
    found = list(rows)
    if len(found) > MOST_ROWS:
        raise NotATable(_("The document holds too many actions."))
    return found


def _named(table: Table) -> Table:
    """Headings become names of columns; what we do not know is left out. Raises NotATable."""
    names = [column_called(heading) for heading in table.header]
    kept = [n for n, name in enumerate(names) if name in (KEY, *WRITTEN) and name not in names[:n]]
    header = [names[n] for n in kept]
    if "title" not in header and KEY not in header:
        raise NotATable(_("No heading of the table means the title of an action."))
    return Table(header, [(at, [row[n] for n in kept]) for at, row in table.rows])
