"""A harvest in a process of its own, killed at its steps: it goes on, and nothing is half done."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection

from inducult.harvest.expecting import sample_of
from inducult.harvest.sources import ready_source
from tests.harvest.mortal import BATCH, begin_server, command

pytestmark = [
    pytest.mark.django_db,  # for the tables; what dies has a register of its own
    pytest.mark.skipif(connection.vendor != "sqlite", reason="that register is a file"),
]
ROWS: Final = 3 * BATCH + 10
NAME: Final = "openbrewerydb"


@pytest.fixture(scope="module")
def empty(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Path:
    """A data folder with an empty register, and the file of a source of several batches."""
    data = tmp_path_factory.mktemp("data")
    begin_server()
    with (  # the tables of the other tests, made already
        django_db_blocker.unblock(),
        closing(sqlite3.connect(data / "register.sqlite3")) as register,
    ):
        connection.ensure_connection()
        connection.connection.backup(register)
    assert command(data, "taxonomy") == 0
    with sample_of(ready_source(NAME)).open(encoding="utf-8", newline="") as lines:
        first = next(csv.DictReader(lines))
    (data / "sources").mkdir()
    with (data / "sources" / "breweries_ce.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, list(first))
        table.writeheader()
        for number in range(ROWS):
            place = {"longitude": 6 + number % 40 / 4, "latitude": 48 + number // 40 / 4}
            own = {"id": f"k{number}", "name": f"Brauerei {number}", "brewery_type": "micro"}
            table.writerow({**first, **own, **place, "country": "Germany"})
    return data


def ask(data: Path, question: str) -> list[Any]:
    """Rows of the register as it is on disk now."""
    file = f"file:{data / 'register.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(file, uri=True, timeout=20)) as register:
        return register.execute(question).fetchall()


def one(data: Path, question: str) -> int:
    return int(ask(data, f"SELECT {question}")[0][0] or 0)


def lives(first: int, growing: float) -> Iterator[int]:
    """How many statements each process lives to see: always more than the one before."""
    while True:
        yield first
        first = round(first * growing)


def told(data: Path) -> list[Any]:
    """What a harvest leaves behind, without keys and times."""
    runs = ask(data, "SELECT state, read, judged, counts FROM harvest_run ORDER BY id")
    kept = ask(data, "SELECT key, digest, content, row FROM harvest_received ORDER BY key")
    asked = ask(data, "SELECT kind, title, record, changes FROM harvest_suggestion ORDER BY title")
    return [runs, kept, asked, ask(data, "SELECT count(*) FROM places_place")]


def test_a_harvest_killed_at_every_step_ends_as_if_nothing_had_been(
    empty: Path, tmp_path: Path
) -> None:
    once, again = (shutil.copytree(empty, tmp_path / name) for name in ("once", "again"))
    assert command(once, "harvest", NAME) == 0
    seen = set()
    for dies_at in lives(5, 1.4):
        if command(again, "harvest", NAME, dies_at=dies_at) == 0:
            break
        read, judged = (one(again, f"max({name}) FROM harvest_run") for name in ("read", "judged"))
        assert one(again, "count(*) FROM harvest_received") == read
        assert one(again, "count(*) FROM harvest_suggestion") == judged
        assert one(again, "count(*) FROM places_place") == 0
        seen.add((read, judged))
    assert len(seen) >= 3  # it was killed while reading and while judging, and went on
    assert told(again) == told(once)
    assert told(once)[0][0][:3] == ("done", ROWS, ROWS)


def test_accepting_killed_at_its_steps_leaves_whole_batches(empty: Path, tmp_path: Path) -> None:
    data = shutil.copytree(empty, tmp_path / "data")
    assert command(data, "harvest", NAME) == 0
    seen: list[int] = []
    for dies_at in lives(100, 1.7):
        if command(data, "harvest", NAME, "--accept-sure", dies_at=dies_at) == 0:
            break
        seen.append(one(data, "count(*) FROM places_place"))
        for made in (
            *("count(*) FROM harvest_tie", "count(DISTINCT place_id) FROM harvest_provenance"),
            "count(*) FROM harvest_suggestion WHERE state = 'accepted'",
            "count(*) FROM common_act WHERE deed = 'harvest'",
        ):
            assert one(data, made) == seen[-1]
    assert seen[0] == 0
    assert 0 < seen[-1] < ROWS
    assert {made % BATCH for made in seen} == {0}
    ties = one(data, "count(*) FROM harvest_tie")
    waiting = one(data, "count(*) FROM harvest_suggestion WHERE state = 'open'")
    assert ties > seen[-1]
    assert ties + waiting == ROWS  # a neighbour may now look like the same
