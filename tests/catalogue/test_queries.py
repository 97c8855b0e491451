"""The door: the edition in use, from several threads, across a switch."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inducult.catalogue import schema
from inducult.catalogue.columns import Columns
from inducult.catalogue.edition import Edition
from inducult.catalogue.filters import Filter
from inducult.catalogue.publication import publish
from inducult.catalogue.queries import current
from inducult.catalogue.schema import ACCESS
from inducult.places.records import Record
from inducult.places.vocabulary import Access

MOMENT = datetime(2026, 6, 7, 11, tzinfo=UTC)


def test_before_the_first_publication_there_is_no_edition(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    assert current() is None


def test_the_edition_in_use_stays_open_until_another_is(
    tmp_path: Path, settings: Any, real_records: list[Record]
) -> None:
    settings.DATA = tmp_path
    publish(tmp_path, real_records[:5], at=MOMENT)
    first = current()
    assert first is not None
    assert current() is first
    publish(tmp_path, real_records[:9], at=MOMENT)
    second = current()
    assert second is not None
    assert (first.number, len(first), second.number, len(second)) == (1, 5, 2, 9)
    assert len(first.search(Filter(), language="en", moment=MOMENT).cards) == 5


def test_an_edition_of_another_version_is_not_served(
    tmp_path: Path,
    settings: Any,
    real_records: list[Record],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.DATA = tmp_path
    with monkeypatch.context() as patch:
        patch.setattr(schema, "INDEX", "0")
        publish(tmp_path, real_records[:3], at=MOMENT)
    assert current() is None
    assert "inducult publish" in caplog.text
    assert publish(tmp_path, real_records[:3], at=MOMENT).number == 2
    assert current() is not None


def test_threads_do_not_disturb_each_other(edition: Edition) -> None:
    filters = [Filter(q=text, open=when) for text in ("mine", "brewery", "") for when in ("", "su")]

    def answers(wanted: Filter) -> tuple[Any, bytes]:
        results = edition.search(wanted, language="de", moment=MOMENT)
        return results, edition.tile(wanted, 4, 8, 5, language="de", moment=MOMENT)

    alone = [answers(wanted) for wanted in filters]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(answers, filters * 5)) == alone * 5


def test_a_place_is_found_by_identifier_and_by_slug(
    edition: Edition, mixed_records: list[Record]
) -> None:
    for record in mixed_records:
        assert edition.place(record["id"]) == record
        assert edition.by_slug(record["slug"]) == record
    assert edition.place("zzzzzzzzzz") is None
    assert edition.by_slug("") is None
    assert sorted(edition.all_ids()) == sorted(record["id"] for record in mixed_records)


def test_accessibility_features_are_those_of_the_register() -> None:
    assert set(ACCESS) == set(Access.values)


def test_columns_open_without_reading_them(edition: Edition) -> None:
    columns = Columns(edition.folder / "index")
    assert len(columns) == len(edition)
    assert not columns["morton"].flags.writeable
