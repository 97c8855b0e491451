"""Tiles of everything, kept as files: what no filter narrows is the same for everybody.

    index/tiles-1a2b3c4d/de/7/68/43.mvt       as it is, and beside it
    index/tiles-1a2b3c4d/de/7/68/43.mvt.gz    compressed once

The name of the folder depends on what was withdrawn: after a withdrawal others are made. Files
are made when they are first asked for, whole or not at all; deep tiles are quick enough to be made
each time and would be many.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

DEEPEST: Final = 12  # zoom
LEVEL: Final = 6  # of gzip


class TileFiles:
    """The kept tiles of an edition."""

    def __init__(self, index: Path, left_out: Iterable[str]) -> None:
        told = hashlib.sha256(" ".join(sorted(left_out)).encode()).hexdigest()
        self._folder = str(index / f"tiles-{told[:8]}")
        self._index = index

    def name(self, language: str, zoom: int, column: int, row: int) -> str:
        """Where a tile lies if it is kept; `.gz` follows for the compressed one."""
        return f"{self._folder}/{language}/{zoom}/{column}/{row}.mvt"

    def read(
        self, language: str, zoom: int, column: int, row: int, *, packed: bool = False
    ) -> bytes | None:
        """A kept tile, as it is or compressed; None if it is not there."""
        if zoom > DEEPEST:
            return None
        name = self.name(language, zoom, column, row)
        try:
            with open(f"{name}.gz" if packed else name, "rb", buffering=0) as file:  # noqa: PTH123
                return file.read()
        except OSError:
            return None

    def keep(self, content: bytes, language: str, zoom: int, column: int, row: int) -> None:
        """Keeps a tile that has something in it."""
        if zoom > DEEPEST or not content or not self._index.is_dir():
            return
        file = Path(self.name(language, zoom, column, row))
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file.with_suffix(".mvt.gz"), gzip.compress(content, LEVEL, mtime=0))
        _write(file, content)  # last: whoever finds it finds the other


def _write(file: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=file.parent, delete=False) as made:
        made.write(content)
    os.chmod(made.name, 0o644)  # noqa: PTH101 -- a name, not a Path
    os.replace(made.name, file)  # noqa: PTH105
