"""What is taken away: the places of an edition and a filter, with all that must be said of them.

Every dialect is written from the same stream of rows, so each holds the same places, the same
values and the same attribution. A row has the properties of the interfaces (`features.rows`), and
its own address, sources and attribution.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from inducult.catalogue.queries import Edition, Filter, Selection
from inducult.opendata.citing import CREATOR, LICENCE, TITLE
from inducult.opendata.features.fields import NAMES, PLACES
from inducult.opendata.features.rows import Row, place_row
from inducult.opendata.features.table import Kind

Numbers = NDArray[np.float64]

BATCH: Final = 1_000  # places that are in memory at a time
DERIVED: Final = (
    *("id", "name", "name_language", "themes", "types", "times", "first_years", "last_years"),
    *("offers", "audiences", "visit_languages", "accessibility", "regions", "areas", "record"),
)
ARROW: Final = {
    Kind.TEXT: pa.string(),
    Kind.DATE: pa.string(),
    Kind.SET: pa.list_(pa.string()),
    Kind.INTEGER: pa.int32(),
    Kind.FLAG: pa.bool_(),
}
BETWEEN: Final = ";"  # stands between the values of a set where a table has room for one text

SCHEMA: Final = pa.schema(
    [
        ("id", pa.string()),
        ("url", pa.string()),
        *[(name, ARROW[field.kind]) for name, field in PLACES.items()],
        *[(name, pa.string()) for name in (*NAMES, "summary", "summary_language")],
        ("sources", pa.list_(pa.string())),
        ("attribution", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
    ]
)
SETS: Final = tuple(field.name for field in SCHEMA if pa.types.is_list(field.type))


@dataclass(frozen=True)
class Taking:
    """The places of an edition that a filter lets through; `site` has no slash at its end."""

    edition: Edition
    wanted: Filter
    moment: datetime
    site: str

    @cached_property
    def selection(self) -> Selection:
        return self.edition.select(self.wanted, moment=self.moment)

    def __len__(self) -> int:
        return len(self.selection)

    @property
    def query(self) -> str:
        """What was asked for, as a query string."""
        return self.wanted.to_query(page=1, sort="relevance", edition=None)

    @property
    def address(self) -> str:
        """The address of the edition, under which it is cited."""
        return f"{self.site}/editions/{self.edition.number}"

    @property
    def title(self) -> str:
        return f"{TITLE}, edition {self.edition.number}"

    @property
    def attribution(self) -> str:
        return f"{CREATOR}, edition {self.edition.number}, CC BY 4.0, {self.address}"

    @property
    def about(self) -> dict[str, str]:
        """What every file says of itself."""
        return {
            "title": self.title,
            "description": (
                "Places of past, present and future industrial culture. "
                "Each place names its sources, and the licence of its position."
            ),
            "edition": str(self.edition.number),
            "state": self.edition.changed_at.isoformat(),
            "filter": self.query or "none: all places",
            "places": str(len(self)),
            "licence": LICENCE[0],
            "licence_url": LICENCE[1],
            "attribution": self.attribution,
            "source": self.address,
        }

    @cached_property
    def points(self) -> tuple[Numbers, Numbers]:
        """Longitudes and latitudes of the places that have a position."""
        tables = taken(self.edition, self.selection, ["bbox"])
        boxes = [table["bbox"].combine_chunks() for table in tables]
        sides = [
            np.concatenate(
                [box.field(side).to_numpy(zero_copy_only=False) for box in boxes] or [[]]
            )
            for side in ("xmin", "ymin")
        ]
        known = np.isfinite(sides[0].astype(float))
        lon, lat = (side[known].astype(float) for side in sides)
        return lon, lat

    @property
    def left_out(self) -> str:
        """What a dialect says that has no room for places without a position; "" if none is."""
        lost = len(self) - len(self.points[0])
        return (
            f" {lost} of the places have no known position and are not in this file."
            if lost
            else ""
        )

    def rows(self) -> Iterator[Row]:
        """The rows, in the order of the map."""
        for batch in self._batches():
            yield from batch

    def tables(self) -> Iterator[pa.RecordBatch]:
        """The rows as batches of columns (`SCHEMA`)."""
        for batch in self._batches():
            yield pa.RecordBatch.from_pylist(batch, schema=SCHEMA)

    def _batches(self) -> Iterator[list[Row]]:
        for derived in taken(self.edition, self.selection, DERIVED):
            for first in range(0, len(derived), BATCH):
                yield [self._row(each) for each in derived.slice(first, BATCH).to_pylist()]

    def _row(self, derived: dict[str, Any]) -> Row:
        record = json.loads(derived.pop("record"))
        row = place_row(record, derived)
        return {
            **row,
            "url": f"{self.site}/id/{record['id']}",
            "sources": sources_of(record),
            "attribution": self._attribution(record),
        }

    def _attribution(self, record: Mapping[str, Any]) -> str:
        """Whom to name for this place: us, and whose its position is."""
        position = record["position"] or {}
        said = f"; position: {position['source']}" if position.get("source") else ""
        return f"{CREATOR}, CC BY 4.0{said}"


def taken(edition: Edition, selection: Selection, columns: Iterable[str]) -> Iterator[pa.Table]:
    """The rows of a selection from the edition's own Parquet, a group of rows at a time."""
    numbers, first = selection.numbers(), 0
    with pq.ParquetFile(edition.parquet) as file:
        for group in range(file.num_row_groups):
            after = first + file.metadata.row_group(group).num_rows
            here = numbers[(numbers >= first) & (numbers < after)] - first
            if len(here):
                yield file.read_row_group(group, columns=list(columns)).take(pa.array(here))
            first = after


def sources_of(record: Mapping[str, Any]) -> list[str]:
    """The addresses of all sources of a record, each once."""
    facts = [fact["source"] for fact in record["facts"]]
    found = [source["url"] for source in record["sources"]] + facts
    return list(dict.fromkeys(each for each in found if each))


def flat(row: Row) -> dict[str, Any]:
    """A row for tables: a set as one text, nothing as None."""
    joined = {name: BETWEEN.join(row[name] or ()) or None for name in SETS}
    return {name: joined.get(name, row[name]) for name in SCHEMA.names}
