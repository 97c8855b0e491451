"""From published records to the files of an edition.

Reading takes records one batch at a time and keeps only columns in memory; the records themselves
go to disk as they come. Writing puts the places into the order of the map and makes the files.
The GeoParquet depends on the records alone: not on their order, not on a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from inducult.catalogue import grid
from inducult.catalogue.columns import MICRO, positions, write_columns
from inducult.catalogue.flattening import Flat, flatten
from inducult.catalogue.gathering import Gathering
from inducult.catalogue.geoparquet import write_places
from inducult.catalogue.lexicon import Rows
from inducult.catalogue.schema import ROW
from inducult.catalogue.shelf import ShelfWriter

BATCH: Final = 5_000  # records that are taken apart at a time

Progress = Callable[[str, int], None]


def silent(step: str, done: int) -> None:
    pass


@dataclass
class Material:
    """All that was read, before it is put in order."""

    batches: list[pa.RecordBatch] = field(default_factory=list)
    words: Gathering = field(default_factory=Gathering)
    count: int = 0

    def add(self, flat: Flat, shelf: ShelfWriter) -> None:
        """Takes a batch; the records go to the shelf."""
        shelf.extend(flat.texts, flat.sizes)
        self.words.add(flat.seen, self.count)
        self.batches.append(flat.rows)
        self.count += len(flat.sizes)


def build(records: Iterable[str], folder: Path, *, as_of: date, progress: Progress = silent) -> int:
    """Writes the files of an edition into an empty folder; returns the number of places.

    `records` are places as JSON text, `as_of` the day for which past, present and future hold.
    """
    index = folder / "index"
    index.mkdir(parents=True)
    material = read(records, index, as_of=as_of, progress=progress)
    write(material, folder, progress=progress)
    return material.count


def read(
    records: Iterable[str], index: Path, *, as_of: date, progress: Progress = silent
) -> Material:
    """Takes all records apart; the records themselves lie in `index` afterwards."""
    material = Material()
    with ShelfWriter(index) as shelf:
        for texts in _batches(records):
            material.add(flatten(texts, as_of), shelf)
            progress("read", material.count)
    return material


def write(material: Material, folder: Path, *, progress: Progress = silent) -> None:
    """Puts what was read into the order of the map and writes every file but the manifest."""
    rows = pa.Table.from_batches(material.batches, ROW).combine_chunks()
    codes = _codes(rows)
    order = np.lexsort((_ranks(rows["id"]), codes))
    rows = rows.take(pa.array(order))
    progress("sorted", material.count)
    write_places(rows, folder, order)
    progress("places", material.count)
    write_columns(rows, folder / "index", order)
    material.words.write(folder / "index", _inverse(order))
    progress("indexed", material.count)


def _batches(records: Iterable[str]) -> Iterator[list[str]]:
    stream = iter(records)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _codes(rows: pa.Table) -> NDArray[np.uint64]:
    """Morton numbers; places without a position come last."""
    lon, lat, known = positions(rows)
    codes = np.full(len(lon), grid.NOWHERE)
    codes[known] = grid.morton(*grid.units(lon[known] / MICRO, lat[known] / MICRO))
    return codes


def _ranks(ids: pa.ChunkedArray) -> NDArray[Any]:
    """Identifiers as numbers of the same order."""
    ranks: NDArray[Any] = pc.rank(ids, sort_keys="ascending", tiebreaker="first").to_numpy()
    return ranks


def _inverse(order: NDArray[np.int64]) -> Rows:
    inverse = np.empty(len(order), dtype=np.uint32)
    inverse[order] = np.arange(len(order), dtype=np.uint32)
    return inverse
