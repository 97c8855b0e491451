"""Editions of real places and of made ones, and the same places as plain records."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.generator import records as made_records
from inducult.catalogue.edition import Edition
from inducult.catalogue.editions import folder_of
from inducult.catalogue.publication import publish
from inducult.places.records import Record

CHANGED_AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
MADE = 400


@pytest.fixture(scope="session")
def mixed_records(real_records: list[Record]) -> list[Record]:
    """The real places, and made ones that have what the real ones lack."""
    return [*real_records, *map(json.loads, made_records(MADE, seed=5))]


@pytest.fixture(scope="session")
def edition(mixed_records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Edition:
    data = tmp_path_factory.mktemp("mixed")
    return opened(data, mixed_records)


@pytest.fixture(scope="session")
def real_edition(real_records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return opened(tmp_path_factory.mktemp("real"), real_records)


def opened(data: Path, records: list[Record]) -> Edition:
    """Publishes records and opens the edition."""
    number = publish(data, map(json.dumps, records), at=CHANGED_AT).number
    return Edition(folder_of(data) / str(number), number=number)
