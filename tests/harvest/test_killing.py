"""A harvest in a process of its own, killed at its steps: it goes on, and nothing is half done."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from inducult.harvest.expecting import sample_of
from inducult.harvest.sources import ready_source

ROWS: Final = 1_600
LONGEST_S: Final = 120
NAME: Final = "openbrewerydb"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty register, and the file of a source of sixteen hundred rows."""
    data = tmp_path_factory.mktemp("data")
    for word in ("migrate", "taxonomy"):
        assert command(data, word).wait(LONGEST_S) == 0
    with sample_of(ready_source(NAME)).open(encoding="utf-8", newline="") as lines:
        first = next(csv.DictReader(lines))
    (data / "sources").mkdir()
    with (data / "sources" / "breweries_ce.csv").open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, list(first))
        table.writeheader()
        for number in range(ROWS):
            place = {"longitude": 6 + number % 90 / 10, "latitude": 48 + number // 90 / 10}
            own = {"id": f"k{number}", "name": f"Brauerei {number}", "brewery_type": "micro"}
            table.writerow({**first, **own, **place, "country": "Germany"})
    return data


def command(data: Path, *words: str) -> subprocess.Popen[bytes]:
    """A process of the command line with this data folder, on SQLite."""
    environment = {**os.environ, "INDUCULT_DATA": str(data)}
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-m", "inducult.config.cli", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def ask(data: Path, question: str) -> list[Any]:
    """Rows of the register as it is on disk now."""
    register = sqlite3.connect(f"file:{data / 'register.sqlite3'}?mode=ro", uri=True, timeout=20)
    try:
        return register.execute(question).fetchall()
    finally:
        register.close()


def killed_when(data: Path, question: str, *words: str) -> None:
    """Start the command and kill it as soon as the question has an answer other than 0."""
    process = command(data, *words)
    ends = time.monotonic() + LONGEST_S
    while not (ask(data, question) or [(0,)])[0][0]:
        assert process.poll() is None, "it was done before it could be killed"
        assert time.monotonic() < ends
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()


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
    assert command(once, "harvest", NAME).wait(LONGEST_S) == 0
    reading = "SELECT max(read) FROM harvest_run"
    killed_when(again, f"{reading} WHERE read > 0", "harvest", NAME)
    killed_when(again, f"{reading} WHERE read > 500", "harvest", NAME)
    killed_when(again, "SELECT max(judged) FROM harvest_run WHERE judged > 0", "harvest", NAME)
    assert ask(again, "SELECT count(*) FROM places_place") == [(0,)]
    assert command(again, "harvest", NAME).wait(LONGEST_S) == 0
    assert told(again) == told(once)
    assert told(once)[0][0][:3] == ("done", ROWS, ROWS)


def test_accepting_killed_in_the_middle_leaves_whole_batches(empty: Path, tmp_path: Path) -> None:
    data = shutil.copytree(empty, tmp_path / "data")
    places = "SELECT count(*) FROM places_place"
    killed_when(data, places, "harvest", NAME, "--accept-sure")
    (made,) = ask(data, places)[0]
    assert made in (500, 1000, 1500)
    for table in ("harvest_tie", "harvest_suggestion WHERE state = 'accepted'"):
        assert ask(data, f"SELECT count(*) FROM {table}") == [(made,)]  # noqa: S608 -- our words
    acts = "SELECT count(*) FROM common_act WHERE deed = 'harvest'"
    assert ask(data, acts) == [(made,)]
    named = "SELECT count(DISTINCT place_id) FROM harvest_provenance"
    assert ask(data, named) == [(made,)]
    assert command(data, "harvest", NAME, "--accept-sure").wait(LONGEST_S) == 0
    ties = ask(data, "SELECT count(*) FROM harvest_tie")[0][0]
    open_ones = "SELECT count(*) FROM harvest_suggestion WHERE state = 'open'"
    assert ties > made
    assert ties + ask(data, open_ones)[0][0] == ROWS  # a neighbour may now look like the same
