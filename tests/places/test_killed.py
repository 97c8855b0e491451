"""A process killed at any step of a deed leaves the register as before or as after; never between.

The processes are real and die by SIGKILL (`killing.py`), on whichever database the tests run.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection, connections

from inducult.places.actions import begin, put
from inducult.places.actions.exchanging import keep_sheet, table_of
from inducult.places.exchange.sheets import Table
from inducult.places.models import Place
from tests.cast import Cast
from tests.places.killing import AFTER, BEFORE, DEEDS, STRIDE
from tests.places.pictures import scene, written

# A thread of an earlier test may still hold a connection; a database in use cannot be copied.
ELSEWHERE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
FILE = Path(settings.PACKAGE) / "demonstration" / "places" / "zwickau.jsonl"


@pytest.fixture
def prepared(cast: Cast, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database of its own in which each deed is ready to be done; the environment to use it."""
    horch = Place.objects.get(slug="august-horch-museum")
    draft = begin(horch, author=cast["keeper"])
    put(draft, {**draft.record, "operator": "City of Zwickau", "phone": "+49 1"})
    out = table_of(Place.objects.order_by("slug"), ["en"])
    at = out.header.index("protection")
    rows = [[*row[:at], "monument", *row[at + 1 :]] for row in out.rows]
    keep_sheet(Table(out.header, list(enumerate(rows, 2))), name="a", person=cast["steward"])
    (tmp_path / "photo.jpg").write_bytes(written(scene(), "JPEG"))
    _write_places(tmp_path / "places.jsonl")
    environment = {**os.environ, "INDUCULT_DATA": str(tmp_path), "INDUCULT_DEBUG": "0"}
    yield from _copied(environment, tmp_path)


def _write_places(file: Path) -> None:
    """Three places: one that is there, with another operator, and two new ones."""
    places = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()[:3]]
    places[0]["operator"] = "Somebody else"
    file.write_text("\n".join(json.dumps(place) for place in places), encoding="utf-8")


def _copied(environment: dict[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """The database of the test, copied to where the processes find it."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "register.sqlite3") as file:
            connection.ensure_connection()
            connection.connection.backup(file)
        file.close()
        yield environment
        return
    parts = urlsplit(os.environ["DATABASE_URL"])
    name, source = f"killed_{os.getpid()}", connection.settings_dict["NAME"]
    connections.close_all()
    _on_server(parts, ELSEWHERE, [source])
    _on_server(parts, f'CREATE DATABASE "{name}_pristine" TEMPLATE "{source}"')
    yield {**environment, "DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
    for each in (name, f"{name}_pristine"):
        _on_server(parts, f'DROP DATABASE IF EXISTS "{each}" WITH (FORCE)')


def _on_server(parts: Any, sql: str, values: Sequence[str] | None = None) -> None:
    import psycopg  # noqa: PLC0415 -- only on PostgreSQL

    url = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql, values)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_process_killed_at_any_step_leaves_the_register_as_before_or_as_after(
    deed: str, prepared: dict[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.places.killing", deed, str(tmp_path)]
    run = subprocess.run(command, env=prepared, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-3000:]
    told = json.loads(run.stdout.splitlines()[-1])
    assert told["other"] == []
    assert told["changes"]
    assert told["steps"][0] == BEFORE
    assert told["steps"][-1] == AFTER
    assert told["steps"] == sorted(told["steps"], key=[BEFORE, AFTER].index)
    assert len(told["steps"]) > 5 // STRIDE
    assert set(told["chances"]) <= {BEFORE, AFTER}
