"""The places of a result in bulk: counted at once, read as a stream.

Whoever hands data on (downloads, feeds, interfaces) reads here. A selection holds the numbers of
its rows, eight bytes each; records come from the disk a batch at a time, so a million of them
take no more memory than a thousand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.counting import Rows, size

Record = dict[str, Any]
BATCH: Final = 1_000  # records that are in memory at a time
APART: Final = "share_alike_position"


@dataclass(frozen=True)
class Selection:
    """What a filter lets through, in the edition's own order (that of the map, then of the
    identifier). The same edition and filter give the same order at every time and on every machine.

    `records` are open data (CC BY). Positions whose licence spreads are not in them: those come
    from `share_alike_positions` alone, to be handed on apart.
    """

    rows: Rows
    read: Callable[[NDArray[np.int64]], list[bytes]]  # the records of some rows as JSON

    def __len__(self) -> int:
        return size(self.rows)

    def numbers(self, first: int = 0, most: int | None = None) -> NDArray[np.int64]:
        """Rows of the edition from the `first` place (from 0) on, at `most` so many."""
        after = len(self) if most is None else first + most
        if isinstance(self.rows, slice):
            start = self.rows.start
            return np.arange(start, self.rows.stop)[first:after]
        return self.rows[first:after]

    def texts(self, first: int = 0, most: int | None = None) -> Iterator[list[bytes]]:
        """Batches of records as JSON texts, as they were published: for our own eyes, since
        positions under a share-alike licence are still in them."""
        numbers = self.numbers(first, most)
        for start in range(0, len(numbers), BATCH):
            yield self.read(numbers[start : start + BATCH])

    def batches(self, first: int = 0, most: int | None = None) -> Iterator[list[Record]]:
        """Batches of open records."""
        for texts in self.texts(first, most):
            yield [{**json.loads(text), APART: None} for text in texts]

    def records(self, first: int = 0, most: int | None = None) -> Iterator[Record]:
        """Open records one by one."""
        for batch in self.batches(first, most):
            yield from batch

    def share_alike_positions(self) -> Iterator[Record]:
        """`id`, `slug`, `lon`, `lat`, `precision`, `source` and `licence` of each position that
        comes under a share-alike licence."""
        for texts in self.texts():
            for record in map(json.loads, texts):
                if record.get(APART):
                    yield {"id": record["id"], "slug": record["slug"], **record[APART]}
