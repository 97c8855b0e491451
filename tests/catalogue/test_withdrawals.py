"""A withdrawn place is left out wherever an edition is read, and its content leaves the files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from inducult.catalogue import editions, withdrawals
from inducult.catalogue.edition import Edition
from inducult.catalogue.filters import Box, Filter, Near
from inducult.catalogue.publication import publish
from inducult.catalogue.queries import at, current
from inducult.catalogue.tasks import build_edition
from inducult.catalogue.withdrawals import Withdrawn
from inducult.common.history import Actor
from inducult.places.actions import publish as publish_places
from inducult.places.actions import republish, withdraw_everywhere
from inducult.places.actions.publishing import restore
from inducult.places.models import Place, Withdrawal
from inducult.places.records import Record

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
HERE = Actor.command("test")
ZWICKAU = Near(12.4964, 50.7189, "Zwickau")
FILTERS = (
    Filter(),
    Filter(q="museum"),
    Filter(theme=("MIN",)),
    Filter(time=("past",), sort="name"),
    Filter(near=ZWICKAU, within=200, sort="distance"),
    Filter(year=1950),
    Filter(bbox=(10.0, 50.0, 14.0, 52.0)),
    Filter(open="su"),
)


# --- the mask -------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def withdrawn(real_records: list[Record]) -> list[str]:
    return [record["id"] for record in real_records[::7]]


@pytest.fixture(scope="module")
def masked(
    real_records: list[Record], withdrawn: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Edition:
    """An edition of all places, read with a list of withdrawals."""
    data = tmp_path_factory.mktemp("masked")
    publish(data, map(json.dumps, real_records), at=MONDAY)
    listed = [Withdrawn(place, TUESDAY, "privacy") for place in withdrawn]
    return Edition(editions.folder_of(data) / "1", withdrawn=listed)


@pytest.fixture(scope="module")
def without(
    real_records: list[Record], withdrawn: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Edition:
    """An edition that never held them."""
    data = tmp_path_factory.mktemp("without")
    left = (json.dumps(record) for record in real_records if record["id"] not in withdrawn)
    publish(data, left, at=MONDAY)
    return Edition(editions.folder_of(data) / "1")


ASKED: dict[str, Callable[[Edition], Any]] = {
    "size": len,
    "identifiers": Edition.all_ids,
    "figures": Edition.figures,
    "figures of a region": lambda edition: edition.figures("zwickau"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=list(ASKED))
def test_a_masked_edition_answers_like_one_without_the_places(
    masked: Edition, without: Edition, asked: Callable[[Edition], Any]
) -> None:
    assert asked(masked) == asked(without)


@pytest.mark.parametrize("wanted", FILTERS, ids=[each.to_query() or "all" for each in FILTERS])
def test_results_counts_extent_and_stream_leave_them_out(
    masked: Edition, without: Edition, wanted: Filter
) -> None:
    def answers(edition: Edition) -> tuple[Any, Box | None, list[Any]]:
        found = edition.search(wanted, language="de", moment=MONDAY, page_size=1000)
        selected = edition.select(wanted, moment=MONDAY)
        return found, edition.extent(wanted, moment=MONDAY), list(selected.records())

    assert answers(masked) == answers(without)


def test_tiles_leave_them_out(masked: Edition, without: Edition) -> None:
    tiles = [(z, x, y) for z in range(5) for x in range(1 << z) for y in range(1 << z)]
    for tile in tiles:
        one, other = (
            edition.tile(Filter(), *tile, language="en", moment=MONDAY)
            for edition in (masked, without)
        )
        assert one == other


def test_neighbours_leave_them_out(masked: Edition, without: Edition) -> None:
    for identifier in without.all_ids()[::20]:
        assert masked.nearby(identifier, 6, language="en") == without.nearby(
            identifier, 6, language="en"
        )


def test_a_withdrawn_place_is_not_there_by_identifier_or_slug(
    masked: Edition, real_records: list[Record]
) -> None:
    assert masked.place(real_records[0]["id"]) is None
    assert masked.by_slug(real_records[0]["slug"]) is None
    assert masked.place(real_records[1]["id"]) is not None


def test_it_says_how_many_were_withdrawn_since(
    masked: Edition, without: Edition, withdrawn: list[str]
) -> None:
    assert (masked.withdrawn, without.withdrawn) == (len(withdrawn), 0)


def test_what_is_published_after_a_withdrawal_is_shown(
    masked: Edition, withdrawn: list[str]
) -> None:
    earlier = [Withdrawn(withdrawn[0], MONDAY - timedelta(seconds=1), "rights")]
    edition = Edition(masked.folder, withdrawn=earlier)
    assert edition.place(withdrawn[0]) is not None
    assert edition.withdrawn == 0


# --- the files ------------------------------------------------------------------------------------
@pytest.fixture
def data(real_records: list[Record], tmp_path: Path) -> Path:
    """Three editions, of which the first two hold the first place, and a list that names it."""
    for first in (0, 0, 1):
        count = len(editions.numbers(tmp_path))
        publish(tmp_path, real_records[first : 20 + count], at=MONDAY + timedelta(hours=count))
    gone = Withdrawn(real_records[0]["id"], TUESDAY, "privacy")
    withdrawals.keep_list(tmp_path, lambda: [gone])
    return tmp_path


def held(data: Path, number: int) -> set[str]:
    files = (data / "editions" / str(number)).glob("*.parquet")
    return {place for file in files for place in pq.read_table(file)["id"].to_pylist()}


def test_files_that_hold_it_are_replaced_and_the_old_checksum_stays_on_record(
    data: Path, real_records: list[Record]
) -> None:
    folder, gone = data / "editions" / "1", real_records[0]["id"]
    manifest = (folder / "manifest.json").read_bytes()
    assert withdrawals.clean(data) == [1, 2]
    assert [gone in held(data, number) for number in (1, 2, 3)] == [False] * 3
    assert (folder / "manifest.json").read_bytes() == manifest
    replaced = withdrawals.read_replaced(folder)
    assert replaced.places == (gone,)
    assert {name: (digest, size) for name, digest, size in replaced.files} == {
        file.name: (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size)
        for file in folder.glob("*.parquet")
    }
    assert not (folder / "index").exists()
    assert withdrawals.clean(data) == []


def test_replaced_files_are_those_of_an_edition_without_the_place(
    data: Path, real_records: list[Record], tmp_path: Path
) -> None:
    withdrawals.clean(data)
    publish(tmp_path / "never", real_records[1:20], at=MONDAY)
    one, other = (
        pq.read_table(folder / "editions" / "1" / "places.parquet")
        for folder in (data, tmp_path / "never")
    )
    assert one.equals(other, check_metadata=True)


def test_a_cleaning_that_breaks_off_anywhere_is_finished_by_the_next(
    data: Path, real_records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerGone(BaseException):
        pass

    def at_most(original: Callable[..., Any], steps: list[int]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            if not steps:
                raise PowerGone
            steps.pop()
            return original(*args, **options)

        return counted

    for allowed in range(4):  # the manifest of what was replaced, then the files
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", at_most(os.replace, [0] * allowed))
            with pytest.raises(PowerGone):
                withdrawals.clean(data)
    withdrawals.clean(data)
    assert [real_records[0]["id"] in held(data, number) for number in (1, 2)] == [False] * 2


# --- from the register ----------------------------------------------------------------------------
@pytest.fixture
def published(register: list[Record], settings: Any, tmp_path: Path) -> Path:
    """Two editions of the register in a data folder of one's own."""
    settings.DATA = tmp_path
    DBTaskResult.objects.all().delete()
    build_edition.enqueue()
    call_command("worker", batch=True)
    publish_places([{**register[0], "operator": "somebody new"}], by=HERE)
    call_command("worker", batch=True)
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_from_the_next_request_on_it_is_nowhere_and_the_files_follow(
    published: Path, register: list[Record]
) -> None:
    gone, kept = register[0], register[1]
    withdraw_everywhere(Place.objects.get(slug=gone["slug"]), by=HERE, reason="privacy")
    for number in (1, 2):  # nothing was built yet
        assert (edition := at(number)) is not None
        assert edition.place(gone["id"]) is None
        assert edition.place(kept["id"]) is not None
        assert edition.withdrawn == 1
    call_command("worker", batch=True)
    assert (edition := current()) is not None
    assert (edition.number, len(edition), edition.withdrawn) == (3, 2, 0)
    assert [gone["id"] in held(published, number) for number in (1, 2, 3)] == [False] * 3
    assert (old := at(1)) is not None
    assert (len(old), old.withdrawn, old.place(gone["id"])) == (2, 1, None)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_place_may_be_published_again_mended(
    published: Path, register: list[Record]
) -> None:
    place = Place.objects.get(slug=register[0]["slug"])
    withdraw_everywhere(place, by=HERE, reason="rights")
    call_command("worker", batch=True)
    place.refresh_from_db()
    restore(place, by=HERE)
    republish(place, by=HERE)
    call_command("worker", batch=True)
    assert (edition := current()) is not None
    assert edition.place(place.identifier) is not None
    assert (old := at(1)) is not None
    assert old.place(place.identifier) is None


@pytest.mark.django_db(transaction=True)
def test_the_last_place_of_all_can_be_withdrawn(published: Path, register: list[Record]) -> None:
    for record in register:
        call_command("withdraw", record["id"], reason="law")
    call_command("worker", batch=True)
    assert (edition := current()) is not None
    assert len(edition) == 0
    assert Withdrawal.objects.count() == len(register)


@pytest.mark.django_db
def test_the_command_names_what_it_does_not_know() -> None:
    with pytest.raises(CommandError, match="No place has the identifier 'nobody'"):
        call_command("withdraw", "nobody", reason="law")
