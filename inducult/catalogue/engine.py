"""DuckDB in this process, without network and without files: it writes the vector tiles."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

import duckdb
import duckdb_extension_spatial
import pyarrow as pa

from inducult.catalogue.sql import TILE

EXTENSION: Final = (
    Path(duckdb_extension_spatial.__file__).parent
    / "extensions"
    / f"v{duckdb.__version__}"
    / "spatial.duckdb_extension"
)
SAFE: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class Engine:
    """One database in memory, with a cursor for each thread."""

    def __init__(self, *, memory_mb: int, threads: int) -> None:
        config = {**SAFE, "memory_limit": f"{memory_mb}MB", "threads": threads}
        self._database = duckdb.connect(":memory:", config=config)
        self._database.execute(f"LOAD '{EXTENSION}'")
        self._database.execute("SET enable_external_access = false")
        self._database.execute("SET lock_configuration = true")
        self._threads = threading.local()

    def tile(self, features: pa.Table) -> bytes:
        """A vector tile with one layer, `places` (Mapbox Vector Tile 2.1)."""
        cursor = self._cursor()
        cursor.register("features", features)
        answer = cursor.execute(TILE).fetchone()
        return bytes(answer[0]) if answer else b""

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._threads, "cursor"):
            self._threads.cursor = self._database.cursor()
        cursor: duckdb.DuckDBPyConnection = self._threads.cursor
        return cursor
