"""A running server for real clients, and places that have what the curated ones lack."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inducult.catalogue.publication import publish
from inducult.places.records import Record

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVENTS = [
    {"starts_on": "2026-12-04", "ends_on": "2026-12-06", "title": "Mettenschicht"},
    {"starts_on": "2027-05-01", "ends_on": "", "title": "Open day of the mill"},
]


@pytest.fixture
def site(atlas: Path, live_server: Any) -> str:
    """The product behind a real socket, for clients that speak HTTP."""
    return str(live_server.url)


@pytest.fixture
def happening(
    atlas: Path, real_records: list[Record], tmp_path: Path, settings: Any
) -> list[Record]:
    """An edition of three places: one with events, one without a position, one as it is."""
    first, second, third = (json.loads(json.dumps(each)) for each in real_records[:3])
    first["events"] = [_event(**each) for each in EVENTS]
    second["position"] = None
    settings.DATA = tmp_path
    publish(tmp_path, map(json.dumps, [first, second, third]), at=AT)
    return [first, second, third]


def _event(starts_on: str, ends_on: str, title: str) -> Record:
    said = {"language": "en", "text": title, "origin": "person", "translation": None}
    return {
        "titles": [said],
        "starts_on": starts_on,
        "ends_on": ends_on,
        "recurrence": "",
        "url": "",
    }
