"""Which edition the interfaces read: a prepared one, that of a walk, none withdrawn."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from inducult.catalogue import withdrawals
from inducult.catalogue.events import edition_published
from inducult.catalogue.publication import publish
from inducult.catalogue.queries import current
from inducult.catalogue.withdrawals import Withdrawn
from inducult.opendata.features import preparing, serving
from inducult.places.records import Record
from tests.opendata.asking import get, ids, link_of, refused

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ITEMS = "/ogc/collections/places/items"

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def put(data: Path, records: list[Record], days: int = 0) -> int:
    at = AT + timedelta(days=days)
    return publish(data, map(json.dumps, records), at=at, total=len(records)).number


def test_while_a_large_edition_is_prepared_the_one_before_is_read(
    shelf: Path, real_records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "AT_ONCE", 3)
    put(shelf, real_records[:3])
    assert get(ITEMS)["numberMatched"] == 3
    put(shelf, real_records[:8], days=1)
    assert get(ITEMS)["numberMatched"] == 3
    assert get(ITEMS)["numberMatched"] == 3
    waiting = DBTaskResult.objects.filter(task_path__endswith="prepare_edition")
    assert [task.args_kwargs["args"] for task in waiting] == [[2]]
    edition = current()
    assert edition is not None
    preparing.prepare(edition)
    assert get(ITEMS)["numberMatched"] == 8


def test_a_large_first_edition_says_that_it_is_being_prepared(
    shelf: Path, real_records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "AT_ONCE", 0)
    put(shelf, real_records[:3])
    assert "prepared" in refused(ITEMS, code="NotReady", status=503)


def test_an_edition_is_prepared_where_it_was_made(shelf: Path, real_records: list[Record]) -> None:
    number = put(shelf, real_records[:3])
    edition = current()
    assert edition is not None
    assert not preparing.is_prepared(edition)
    edition_published.send("test", number=number)
    assert preparing.is_prepared(edition)


def test_a_walk_goes_on_in_the_edition_in_which_it_began(
    shelf: Path, real_records: list[Record]
) -> None:
    put(shelf, real_records[:6])
    first = get(f"{ITEMS}?limit=4")
    put(shelf, real_records[4:12], days=1)
    following = get(link_of(first, "next"))
    met = [feature["id"] for page in (first, following) for feature in page["features"]]
    assert sorted(met) == sorted(record["id"] for record in real_records[:6])
    cursor = get("/api/v1/places?limit=5")
    assert (cursor["edition"], cursor["total"]) == (2, 8)
    put(shelf, real_records[:2], days=2)
    assert get(f"/api/v1/places?cursor={cursor['next']}")["edition"] == 2
    put(shelf, real_records[:3], days=3)
    refused(f"/api/v1/places?cursor={cursor['next']}", code="Gone", status=410)


def test_what_is_withdrawn_is_in_no_answer_from_the_next_request_on(
    shelf: Path, real_records: list[Record]
) -> None:
    gone, *others = real_records[:5]
    with_offer = next(each for each in real_records if each["offers"])
    records = [gone, *others] if gone["offers"] else [gone, *others, with_offer]
    gone = gone if gone["offers"] else with_offer
    put(shelf, records)
    everywhere = (
        *(ITEMS, f"{ITEMS}?country={gone['address']['country']}", "/api/v1/places"),
        "/ogc/collections/offers/items?limit=1000",
    )
    assert all(gone["id"] in json.dumps(get(address)) for address in everywhere)
    counted = get(ITEMS)["numberMatched"]
    withdrawals.keep_list(shelf, lambda: [Withdrawn(gone["id"], AT, "privacy")])
    assert not any(gone["id"] in json.dumps(get(address)) for address in everywhere)
    assert get(ITEMS)["numberMatched"] == counted - 1
    refused(f"{ITEMS}/{gone['id']}", code="NotFound", status=404)
    refused(f"/api/v1/places/{gone['id']}", code="NotFound", status=404)
    slug = gone["slug"]
    assert ids(f"{ITEMS}?slug={slug}") == ids(f"{ITEMS}?filter=slug='{slug}'") == []


@pytest.mark.usefixtures("atlas")
def test_every_interface_counts_the_same_places_as_list_and_edition() -> None:
    edition = current()
    assert edition is not None
    counts = {
        "edition": len(edition),
        "features": get(ITEMS)["numberMatched"],
        "api": get("/api/v1/places?limit=1")["total"],
        "editions": get("/api/v1/editions")["items"][0]["places"],
    }
    assert set(counts.values()) == {382}
