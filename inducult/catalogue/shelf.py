"""The records of an edition as they were published, each to be had by its number in a moment.

One file of JSON lines and one of positions in it; a record is read with a single `pread`, which
needs no lock and no memory. Derived from the published records; the GeoParquet holds them as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

RECORDS = "records.jsonl"
STARTS = "records.npy"


class ShelfWriter:
    """Writes records in the order in which they come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = (folder / RECORDS).open("wb")
        self._sizes: list[int] = []

    def extend(self, lines: bytes, sizes: Iterable[int]) -> None:
        """Takes lines of JSON, each with its end, and the size of each."""
        self._sizes += sizes
        self._file.write(lines)

    def __enter__(self) -> ShelfWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        starts = np.concatenate([[0], np.cumsum(self._sizes, dtype=np.int64)])
        np.save(self._folder / STARTS, starts.astype(np.int64))


class Shelf:
    """Reads records by the number of their line."""

    def __init__(self, folder: Path) -> None:
        self._starts: NDArray[np.int64] = np.load(folder / STARTS)
        self._file = (folder / RECORDS).open("rb")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def read(self, line: int) -> bytes:
        """The record as JSON."""
        start, end = int(self._starts[line]), int(self._starts[line + 1]) - 1
        return os.pread(self._file.fileno(), end - start, start)
