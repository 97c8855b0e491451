"""What the interfaces read, derived from an edition once: columns to ask and features to send.

It lies in the edition's annex and goes when that goes. A feature is written here as it will be
sent, so that sending a thousand is reading a thousand pieces of a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from inducult.catalogue.queries import Edition
from inducult.catalogue.shelf import Shelf, ShelfWriter
from inducult.opendata.features.fields import EVENTS, OFFERS, PLACES
from inducult.opendata.features.rows import Row, event_rows, feature, offer_rows, place_row
from inducult.opendata.features.table import Field, Spans, Table, columns_of, without

ANNEX: Final = "opendata-1"  # the number changes with the shape of what lies there
COLUMNS: Final = "columns.arrow"
SPANS: Final = "spans.npy"
BATCH: Final = 2_000  # places that are in memory at a time
DERIVED: Final = (
    *("id", "name", "name_language", "themes", "types", "times", "first_years", "last_years"),
    *("offers", "audiences", "visit_languages", "accessibility", "regions", "areas", "record"),
)
LAYERS: Final[Mapping[str, Mapping[str, Field]]] = {
    "places": PLACES,
    "offers": OFFERS,
    "events": EVENTS,
}
EPOCH: Final = 1970


def is_prepared(edition: Edition) -> bool:
    return edition.annex(ANNEX).is_dir()


def prepare(edition: Edition) -> None:
    """Derives everything; does nothing if it is there. It appears whole or not at all."""
    target = edition.annex(ANNEX)
    if target.is_dir() or not target.parent.is_dir():
        return
    with TemporaryDirectory(prefix=f"{ANNEX}-", dir=target.parent) as made:
        _write(edition, Path(made) / ANNEX)
        try:
            (Path(made) / ANNEX).rename(target)
        except OSError:
            if not target.is_dir():  # else somebody else was faster
                raise


def opened(edition: Edition) -> dict[str, Table]:
    """The tables of a prepared edition; its columns stay on disk and are mapped."""
    return {name: _table(edition, name, fields) for name, fields in LAYERS.items()}


def _table(edition: Edition, name: str, fields: Mapping[str, Field]) -> Table:
    folder = edition.annex(ANNEX) / name
    with pa.memory_map(str(folder / COLUMNS)) as file:
        columns = pa.ipc.open_file(file).read_all().combine_chunks().to_batches()
    shelf = Shelf(folder)
    table = Table(
        fields,
        columns[0] if columns else columns_of(fields.values(), []),
        lambda rows: [shelf.read(row) for row in rows.tolist()],
        Spans(*np.load(folder / SPANS)),
    )
    return without(table, edition.left_out, "id" if name == "places" else "place")


def _write(edition: Edition, folder: Path) -> None:
    writers = {name: _Writer(folder / name, fields) for name, fields in LAYERS.items()}
    for places in _places(edition.parquet):
        rows: dict[str, list[Row]] = {name: [] for name in LAYERS}
        for record, derived, place in places:
            rows["places"].append(place)
            rows["offers"] += offer_rows(record, place)
            rows["events"] += event_rows(record, place)
            writers["places"].span(derived["first_years"], derived["last_years"])
        for name, writer in writers.items():
            writer.extend(rows[name])
    for writer in writers.values():
        writer.close()


def _places(parquet: Path) -> Iterator[list[tuple[Row, Row, Row]]]:
    """Batches of records with what the edition derived from them and their properties."""
    with pq.ParquetFile(parquet) as file:
        for batch in file.iter_batches(BATCH, columns=list(DERIVED)):
            several = []
            for derived in batch.to_pylist():
                record = json.loads(derived.pop("record"))
                several.append((record, derived, place_row(record, derived)))
            yield several


@dataclass
class _Writer:
    """Writes the rows of one collection as they come; columns wait in memory."""

    folder: Path
    fields: Mapping[str, Field]
    batches: list[pa.RecordBatch] = field(default_factory=list)
    count: int = 0
    spans: list[tuple[int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.shelf = ShelfWriter(self.folder).__enter__()

    def span(self, first: Sequence[int], last: Sequence[int]) -> None:
        """Years of the next row, as days; years come in order, one call a row."""
        for begin, end in zip(first, last, strict=True):
            self.spans.append((self.count, _day(begin), _day(end + 1) - 1))
        self.count += 1

    def extend(self, rows: Sequence[Row]) -> None:
        if self.fields is EVENTS:
            self._spans_of_days(rows)
        self.shelf.extend(map(feature, rows))
        self.batches.append(columns_of(self.fields.values(), rows))

    def _spans_of_days(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if row["starts_on"]:
                days = np.array([row["starts_on"], row["ends_on"]], "datetime64[D]").astype(int)
                self.spans.append((self.count, int(days[0]), int(days[1])))
            self.count += 1

    def close(self) -> None:
        self.shelf.__exit__(None, None, None)
        table = pa.Table.from_batches(self.batches) if self.batches else None
        whole = table.unify_dictionaries().combine_chunks() if table else None
        batch = whole.to_batches()[0] if whole and len(whole) else None
        schema = batch.schema if batch else columns_of(self.fields.values(), []).schema
        with pa.ipc.new_file(str(self.folder / COLUMNS), schema) as writer:
            if batch:
                writer.write_batch(batch)
        np.save(self.folder / SPANS, np.array(self.spans, np.int32).reshape(-1, 3).T)


def _day(year: int) -> int:
    """The first of January of a year, in days since 1970."""
    return int(np.datetime64(year - EPOCH, "Y").astype("datetime64[D]").astype(int))
