"""An edition and what can be asked of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue import tiles
from inducult.catalogue.cards import Card, card_of
from inducult.catalogue.columns import MICRO, NOWHERE, Columns
from inducult.catalogue.concepts import load_concepts
from inducult.catalogue.counting import Rows, count, size
from inducult.catalogue.facets import FacetCount
from inducult.catalogue.figures import Figures, figures_of
from inducult.catalogue.filters import Box, Filter, Near
from inducult.catalogue.geoparquet import PLACES
from inducult.catalogue.judging import Asked, distances_km, judge
from inducult.catalogue.lexicon import Lexicon
from inducult.catalogue.manifest import read_manifest
from inducult.catalogue.openness import Openness
from inducult.catalogue.ordering import page_of
from inducult.catalogue.reindexing import made_by
from inducult.catalogue.schema import INDEX
from inducult.catalogue.searching import Search
from inducult.catalogue.selecting import Selection
from inducult.catalogue.shelf import Shelf
from inducult.catalogue.tile_files import TileFiles
from inducult.catalogue.withdrawals import Withdrawn, left_out, read_replaced
from inducult.places.hours import Answer

MOST_HERE: Final = 500  # cards of one point


@dataclass(frozen=True)
class Results:
    """One page of a result and the counts over all of it.

    `without_hours` is how many places of the result (whether open or not) have no known hours.
    """

    total: int
    cards: list[Card]
    facets: dict[str, list[FacetCount]]
    without_hours: int
    page: int
    pages: int


def _digest(manifest: dict[str, Any], gone: frozenset[str]) -> str:
    """What an edition is in short: its files, and what has been withdrawn from it since."""
    told = json.dumps([manifest, sorted(gone)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


class OutdatedEdition(RuntimeError):
    """The index of an edition was made by a program that this one does not understand."""


class Edition:
    """An opened edition. Safe to use from several threads. Raises OutdatedEdition."""

    def __init__(
        self,
        folder: Path,
        *,
        number: int = 0,
        withdrawn: Iterable[Withdrawn] = (),
    ) -> None:
        """`withdrawn` is the list of what is left out (catalogue.withdrawals)."""
        index = folder / "index"
        self.number = number
        self.folder = folder
        self.manifest: dict[str, Any] = read_manifest(folder)
        if made_by(folder) != INDEX:
            raise OutdatedEdition(f"edition {number} was made by another version; publish again")
        self.left_out = left_out(folder, withdrawn)  # identifiers that nobody may be shown
        self.tag = f"{number}-{_digest(self.manifest, self.left_out)}"  # for caches
        self._columns = Columns(index, self.left_out)
        self.tile_files = TileFiles(index, self.left_out)
        self._replaced = read_replaced(folder)
        self._shelf = Shelf(index)
        self._openness = Openness(self._columns.hours)
        self._search = Search(
            Lexicon.read(index), load_concepts(), self._columns.sets["type"], self._columns["type"]
        )

    def __len__(self) -> int:
        visible = self._columns.visible
        return len(self._columns) if visible is None else int(np.count_nonzero(visible))

    @property
    def changed_at(self) -> datetime:
        """The time of the last change that the edition holds (aware)."""
        return datetime.fromisoformat(self.manifest["changed_at"])

    @property
    def withdrawn(self) -> int:
        """How many places have been withdrawn since the edition was made."""
        return len(self._columns) - len(self) + len(self._replaced.places)

    def search(
        self,
        wanted: Filter,
        *,
        language: str,
        moment: datetime,
        page: int | None = None,
        page_size: int = 20,
    ) -> Results:
        """A page of the places that a filter lets through, with all facets counted.

        A page beyond the last is the last.
        """
        asked = self._asked(wanted, moment)
        judged = judge(self._columns, asked)
        counts = count(self._columns, judged, wanted)
        pages = max(1, -(-counts.total // page_size))
        shown = min(max(page or wanted.page, 1), pages)
        rows = page_of(
            self._columns,
            asked,
            judged.passing(),
            language=language,
            first=(shown - 1) * page_size,
            size=page_size,
        )
        return Results(
            counts.total,
            self._cards(rows, wanted, language, moment),
            counts.facets,
            counts.without_hours,
            shown,
            pages,
        )

    def tile(  # noqa: PLR0913 -- a tile is three numbers
        self, wanted: Filter, zoom: int, column: int, row: int, *, language: str, moment: datetime
    ) -> bytes:
        """A vector tile of the result; no bytes where there is nothing, or no such tile."""
        tile = (zoom, column, row)
        if not wanted.is_empty:
            return self._tile(self._asked(wanted, moment), tile, language)
        content = self.tile_files.read(language, *tile)
        if content is None:
            content = self._tile(Asked(wanted), tile, language)
            self.tile_files.keep(content, language, *tile)
        return content

    def tile_of(
        self, flags: NDArray[np.bool_], zoom: int, column: int, row: int, *, language: str
    ) -> bytes:
        """The same for a result that somebody else has found: a flag for each row."""
        return self._tile(Asked(Filter(), rows=flags), (zoom, column, row), language)

    def flags(self, selection: Selection) -> NDArray[np.bool_]:
        """A flag for each row: whether it is in a selection."""
        flags = np.zeros(len(self._columns), dtype=bool)
        flags[selection.numbers()] = True
        return flags

    def _tile(self, asked: Asked, tile: tuple[int, int, int], language: str) -> bytes:
        if not tiles.exists(*tile):
            return b""
        return tiles.write(self._columns, asked, tile, language=language)

    def here(
        self, lon: float, lat: float, wanted: Filter, *, language: str, moment: datetime
    ) -> list[Card]:
        """The places of the result that stand on exactly this point (to 11 cm)."""
        asked = self._asked(wanted, moment)
        there = (self._columns["lon"] == round(lon * MICRO)) & (
            self._columns["lat"] == round(lat * MICRO)
        )
        found = np.intersect1d(np.flatnonzero(there), _numbers(self._passing(asked)))
        rows = page_of(self._columns, asked, found, language=language, first=0, size=MOST_HERE)
        return self._cards(rows, wanted, language, moment)

    def nearby(self, identifier: str, most: int, *, language: str) -> list[Card]:
        """The places nearest to one; none if it has no position."""
        row = self._columns.row_of("id", identifier)
        if row is None or self._columns["lon"][row] == NOWHERE:
            return []
        lon, lat = (float(self._columns[name][row]) / MICRO for name in ("lon", "lat"))
        wanted = Filter(near=Near(lon, lat, ""), sort="distance")
        on_map = self._columns["lon"] != NOWHERE
        if self._columns.visible is not None:
            on_map &= self._columns.visible
        known = np.flatnonzero(on_map)
        others = known[known != row]
        rows = page_of(self._columns, Asked(wanted), others, language=language, first=0, size=most)
        return self._cards(rows, wanted, language)

    def place(self, identifier: str) -> dict[str, Any] | None:
        """The record of a place by its permanent identifier."""
        return self._record(self._columns.row_of("id", identifier))

    def by_slug(self, slug: str) -> dict[str, Any] | None:
        """The record of a place by its present slug."""
        return self._record(self._columns.row_of("slug", slug))

    def all_ids(self) -> list[str]:
        """Every identifier, in the order of the map."""
        return self._columns.texts("id", _numbers(self._passing(Asked(Filter()))))

    def figures(self, region: str | None = None) -> Figures:
        """How many places there are, of what kind, and how complete what we know of them is."""
        wanted = Filter(region=(region,) if region else ())
        return figures_of(self._columns, self._passing(Asked(wanted)))

    def select(self, wanted: Filter, *, moment: datetime) -> Selection:
        """All places that a filter lets through, to be counted and read in bulk."""
        return Selection(self._passing(self._asked(wanted, moment)), self.texts)

    def texts(self, rows: NDArray[np.int64]) -> list[bytes]:
        """The records of some rows as JSON, as they were published."""
        return [self._shelf.read(line) for line in self._columns["line"][rows].tolist()]

    @property
    def parquet(self) -> Path:
        """The GeoParquet of the places: open data in the edition's own order."""
        return self.folder / PLACES

    def annex(self, name: str) -> Path:
        """A folder for what a higher part derives from this edition; goes when the index goes."""
        return self.folder / "index" / name

    def extent(self, wanted: Filter, *, moment: datetime) -> Box | None:
        """West, south, east, north of the result; None if nothing in it has a position."""
        rows = self._passing(self._asked(wanted, moment))
        lon, lat = (self._columns[name][rows] for name in ("lon", "lat"))
        known = lon != NOWHERE
        if not known.any():
            return None
        lon, lat = lon[known], lat[known]
        west, south, east, north = (
            float(side) / MICRO for side in (lon.min(), lat.min(), lon.max(), lat.max())
        )
        return west, south, east, north

    def _asked(self, wanted: Filter, moment: datetime) -> Asked:
        return Asked(
            wanted,
            self._search.scores(wanted.q) if wanted.q else None,
            self._openness.flags(wanted.open, moment) if wanted.open else None,
        )

    def _passing(self, asked: Asked) -> Rows:
        return judge(self._columns, asked).passing()

    def _record(self, row: int | None) -> dict[str, Any] | None:
        if row is None:
            return None
        record: dict[str, Any] = json.loads(self._shelf.read(int(self._columns["line"][row])))
        return record

    def _cards(
        self,
        rows: NDArray[np.int64],
        wanted: Filter,
        language: str,
        moment: datetime | None = None,
    ) -> list[Card]:
        distances = _distances(self._columns, wanted.near, rows)
        return [
            card_of(
                self._record(int(row)) or {},
                language,
                self._columns.sets["time"].members(self._columns["time"][row]),
                distance_km=distance,
                opening=self._opening(int(row), wanted.open, moment),
                today=moment.date() if moment else None,
            )
            for row, distance in zip(rows, distances, strict=True)
        ]

    def _opening(self, row: int, wanted: str, moment: datetime | None) -> Answer:
        if moment is None:
            return Answer.UNKNOWN
        return self._openness.answer(int(self._columns["hours"][row]), wanted, moment)


def _distances(columns: Columns, near: Near | None, rows: Rows) -> list[float | None]:
    if near is None:
        return [None] * size(rows)
    measured = distances_km(columns, near, rows)
    return [None if np.isnan(km) else float(km) for km in measured]


def _numbers(rows: Rows) -> NDArray[np.int64]:
    return np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows
