"""Does a deed in a process of its own that is killed at a step, again and again.

`python -m tests.places.killing DEED FOLDER` with DATABASE_URL or, for SQLite, a data folder that
holds `register.sqlite3`. A step is a statement that writes, a commit, or something asked of the
file system; then come moments by chance, so that the middle of a commit is hit as well. Prints what
became of the register as one JSON object. `test_killed.py` prepares the database and reads that.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import django

FILES: Final = ("rename", "replace", "fsync", "unlink", "link")
WRITES: Final = re.compile(r"\s*(INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE)", re.IGNORECASE)
CHANCES: Final = 5
MOST: Final = 400  # steps; more than any deed has
# The steps are the same on both databases; PostgreSQL, slower to begin anew, takes a third.
STRIDE: Final = 3 if os.environ.get("DATABASE_URL") else 1
BEFORE, AFTER = "before", "after"


def main(name: str, folder: Path) -> None:
    django.setup()
    store = _store(folder)
    deed = DEEDS[name]
    store.reset()
    _warm(deed, folder)
    before = snapshot()
    started = time.perf_counter()
    _killed(deed, folder, at=MOST)
    seconds, after = time.perf_counter() - started, snapshot()
    names = {before: BEFORE, after: AFTER}
    told: dict[str, Any] = {"changes": before != after, "steps": [], "chances": [], "other": []}

    def note(kind: str) -> None:
        state = snapshot()
        told[kind].append(names.get(state, "other"))
        if state not in names:
            told["other"].append(state[:2000])
        if state != before:
            store.reset()

    store.reset()
    for step in range(0, MOST, STRIDE):
        done = _killed(deed, folder, at=step)
        note("steps")
        if done:
            break
    chance = random.Random(7)
    for _ in range(CHANCES):
        _killed(deed, folder, after_s=chance.uniform(0, seconds))
        note("chances")
    print(json.dumps(told))  # noqa: T201 -- the answer


def _warm(deed: Callable[[Path], None], folder: Path) -> None:
    """Once here, taken back: pages and rules are loaded before processes fork from this one."""
    from django.db import transaction  # noqa: PLC0415 -- after the settings

    out = sys.stdout
    with transaction.atomic():
        deed(folder)
        transaction.set_rollback(True)
    sys.stdout = out


# --- a process that dies --------------------------------------------------------------------------
def _killed(
    deed: Callable[[Path], None], folder: Path, *, at: int = MOST, after_s: float | None = None
) -> bool:
    """Whether the deed was done to its end before the process died."""
    from django.db import connections  # noqa: PLC0415 -- after the settings

    connections.close_all()
    child = os.fork()
    if not child:
        with _tripwire(at):
            deed(folder)
        os._exit(0)
    if after_s is not None:
        time.sleep(after_s)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFEXITED(status)


class Tripwire:
    """Counts the steps and kills this process at one of them."""

    def __init__(self, at: int) -> None:
        self.count, self.at = 0, at

    def step(self) -> None:
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.count += 1

    def around(self, original: Callable[..., Any], *, behind: bool = False) -> Callable[..., Any]:
        """The same with a step before it, and one behind it."""

        def counted(*args: Any, **options: Any) -> Any:
            self.step()
            result = original(*args, **options)
            if behind:
                self.step()
            return result

        return counted

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Around a statement; those that only read are no steps."""
        if WRITES.match(sql):
            self.step()
        return execute(sql, params, many, context)


@contextmanager
def _tripwire(at: int) -> Iterator[None]:
    """Stretched through files, statements and commits of this process."""
    from django.db import connection  # noqa: PLC0415
    from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: PLC0415

    wire = Tripwire(at)
    for name in FILES:
        setattr(os, name, wire.around(getattr(os, name)))
    io.open = wire.around(io.open)
    commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]
    BaseDatabaseWrapper._commit = wire.around(commit, behind=True)  # type: ignore[attr-defined]
    with connection.execute_wrapper(wire.statement):
        yield


