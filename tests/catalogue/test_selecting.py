"""An edition read in bulk, and old editions opened again."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import settings as searching

from inducult.catalogue.edition import Edition
from inducult.catalogue.editions import folder_of
from inducult.catalogue.filters import Filter
from inducult.catalogue.geoparquet import PLACES
from inducult.catalogue.publication import publish
from inducult.catalogue.queries import at, numbers
from inducult.places.records import Record
from tests.catalogue.asking import FILTERS

MOMENT = datetime(2026, 6, 7, 11, tzinfo=UTC)


def test_everything_comes_in_the_order_of_the_parquet_and_without_share_alike(
    edition: Edition,
) -> None:
    stored = pq.read_table(edition.folder / PLACES, columns=["record"])["record"].to_pylist()
    read = list(edition.select(Filter(), moment=MOMENT).records())
    assert read == [json.loads(text) for text in stored]


@given(wanted=FILTERS)
@searching(max_examples=60)
def test_a_selection_holds_what_map_and_list_show(edition: Edition, wanted: Filter) -> None:
    selected = edition.select(wanted, moment=MOMENT)
    found = edition.search(wanted, language="en", moment=MOMENT, page_size=1_000)
    assert len(selected) == found.total
    assert {record["id"] for record in selected.records()} == {card.id for card in found.cards}


def test_pages_of_a_selection_join_into_the_whole(edition: Edition) -> None:
    selected = edition.select(Filter(theme=("MIN",)), moment=MOMENT)
    ids = [record["id"] for record in selected.records()]
    pages = [
        record["id"]
        for first in range(0, len(selected) + 7, 7)
        for record in selected.records(first, 7)
    ]
    assert len(ids) > 20
    assert pages == ids


def test_positions_whose_licence_spreads_come_apart(
    tmp_path: Path, real_records: list[Any]
) -> None:
    records = [_with_share_alike(real_records[0]), *real_records[1:4]]
    data = tmp_path
    publish(data, records, at=MOMENT)
    edition = Edition(folder_of(data) / "1", number=1)
    selected = edition.select(Filter(), moment=MOMENT)
    assert [p["id"] for p in selected.share_alike_positions()] == [real_records[0]["id"]]
    assert {record["share_alike_position"] for record in selected.records()} == {None}


def test_an_old_edition_opens_by_its_number_though_its_index_is_gone(
    tmp_path: Path, settings: Any, real_records: list[Record]
) -> None:
    settings.DATA = tmp_path
    first = [_with_share_alike(real_records[0]), *real_records[1:5]]
    publish(tmp_path, first, at=MOMENT)
    told = _told(tmp_path)
    publish(tmp_path, real_records[:9], at=MOMENT)
    shutil.rmtree(folder_of(tmp_path) / "1" / "index")
    opened = at(1)
    assert opened is not None
    assert (numbers(), at(3)) == ([1, 2], None)
    assert [json.loads(text) for text in _texts(opened)] == told
    assert sorted(folder_of(tmp_path).iterdir()) == [
        folder_of(tmp_path) / name for name in ("1", "2", "current", "lock")
    ]


def _told(data: Path) -> list[Record]:
    return [json.loads(text) for text in _texts(Edition(folder_of(data) / "1", number=1))]


def _texts(edition: Edition) -> list[bytes]:
    return [text for batch in edition.select(Filter(), moment=MOMENT).texts() for text in batch]


def _with_share_alike(record: Record) -> Record:
    apart = {"lon": 12.5, "lat": 50.5, "precision": "exact", "source": "OSM", "licence": "ODbL-1.0"}
    return {**record, "share_alike_position": apart}
