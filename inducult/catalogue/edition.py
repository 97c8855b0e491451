"""An edition and what can be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.cards import Card, card_of
from inducult.catalogue.columns import MICRO
from inducult.catalogue.concepts import load_concepts
from inducult.catalogue.counting import counts_of, counts_sql
from inducult.catalogue.facets import BETWEEN, FacetCount
from inducult.catalogue.filters import Box, Filter, Near
from inducult.catalogue.manifest import read_manifest
from inducult.catalogue.opened import Tables
from inducult.catalogue.searching import Search
from inducult.catalogue.sql import Selection, Sql, distance_km, selection
from inducult.catalogue.tiles import DEEPEST, tile_sql
from inducult.common.folding import fold

MOST_HERE: Final = 500


@dataclass(frozen=True)
class Results:
    """One page of a result and the counts over all of it."""

    total: int
    cards: list[Card]
    facets: dict[str, list[FacetCount]]
    without_hours: int
    page: int
    pages: int


class Edition:
    """An opened edition. Safe to use from several threads."""

    def __init__(
        self, folder: Path, *, number: int = 0, memory_mb: int = 1024, threads: int = 2
    ) -> None:
        self.number = number
        self.folder = folder
        self.manifest = read_manifest(folder)
        self._tables = Tables(folder / "index", memory_mb=memory_mb, threads=threads)
        tables = self._tables
        self._search = Search(tables.lexicon, load_concepts(), tables.sets["type"], tables.types)

    def __len__(self) -> int:
        return len(self._tables)

    def search(
        self,
        asked: Filter,
        *,
        language: str,
        moment: datetime,
        page: int | None = None,
        page_size: int = 20,
    ) -> Results:
        """A page of the places that a filter lets through, with all facets counted."""
        selected, found = self._selected(asked, moment)
        counts = counts_of(self._tables.rows(counts_sql(selected), found), self._tables.sets, asked)
        pages = max(1, -(-counts.total // page_size))
        shown = min(page or asked.page, pages)
        ordered = _ordered(selected, asked, language, page_size, (shown - 1) * page_size)
        rows = self._tables.rows(ordered, found)
        return Results(
            counts.total,
            self._cards(rows, language, asked.near is not None),
            counts.facets,
            counts.without_hours,
            shown,
            pages,
        )

    def tile(
        self, asked: Filter, zoom: int, column: int, row: int, *, language: str, moment: datetime
    ) -> bytes:
        """A vector tile of the result; empty bytes where there is nothing or no such tile."""
        if not (0 <= zoom <= DEEPEST and 0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
            return b""
        selected, found = self._selected(asked, moment)
        texts = self._tables.texts
        sql = tile_sql(
            selected,
            zoom,
            column,
            row,
            language=language,
            times=texts["time"],
            precisions=texts["precision"],
        )
        tile = self._tables.rows(sql, found)[0][0]
        return bytes(tile) if tile else b""

    def here(
        self, lon: float, lat: float, asked: Filter, *, language: str, moment: datetime
    ) -> list[Card]:
        """The places of the result that stand on exactly this point (to 11 cm)."""
        selected, found = self._selected(asked, moment)
        point = Sql("lon_micro = ? AND lat_micro = ?", (round(lon * MICRO), round(lat * MICRO)))
        condition = selected.whole & point
        sql = Sql(
            f"SELECT row, NULL FROM {selected.source.text} WHERE {condition.text}"
            f" ORDER BY weight DESC, row LIMIT {MOST_HERE}",
            condition.values,
        )
        return self._cards(self._tables.rows(sql, found), language, False)

    def nearby(self, identifier: str, count: int, *, language: str) -> list[Card]:
        """The places nearest to one; none if it has no position."""
        record = self.place(identifier)
        if record is None or record["position"] is None:
            return []
        here = Near(record["position"]["lon"], record["position"]["lat"], "")
        distance = distance_km(here)
        sql = Sql(
            f"SELECT row, {distance.text} AS km FROM places"
            " WHERE x IS NOT NULL AND id <> ? ORDER BY km, row LIMIT ?",
            (*distance.values, identifier, count),
        )
        return self._cards(self._tables.rows(sql), language, True)

    def place(self, identifier: str) -> dict[str, Any] | None:
        """The record of a place by its permanent identifier."""
        return self._one("id", identifier)

    def by_slug(self, slug: str) -> dict[str, Any] | None:
        """The record of a place by its present slug."""
        return self._one("slug", slug)

    def all_ids(self) -> list[str]:
        """Every identifier, in the order of the map."""
        return [row[0] for row in self._tables.rows(Sql("SELECT id FROM places ORDER BY row"))]

    def extent(self, asked: Filter, *, moment: datetime) -> Box | None:
        """West, south, east, north of the result; None if nothing in it has a position."""
        selected, found = self._selected(asked, moment)
        sql = Sql(
            "SELECT min(lon_micro), min(lat_micro), max(lon_micro), max(lat_micro)"
            f" FROM {selected.source.text} WHERE {selected.whole.text}",
            selected.whole.values,
        )
        west, south, east, north = self._tables.rows(sql, found)[0]
        if west is None:
            return None
        return west / MICRO, south / MICRO, east / MICRO, north / MICRO

    def _one(self, column: str, value: str) -> dict[str, Any] | None:
        rows = self._tables.rows(Sql(f"SELECT row FROM places WHERE {column} = ?", (value,)))
        return self._tables.records([rows[0][0]])[0] if rows else None

    def _selected(
        self, asked: Filter, moment: datetime
    ) -> tuple[Selection, NDArray[np.uint8] | None]:
        found = self._search.scores(asked.q) if asked.q else None
        selected = selection(asked, self._tables.sets, found=found is not None, open_hours=None)
        return selected, found

    def _cards(self, rows: Sequence[tuple[Any, ...]], language: str, measured: bool) -> list[Card]:
        numbers = [row[0] for row in rows]
        tenses = self._tenses(numbers)
        return [
            card_of(record, language, tenses[number], distance_km=km if measured else None)
            for (number, km), record in zip(rows, self._tables.records(numbers), strict=True)
        ]

    def _tenses(self, numbers: list[int]) -> dict[int, list[str]]:
        sql = Sql("SELECT row, time FROM places WHERE row IN (SELECT unnest(?))", (numbers,))
        texts = self._tables.texts["time"]
        return {
            row: texts[number].split(BETWEEN) if texts[number] else []
            for row, number in self._tables.rows(sql)
        }


def _ordered(selected: Selection, asked: Filter, language: str, limit: int, offset: int) -> Sql:
    """The rows of one page, with their distance if the result is around a point."""
    distance = distance_km(asked.near) if asked.near else Sql("NULL")
    order = _order(asked, language, scored="found" in selected.source.text)
    condition = selected.whole
    text = (
        f"SELECT row, {distance.text} AS km FROM {selected.source.text}"
        f" WHERE {condition.text} ORDER BY {order.text} LIMIT ? OFFSET ?"
    )
    return Sql(text, (*distance.values, *condition.values, *order.values, limit, offset))


def _order(asked: Filter, language: str, *, scored: bool) -> Sql:
    if asked.sort == "distance":
        return Sql("km NULLS LAST, row")
    if asked.sort == "name":
        return Sql("coalesce(strip_accents(lower(names[?])), sort_name), row", (language,))
    if scored:
        return Sql("sort_name = ? DESC, score DESC, weight DESC, row", (fold(asked.q),))
    return Sql("weight DESC, row")