# --- the register as it stands, apart from numbers and times --------------------------------------
def snapshot() -> str:
    """Everything that a killed process could leave by halves, as one text."""
    from django.db import connections  # noqa: PLC0415

    from inducult.common.models import Act  # noqa: PLC0415
    from inducult.places.album import path_of  # noqa: PLC0415
    from inducult.places.models import (  # noqa: PLC0415
        Correction,
        FormerSlug,
        Picture,
        Place,
        Publication,
        Report,
        Sheet,
    )
    from inducult.places.records import records_of  # noqa: PLC0415

    def rows(model: Any, *fields: str) -> list[Any]:
        return sorted(model.objects.order_by("pk").values_list(*fields), key=repr)

    told = {
        "records": sorted(records_of(Place.objects.all()), key=lambda record: record["id"]),
        "places": rows(Place, "identifier", "state", "revision", "merged_into__identifier"),
        "addresses": rows(FormerSlug, "slug", "place__identifier"),
        "published": rows(Publication, "place__identifier", "record", "published_by"),
        "acts": rows(Act, "actor", "deed", "subject_kind", "subject", "reason", "before", "after"),
        "drafts": rows(Correction, "place__identifier", "author", "state", "base", "record"),
        "pictures": rows(Picture, "place__identifier", "file", "width"),
        "reports": rows(Report, "receipt", "place__identifier"),
        "tables": [bool(run) for (run,) in rows(Sheet, "run")],
    }
    whole = [_is_whole(path_of(file)) for file in Picture.objects.values_list("file", flat=True)]
    text = json.dumps({**told, "whole": whole}, sort_keys=True, default=str)
    runs = {run for (run,) in rows(Act, "run")} | {
        subject for (subject, kind) in rows(Act, "subject", "subject_kind") if kind != "place"
    }
    connections.close_all()
    for run in filter(None, runs):
        text = text.replace(run, "RUN")
    return re.sub(r"\b[0-9a-z]{10}\.webp", "PICTURE.webp", text)


def _is_whole(path: Path) -> bool:
    from PIL import Image  # noqa: PLC0415 -- only here

    with Image.open(path) as picture:
        picture.load()
        return picture.width > 0


# --- the deeds, as pages and commands do them -----------------------------------------------------
def _client(part: str = "keeper") -> Any:
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from inducult.partnership.models import Person  # noqa: PLC0415

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    person = Person.objects.get(email=f"{part}@example.org")
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _page() -> str:
    from inducult.places.models import Place  # noqa: PLC0415

    place = Place.objects.get(slug="august-horch-museum")
    return f"/en/register/places/{place.identifier}/"


def edit(_folder: Path) -> None:
    """A keeper takes her draft into the register and publishes it."""
    answer = _client().post(f"{_page()}changes/", {"do": "publish"})
    assert answer.status_code == 302, answer.content


def upload(folder: Path) -> None:
    """A picture is sent; it stands in the sender's draft."""
    with (folder / "photo.jpg").open("rb") as photo:
        answer = _client("steward").post(f"{_page()}pictures/", {"picture": photo})
    assert answer.status_code == 302, answer.content


def import_file(folder: Path) -> None:
    """`inducult import --publish` of places that are new and one that has changed."""
    from django.core.management import call_command  # noqa: PLC0415

    sys.stdout = io.StringIO()
    call_command("import", str(folder / "places.jsonl"), yes=True, publish=True)


def table(_folder: Path) -> None:
    """A table that came back is carried out."""
    from inducult.places.actions.exchanging import carry_out_sheet, table_in_sheet  # noqa: PLC0415
    from inducult.places.exchange.looking import look_over  # noqa: PLC0415
    from inducult.places.models import Sheet  # noqa: PLC0415

    sheet = Sheet.objects.get()
    carry_out_sheet(sheet, look_over(table_in_sheet(sheet), sheet.person), publish_too=True)


def merge_places(_folder: Path) -> None:
    """Two public places become one."""
    from inducult.common.history import Actor  # noqa: PLC0415
    from inducult.places.actions.joining import merge  # noqa: PLC0415
    from inducult.places.joining import joined  # noqa: PLC0415
    from inducult.places.models import Place  # noqa: PLC0415
    from inducult.places.records import record_of  # noqa: PLC0415

    kept, gone = (
        Place.objects.get(slug=slug) for slug in ("august-horch-museum", "genk-ford-genk")
    )
    record = joined(record_of(kept), record_of(gone))
    merge(kept, gone, record, by=Actor.command("test"))


DEEDS: Final = {
    "edit": edit,
    "upload": upload,
    "import": import_file,
    "table": table,
    "merge": merge_places,
}


# --- a database that can be had again as it was ---------------------------------------------------
class SqliteStore:
    def __init__(self, folder: Path) -> None:
        self.file, self.pristine = folder / "register.sqlite3", folder / "pristine.sqlite3"
        shutil.copyfile(self.file, self.pristine)

    def reset(self) -> None:
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.pristine, self.file)


class PostgresStore:
    """The database of DATABASE_URL is made anew from the one of the same name with `_pristine`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.name = parts.path.lstrip("/")
        self.server = urlunsplit(parts._replace(path="/postgres"))

    def reset(self) -> None:
        import psycopg  # noqa: PLC0415 -- only on PostgreSQL
        from django.db import connections  # noqa: PLC0415

        connections.close_all()
        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}_pristine"')


def _store(folder: Path) -> SqliteStore | PostgresStore:
    url = os.environ.get("DATABASE_URL", "")
    return PostgresStore(url) if url else SqliteStore(folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
