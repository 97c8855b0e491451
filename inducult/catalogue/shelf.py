"""The records of an edition as they were published, each to be had by its number in a moment.

One file of JSON texts end to end and one of positions in it: a record is read with a single
`pread`, which needs no lock and no memory. The GeoParquet holds the records as well.
"""

from __future__ import annotations

import os
import weakref
from array import array
from collections.abc import Iterable
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
        self._sizes = array("q")

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
        starts = np.zeros(len(self._sizes) + 1, dtype=np.int64)
        np.cumsum(np.array(self._sizes, dtype=np.int64), out=starts[1:])
        np.save(self._folder / STARTS, starts)


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

    def read_all(self, numbers: NDArray[np.int64]) -> pa.StringArray:
        """Many records at once, without a copy for each."""
        starts = self._starts[numbers]
        ends = np.cumsum(self._starts[numbers + 1] - starts)
        offsets = np.concatenate([[0], ends]).astype(np.int32)
        texts = bytearray(int(offsets[-1]))
        memory = memoryview(texts)
        # Mapped into memory, each record would cost a page fault or two: four times as much.
        for start, first, last in zip(
            starts.tolist(), offsets[:-1].tolist(), offsets[1:].tolist(), strict=True
        ):
            os.preadv(self._file, [memory[first:last]], start)
        return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(texts))
