"""The records of an edition as they were published, each to be had by its number in a moment.

One file of JSON texts end to end and one of positions in it: a record is read with a single
`pread`, which needs no lock and no memory. The GeoParquet holds the records as well.
"""

from __future__ import annotations

import mmap
import os
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

RECORDS: Final = "records"
STARTS: Final = "records.npy"


class ShelfWriter:
    """Writes records in the order in which they come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = (folder / RECORDS).open("wb")
        self._sizes: list[int] = []

    def extend(self, texts: Iterable[bytes]) -> None:
        for text in texts:
            self._sizes.append(len(text))
            self._file.write(text)

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
    """Reads records by the number under which they were written."""

    def __init__(self, folder: Path) -> None:
        self._starts: NDArray[np.int64] = np.load(folder / STARTS)
        self._file = os.open(folder / RECORDS, os.O_RDONLY)
        # An edition is in use by requests under way when another takes its place: the last closes.
        weakref.finalize(self, os.close, self._file)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def read(self, number: int) -> bytes:
        """The record as JSON."""
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        return os.pread(self._file, end - start, start)

    def groups(self, order: NDArray[np.int64], size: int) -> Iterator[pa.StringArray]:
        """All records in another order, some at a time, in little memory."""
        if not len(self):
            return
        with mmap.mmap(self._file, 0, access=mmap.ACCESS_READ) as memory:
            texts = pa.LargeStringArray.from_buffers(
                len(self), pa.py_buffer(self._starts), pa.py_buffer(memory)
            )
            memory.madvise(mmap.MADV_RANDOM)
            for start in range(0, len(order), size):
                yield texts.take(pa.array(order[start : start + size])).cast(pa.string())
                memory.madvise(mmap.MADV_DONTNEED)  # the pages stay with the system, not with us
            del texts
