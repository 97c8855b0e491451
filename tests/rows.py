"""Rows that many tests begin with: made by the product once, then written as they were.

What a deed writes into empty tables is the same each time. Asking the product to do it again for
a thousand tests was a sixth of their time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.db import connection, transaction

Rows = dict[str, set[tuple[Any, ...]]]
Written = dict[str, tuple[list[str], list[tuple[Any, ...]]]]

KEPT: Final[dict[str, Written]] = {}


def as_once(name: str, deed: Callable[[], object]) -> None:
    """The deed's rows; by the deed itself the first time, and where others stand in their place."""
    if name in KEPT and _has_room(KEPT[name]):
        _write(KEPT[name])
        return
    before = _rows()
    deed()
    after = _rows()
    assert all(rows <= after[table] for table, rows in before.items()), "the deed changed rows"
    new = {table: sorted(rows - before[table], key=repr) for table, rows in after.items()}
    KEPT.setdefault(name, {table: (_columns(table), rows) for table, rows in new.items() if rows})


def _has_room(written: Written) -> bool:
    with connection.cursor() as cursor:
        for table in written:
            cursor.execute(f"SELECT 1 FROM {_quoted(table)} LIMIT 1")  # noqa: S608 -- its own
            if cursor.fetchone():
                return False
    return True


@transaction.atomic
def _write(written: Written) -> None:
    with connection.cursor() as cursor:
        for table, (columns, rows) in written.items():
            names = ", ".join(map(_quoted, columns))
            cells = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {_quoted(table)} ({names}) VALUES ({cells})"  # noqa: S608 -- its own
            cursor.executemany(sql, rows)


def _rows() -> Rows:
    with connection.cursor() as cursor:
        return {table: _rows_of(cursor, table) for table in connection.introspection.table_names()}


def _rows_of(cursor: Any, table: str) -> set[tuple[Any, ...]]:
    cells = ", ".join(_cell(cursor, table, column) for column in _columns(table))
    cursor.execute(f"SELECT {cells} FROM {_quoted(table)}")  # noqa: S608 -- its own
    return set(cursor.fetchall())


def _cell(cursor: Any, table: str, column: str) -> str:
    """PostgreSQL takes the text of a value for the value again, also of JSON and arrays."""
    return f"{_quoted(column)}::text" if connection.vendor == "postgresql" else _quoted(column)


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(table)} LIMIT 0")  # noqa: S608 -- its own
        return [column[0] for column in cursor.description]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
