"""What was backed up comes back, whole, on either database, and nothing half."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from inducult.catalogue import editions, queries
from inducult.catalogue.publication import publish_register
from inducult.common.history import Actor
from inducult.common.models import Act
from inducult.config.backup import restoring, tables
from inducult.config.backup.archive import DamagedArchive, reading
from inducult.config.backup.backing_up import back_up
from inducult.config.backup.restoring import NotEmpty, OtherTables, finish, restore
from inducult.places.actions import withdraw_everywhere
from inducult.places.models import Place
from inducult.places.records import Record

State = dict[str, Any]


# --- in the process: what is there, interrupted at every step -----------------------------------
@pytest.fixture
def home(register: list[Record], settings: Any, tmp_path: Path) -> Path:
    """An installation with some places, an edition, a picture and a key of its own."""
    settings.DATA = tmp_path / "home"
    publish_register()
    (settings.DATA / "media").mkdir()
    (settings.DATA / "media" / "0123456789.webp").write_bytes(b"a picture")
    (settings.DATA / "pilots").mkdir()
    (settings.DATA / "pilots" / "2123456789.webp").write_bytes(b"a caravan")
    (settings.DATA / "sessions").mkdir()
    (settings.DATA / "sessions" / "1123456789.webp").write_bytes(b"a wall of cards")
    (settings.DATA / "secret-key").write_text("of this house", encoding="ascii")
    return Path(settings.DATA)


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Path:
    file = tmp_path / "kept.zip"
    back_up(home, file, all_editions=True, progress=silent)
    return file


@pytest.fixture
def changed(home: Path, archive: Path) -> State:
    """The same installation later: other rows, another picture, another edition."""
    Place.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    withdraw_everywhere(Place.objects.get(slug="abenteuer-erzberg"), by=TESTER, reason="privacy")
    publish_register()
    (home / "media" / "0123456789.webp").unlink()
    (home / "media" / "9876543210.webp").write_bytes(b"another")
    return state(home)


TESTER = Actor.command("test")


def silent(_step: str) -> None:
    """Nobody is told."""


def rows() -> dict[str, list[Any]]:
    """Every table but the trace that a restore leaves."""
    kept = {
        name: [json.loads(line) for line in tables.rows_of(model)]
        for name, model in tables.models_at(tables.targets()).items()
    }
    kept["common.Act"] = [row for row in kept["common.Act"] if row["actor"] != restoring.ACTOR]
    return kept


def state(home: Path) -> State:
    """Rows, pictures, key and what is cited of the editions."""
    folders = ("media", "pilots", "sessions", "editions")
    files = [path for name in folders for path in sorted((home / name).rglob("*.*"))]
    told = {
        str(path.relative_to(home)): path.read_bytes()
        for path in files
        if path.is_file() and "index" not in path.parts and path.suffix != ".lock"
    }
    return {
        "rows": rows(),
        "files": told,
        "current": editions.current_number(home),
        "key": (home / "secret-key").read_text(encoding="ascii"),
    }


def test_what_was_changed_since_is_as_it_was(home: Path, tmp_path: Path) -> None:
    before = state(home)
    back_up(home, tmp_path / "kept.zip", all_editions=True, progress=silent)
    (home / "media" / "0123456789.webp").unlink()
    (home / "secret-key").write_text("another", encoding="ascii")
    Place.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    restore(home, tmp_path / "kept.zip", force=True, progress=silent)
    assert state(home) == before
    assert queries.current() is not None, "its index was made again"
    assert sorted(path.name for path in home.iterdir() if path.is_dir()) == [
        *("editions", "media", "pilots", "sessions")
    ]


def test_a_restore_leaves_its_trace(home: Path, archive: Path) -> None:
    restore(home, archive, force=True, progress=silent)
    (act,) = Act.objects.filter(deed="restore")
    assert (act.actor, act.subject_kind) == ("command:restore", "register")
    assert act.reason.startswith("backup of 20")


def test_a_register_is_not_replaced_unasked(home: Path, archive: Path, changed: State) -> None:
    with pytest.raises(NotEmpty, match="--force"):
        restore(home, archive, force=False, progress=silent)
    assert state(home) == changed


def test_only_its_owner_reads_an_archive(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_the_current_edition_alone(home: Path, changed: State, tmp_path: Path) -> None:
    back_up(home, tmp_path / "small.zip", all_editions=False, progress=silent)
    with reading(tmp_path / "small.zip") as archive:
        kept = {name.split("/")[1] for name in archive.named("editions/")}
    assert kept == {"2", "current", "withdrawals.json"}


def test_killed_at_any_step_the_old_state_stands_or_the_new_one_is_whole(
    home: Path, archive: Path, changed: State
) -> None:
    steps: list[str] = []
    with reading(archive) as opened:
        most = len(opened.files) + 4
    seen = set()
    for last in range(0, most, 7):  # each seventh of some sixty: tables, files, index
        steps.clear()
        with pytest.raises(Killed):
            restore(home, archive, force=True, progress=dies_at(last, steps))
        finish(home)
        seen.add(steps[-1].partition("/")[0])
        if steps[-1] != "files":
            assert state(home) == changed, steps[-1]
    assert len(seen) > 5


@pytest.mark.parametrize("number", range(6))
def test_killed_while_files_change_places_the_next_command_ends_it(
    home: Path, archive: Path, changed: State, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = iter(range(99))
    rename = Path.rename

    def dying(path: Path, target: Path) -> Path:
        if path.parent.name in (home.name, restoring.STAGE) and next(moves) == number:
            raise Killed
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", dying)
        with pytest.raises(Killed):
            restore(home, archive, force=True, progress=silent)
    assert finish(home)
    found = state(home)
    assert sorted(found["files"])[-3:] == [
        *("media/0123456789.webp", "pilots/2123456789.webp", "sessions/1123456789.webp")
    ]
    assert found["current"] == 1
    assert not (home / restoring.STAGE).exists()


def test_what_was_withdrawn_since_does_not_come_back(
    home: Path, archive: Path, changed: State
) -> None:
    withdrawn = Place.objects.get(slug="abenteuer-erzberg").identifier
    restore(home, archive, force=True, progress=silent)
    edition = queries.current()
    assert edition is not None
    assert edition.place(withdrawn) is None
    publish_register()
    assert queries.current().place(withdrawn) is None  # type: ignore[union-attr]


@pytest.mark.parametrize("member", ["tables/places.Place.jsonl", "media/0123456789.webp"])
def test_a_damaged_archive_is_refused_by_name(
    home: Path, archive: Path, changed: State, member: str, tmp_path: Path
) -> None:
    other = tmp_path / "damaged.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"{}" if name == member else old.read(name))
    with pytest.raises(DamagedArchive, match=member):
        restore(home, other, force=True, progress=silent)
    assert state(home) == changed


@pytest.mark.parametrize("cut", [0, 100, 20_000])
def test_half_an_archive_is_refused(home: Path, archive: Path, cut: int, tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(archive.read_bytes()[:cut])
    with pytest.raises(DamagedArchive, match=r"half\.zip"):
        restore(home, tmp_path / "half.zip", force=True, progress=silent)


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "media/../../evil.webp"])
def test_a_member_that_leads_out_is_refused(home: Path, name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as made:
        made.writestr(name, b"")
        made.writestr("manifest.json", json.dumps({"format": 1, "files": {name: {}}}))
    with pytest.raises(DamagedArchive, match="another kind"):
        restore(home, tmp_path / "evil.zip", force=True, progress=silent)


def test_an_archive_of_a_newer_program_is_refused(
    home: Path, archive: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "manifest.json":
                told = json.loads(text)
                told["migrations"].append(["places", "9999_flying"])
                text = json.dumps(told).encode()
            new.writestr(name, text)
    with pytest.raises(OtherTables, match="places 9999_flying"):
        restore(home, newer, force=True, progress=silent)


class Killed(BaseException):
    """The process ends here."""


def dies_at(number: int, steps: list[str]) -> Callable[[str], None]:
    def progress(step: str) -> None:
        if len(steps) == number:
            steps.append(step)
            raise Killed
        steps.append(step)

    return progress


# --- the drill: real commands, back up, wipe, restore, identical --------------------------------
PLACES = "inducult/demonstration/places/zwickau.jsonl"
SET_UP = (
    *(("migrate", "-v0"), ("taxonomy",), ("partnership",)),
    *(("import", PLACES, "--yes", "--publish"), ("publish",)),
)


class Installation:
    """A data folder, and a database of its own on the engine of this run."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self.environment = {**os.environ, "INDUCULT_DATA": str(folder), "DATABASE_URL": url}

    def call(self, *words: str) -> str:
        command = [sys.executable, "-m", "inducult.config.cli", *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def set_up(self) -> None:
        """Some places and an edition, by the commands that an operator would give one by one."""
        code = "import django; django.setup(); from django.core.management import call_command\n"
        for words in SET_UP:
            code += f"call_command(*{words!r})\n"
        subprocess.run([sys.executable, "-c", code], env=self.environment, check=True)

    def exported(self, file: Path) -> dict[str, bytes]:
        """What a backup of it holds, but the trace of a restore and the time."""
        self.call("backup", str(file))
        with zipfile.ZipFile(file) as kept:
            members = {name: kept.read(name) for name in kept.namelist() if name != "manifest.json"}
        acts = members["tables/common.Act.jsonl"].splitlines()
        members["tables/common.Act.jsonl"] = b"\n".join(
            line for line in acts if json.loads(line)["actor"] != restoring.ACTOR
        )
        return members


@contextmanager
def database() -> Iterator[str]:
    """An empty database on the server of this run; "" for SQLite, which makes its own."""
    if connection.vendor != "postgresql":
        yield ""
        return
    given, name = urlsplit(os.environ["DATABASE_URL"]), f"drill_{os.getpid()}"
    with psycopg.connect(urlunsplit(given), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(given._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.long
@pytest.mark.postgresql
def test_restore_drill(tmp_path: Path) -> None:
    """Backed up, wiped, restored: the export is identical; PostgreSQL's fits SQLite too."""
    with database() as url:
        house = Installation(tmp_path / "house", url)
        house.set_up()
        kept = house.exported(tmp_path / "kept.zip")
    shutil.rmtree(house.folder)
    with database() as url:
        again = Installation(tmp_path / "again", url)
        again.call("restore", str(tmp_path / "kept.zip"))
        assert again.exported(tmp_path / "again.zip") == kept
        # Keys go on where they ended: a new row does not meet an old one.
        again.call("import", "inducult/demonstration/places/genk.jsonl", "--yes", "--publish")
    if connection.vendor == "postgresql":
        other = Installation(tmp_path / "other")
        other.call("restore", str(tmp_path / "kept.zip"))
        assert other.exported(tmp_path / "other.zip") == kept
