"""`inducult restore`: from an archive to a running installation.

    <data>/restoring/          what is unpacked, beside what is in use
    <data>/restoring/withdrawn.json   what was withdrawn here until now
    <data>/restoring/ready     the name of the restore, once everything is unpacked and checked
    <data>/replaced/           the editions and pictures that were there before, until the end

The database decides. Its rows are replaced in one transaction together with a trace that bears the
name of the restore. Killed before its commit, nothing has happened; killed after it, `finish` (the
next command calls it) puts the unpacked files in their places.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from inducult.catalogue import editions, withdrawals
from inducult.catalogue.publication import keep_withdrawals
from inducult.catalogue.reindexing import reindex
from inducult.catalogue.sharing import push
from inducult.common.history import Actor
from inducult.common.identifiers import new_identifier
from inducult.common.kept_files import FOLDERS
from inducult.common.models import Act
from inducult.common.store import store
from inducult.config.backup import tables
from inducult.config.backup.archive import Archive, DamagedArchive, reading
from inducult.places.actions import withdraw_everywhere
from inducult.places.models import Place, Withdrawal

STAGE: Final = "restoring"
SINCE: Final = "withdrawn.json"
READY: Final = "ready"
BEFORE: Final = "replaced"
LOCK: Final = "restoring.lock"
MOVED: Final = ("editions", *FOLDERS, "secret-key")
ACTOR: Final = "command:restore"

Progress = Callable[[str], None]


class NotEmpty(RuntimeError):
    """Something would be overwritten."""


class Restoring(RuntimeError):
    """Another process is restoring."""


class OtherTables(RuntimeError):
    """The tables of the archive and those of the database differ."""


def restore(data: Path, file: Path, *, force: bool, progress: Progress) -> dict[str, Any]:
    """Brings an archive back; returns its manifest.

    Raises DamagedArchive, NotEmpty and OtherTables before anything has changed.
    """
    with alone(data), reading(file) as archive:
        finish(data)
        progress("checksums")
        archive.verify()
        wanted = [(app, name) for app, name in archive.manifest["migrations"]]
        _agree(data, wanted, force=force)
        name = new_identifier()
        _unpack(archive, data, name, progress)
        _load(archive, wanted, name, progress)
        progress("files")
        finish(data)
    return archive.manifest


def finish(data: Path) -> bool:
    """Ends a restore that was interrupted: forwards if its rows are in the database, else back.

    Returns whether there was one. Costs a `stat` when there was none.
    """
    stage = data / STAGE
    if not stage.exists():
        return False
    try:
        name = (stage / READY).read_text(encoding="ascii")
    except FileNotFoundError:
        name = ""
    if name and _is_in_database(name):
        _put_in_place(data, stage)
        call_command("migrate", verbosity=0)  # to the tables of this program
        _bring_to_store(data)
        _withdraw_again(json.loads((stage / SINCE).read_text(encoding="utf-8")))
    shutil.rmtree(stage, ignore_errors=True)
    shutil.rmtree(data / BEFORE, ignore_errors=True)
    return True


def _agree(data: Path, wanted: list[tables.Target], *, force: bool) -> None:
    if strange := tables.unknown(wanted):
        app, name = strange[0]
        raise OtherTables(
            f"The archive is of a newer program (it knows {app} {name}); install that first."
        )
    occupied = not tables.is_empty() or editions.numbers(data) or _holds_files(data)
    if occupied and not force:
        raise NotEmpty("There is a register here already; --force replaces it by the archive.")
    if not tables.targets():
        tables.migrate_to(wanted)
    if tables.targets() != sorted(wanted):
        raise OtherTables(
            "The tables of the archive are of another version than those of this register;"
            " restore into a database without tables."
        )


def _holds_files(data: Path) -> bool:
    return any(any((data / folder).glob("*")) for folder in FOLDERS)


def _unpack(archive: Archive, data: Path, name: str, progress: Progress) -> None:
    stage = data / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True, mode=0o700)
    for folder in ("editions", *FOLDERS):
        (stage / folder).mkdir()
    kept = [name for folder in FOLDERS for name in archive.named(f"{folder}/")]
    for member in [*archive.named("editions/"), *kept, *archive.named("secret")]:
        progress(member)
        path = stage / member
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as stream:
            stream.writelines(archive.blocks(member))
            stream.flush()
            os.fsync(stream.fileno())
    if (number := editions.current_number(stage)) is not None:
        progress("index of the edition")
        reindex(editions.folder_of(stage) / str(number))
    withdrawn = {each.place: each.reason for each in withdrawals.read_list(data)}
    withdrawn |= dict(Withdrawal.objects.values_list("identifier", "reason").order_by("pk"))
    (stage / SINCE).write_text(json.dumps(withdrawn), encoding="utf-8")
    (stage / READY).write_text(name, encoding="ascii")


def _load(archive: Archive, wanted: list[tables.Target], name: str, progress: Progress) -> None:
    models = tables.models_at(wanted)
    kept = [table for table in models if f"tables/{table}.jsonl" in archive.files]
    if missing := sorted(set(models) - set(kept)):
        raise DamagedArchive(f"The archive lacks tables: {', '.join(missing)}.")

    def told() -> Iterator[tuple[str, Any]]:
        for table in kept:
            progress(table)
            yield table, archive.lines(f"tables/{table}.jsonl")

    with tables.in_one_step():
        tables.load(models, told())
        models["common.Act"]._base_manager.create(**_trace(archive, name))


def _trace(archive: Archive, name: str) -> dict[str, Any]:
    made = archive.manifest["made_at"]
    return {
        "at": timezone.now(),
        "actor": ACTOR,
        "deed": "restore",
        "subject_kind": "register",
        "subject": name,
        "reason": f"backup of {made}",
        "after": {"made_at": made, "code": archive.manifest["code"]},
        "run": name,
    }


def _is_in_database(name: str) -> bool:
    try:
        return Act.objects.filter(run=name, actor=ACTOR).exists()
    except DatabaseError:  # no tables yet
        return False


def _put_in_place(data: Path, stage: Path) -> None:
    """Each by two renames; what is done already is seen and not done again."""
    before = data / BEFORE
    before.mkdir(exist_ok=True)
    for name in MOVED:
        if not (stage / name).exists():
            continue
        if (data / name).exists() and not (before / name).exists():
            (data / name).rename(before / name)
        (stage / name).rename(data / name)


def _bring_to_store(data: Path) -> None:
    """Other nodes fetch from there what was restored here. Raises StoreFailed; then the next
    command tries again."""
    shared, number = store(), editions.current_number(data)
    if shared is None:
        return
    for folder in FOLDERS:
        there = set(shared.names(f"{folder}/"))
        for path in sorted((data / folder).glob("*")):
            if f"{folder}/{path.name}" not in there:
                shared.put(f"{folder}/{path.name}", path)
    for each in editions.numbers(data):
        push(data, each, in_use=each == number)


def _withdraw_again(known: dict[str, str]) -> None:
    """What was withdrawn here after the backup was made does not come back with it."""
    gone = set(Withdrawal.objects.values_list("identifier", flat=True).order_by("identifier"))
    for place in Place.objects.filter(identifier__in=set(known) - gone).order_by("identifier"):
        by = Actor.command("restore")
        withdraw_everywhere(place, by=by, reason=known[place.identifier])
    keep_withdrawals()


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """One restore at a time, and no other command beside it. Raises Restoring."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Restoring("A restore is under way here; wait for it.") from None
        yield
