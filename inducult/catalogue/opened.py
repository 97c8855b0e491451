"""An edition opened for reading: its tables in the memory of one process."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import duckdb_extension_spatial
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from inducult.catalogue.columns import COLUMNS, SETS
from inducult.catalogue.facets import Sets
from inducult.catalogue.lexicon import Lexicon
from inducult.catalogue.shelf import Shelf
from inducult.catalogue.sql import Sql

EXTENSION: Final = (
    Path(duckdb_extension_spatial.__file__).parent
    / "extensions"
    / f"v{duckdb.__version__}"
    / "spatial.duckdb_extension"
)
PLACES: Final = """
CREATE TABLE places AS SELECT * EXCLUDE (first_years, last_years, line),
    list_min(first_years) AS first_year, list_max(last_years) AS last_year,
    len(first_years) > 1 AS several
FROM read_parquet(?) ORDER BY row
"""
SPANS: Final = """
CREATE TABLE spans AS
SELECT row, unnest(first_years) AS first_year, unnest(last_years) AS last_year
FROM read_parquet(?) WHERE len(first_years) > 1
"""


class Tables:
    """The columns of an edition in DuckDB, its records, words and sets. Safe between threads."""

    def __init__(self, index: Path, *, memory_mb: int, threads: int) -> None:
        self.shelf = Shelf(index)
        self.lexicon = Lexicon.read(index)
        texts: dict[str, list[str]] = json.loads((index / SETS).read_text(encoding="utf-8"))
        self.texts = texts
        self.sets = {name: Sets(keys) for name, keys in texts.items() if name != "hours"}
        numbers = pq.read_table(index / COLUMNS, columns=["line", "type"])
        self.lines: NDArray[np.uint32] = numbers["line"].to_numpy()
        self.types: NDArray[np.int32] = numbers["type"].to_numpy()
        self._engine = _engine(memory_mb, threads)
        self._engine.execute(PLACES, [str(index / COLUMNS)])
        self._engine.execute(SPANS, [str(index / COLUMNS)])
        self._engine.execute("SET enable_external_access = false")
        self._engine.execute("SET lock_configuration = true")
        self._cursors = threading.local()

    def __len__(self) -> int:
        return len(self.shelf)

    def ask(self, sql: Sql, found: NDArray[np.uint8] | None = None) -> duckdb.DuckDBPyConnection:
        """Runs a query on a cursor of this thread; `found` becomes the relation of that name."""
        cursor = self._cursor()
        if found is not None:
            cursor.register("found", pa.table({"score": found}))
        return cursor.execute(sql.text, sql.values)

    def rows(self, sql: Sql, found: NDArray[np.uint8] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.ask(sql, found).fetchall()

    def records(self, rows: Sequence[int]) -> list[dict[str, Any]]:
        """The records of some rows, in their order."""
        return [json.loads(self.shelf.read(int(self.lines[row]))) for row in rows]

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._cursors, "cursor"):
            self._cursors.cursor = self._engine.cursor()
        cursor: duckdb.DuckDBPyConnection = self._cursors.cursor
        return cursor


def _engine(memory_mb: int, threads: int) -> duckdb.DuckDBPyConnection:
    engine = duckdb.connect(
        ":memory:",
        config={
            "threads": threads,
            "memory_limit": f"{memory_mb}MB",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    engine.execute(f"LOAD '{EXTENSION}'")
    return engine
