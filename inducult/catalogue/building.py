"""From published records to the files of an edition.

Reading takes records one batch at a time and keeps only columns in memory; the records themselves
go to disk as they come. Writing puts the places into the order of the map and makes the files.
The GeoParquet depends on the records alone: not on their order, not on a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
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
from inducult.catalogue.flattening import Flat
from inducult.catalogue.gathering import Gathering
from inducult.catalogue.geoparquet import write_places
from inducult.catalogue.lexicon import Rows
from inducult.catalogue.schema import ROW
from inducult.catalogue.shelf import ShelfWriter
from inducult.catalogue.spreading import flattened

BATCH: Final = 5_000  # records that are taken apart at a time
MANY: Final = 50_000  # records from which starting other processes pays

Progress = Callable[[str, int], None]


def silent(step: str, done: int) -> None:
    """Tells nobody."""


@dataclass
class Material:
    """All that was read, before it is put in order."""

    words: Gathering
    columns: dict[str, list[pa.Array]] = field(default_factory=lambda: {n: [] for n in ROW.names})
    count: int = 0

    def joined(self) -> pa.Table:
        """All rows in the order in which they came, each column in one piece.

        Lets go of a column's pieces before it joins the next, so nothing is there twice.
        """
        return pa.table([_joined(self.columns.pop(each.name), each.type) for each in ROW], ROW)

    def add(self, flat: Flat) -> None:
        """Takes a batch."""
        self.words.add(flat.seen, self.count)
        for name, pieces in self.columns.items():
            pieces.append(_own(flat.rows[name]))
        self.count += len(flat.rows)


def build(
    records: Iterable[str],
    folder: Path,
    *,
    as_of: date,
    total: int | None = None,
    progress: Progress = silent,
) -> int:
    """Writes the files of an edition into an empty folder; returns the number of places.

    `records` are places as JSON text, `as_of` the day for which past, present and future hold.
    With a large `total`, other processes help.
    """
    index = folder / "index"
    index.mkdir(parents=True)
    workers = 2 if total and total >= MANY else 0
    material = read(records, index, as_of=as_of, workers=workers, progress=progress)
    write(material, folder, progress=progress)
    return material.count


def read(
    records: Iterable[str],
    index: Path,
    *,
    as_of: date,
    workers: int = 0,
    progress: Progress = silent,
) -> Material:
    """Takes all records apart; the records themselves lie in `index` afterwards."""
    material = Material(Gathering(index))
    with ShelfWriter(index) as shelf:
        for flat in flattened(_kept(_batches(records), shelf), as_of, workers):
            material.add(flat)
            progress("read", material.count)
    return material


def write(material: Material, folder: Path, *, progress: Progress = silent) -> None:
    """Puts what was read into the order of the map and writes every file but the manifest."""
    rows = material.joined()
    order = np.lexsort((_ranks(rows["id"]), _codes(rows)))
    progress("sorted", material.count)
    with ThreadPoolExecutor(2) as threads:
        tasks = [
            threads.submit(write_places, rows, folder, order),
            threads.submit(_write_index, material.words, rows, folder / "index", order),
        ]
        for task in tasks:
            task.result()
    progress("written", material.count)


def _write_index(words: Gathering, rows: pa.Table, index: Path, order: NDArray[np.int64]) -> None:
    write_columns(rows, index, order)
    words.write(_inverse(order))


def _own(piece: pa.Array) -> pa.Array:
    """A copy in Arrow's own memory.

    What another process sent lies in memory of Python's, which is not given back when it is free:
    a third more at a million places.
    """
    return pa.concat_arrays([piece, piece.slice(0, 0)])


def _joined(pieces: list[pa.Array], kind: pa.DataType) -> pa.Array:
    whole: pa.Array = pa.chunked_array(pieces, kind).unify_dictionaries().combine_chunks()
    return whole


def _batches(records: Iterable[str]) -> Iterator[list[bytes]]:
    stream = (record.strip().encode() for record in records)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _kept(batches: Iterable[list[bytes]], shelf: ShelfWriter) -> Iterator[list[bytes]]:
    for batch in batches:
        shelf.extend(batch)
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
