"""Editions in the object store: a node that publishes brings them there, the others fetch them.

    editions/12/…             the files of edition 12 with its index
    editions/changes/12/…     what it changed (catalogue.changes), as it was then
    editions/12/sums.json     names and SHA-256 of all of them; written after them
    editions/current          "12"; written last

Whatever happens on the way, `current` names an edition whose files are all there. A node compares
every checksum before it switches; what does not agree is not used, and the old edition stays.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import connection

from inducult.catalogue import editions
from inducult.catalogue.changes import FOLDER as CHANGES
from inducult.catalogue.manifest import FILE as MANIFEST
from inducult.catalogue.manifest import sha256_of
from inducult.common.store import Store, store

SUMS: Final = "sums.json"
FETCHING: Final = "fetching"
LOCK_NUMBER: Final = 0x1D0C  # of the register's lock on publication


class Tampered(RuntimeError):
    """A file in the store is not what its edition tells."""


@contextmanager
def publishing() -> Iterator[None]:
    """One publication at a time over all nodes. Raises editions.AlreadyPublishing.

    The lock is one of the register's session: it goes with the process that held it.
    """
    if store() is None or connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
        if not (cursor.fetchone() or [False])[0]:
            raise editions.AlreadyPublishing("another node is making an edition; wait for it")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


def push(data: Path, number: int, *, in_use: bool = True) -> None:
    """Brings an edition into the store if it is not there; raises StoreFailed. May be repeated."""
    shared = store()
    if shared is None:
        return
    folder = editions.folder_of(data)
    files = dict(_files(folder, number))
    sums = json.dumps({name: sha256_of(path) for name, path in files.items()}, sort_keys=True)
    if shared.read(f"editions/{number}/{SUMS}") != sums.encode():
        for name, path in files.items():
            shared.put(f"editions/{name}", path)
        shared.put(f"editions/{number}/{SUMS}", sums.encode())
        _drop_others(shared, number, files)
    if in_use:
        shared.put(f"editions/{editions.CURRENT}", str(number).encode())
        for name in shared.names(f"editions/{number - 2}/{editions.INDEX}/"):
            shared.drop(name)  # as on the disk: what can be cited stays


def _drop_others(shared: Store, number: int, files: Iterable[str]) -> None:
    """What an edition no longer has: the index of one that was cleaned holds what was withdrawn."""
    wanted = {f"editions/{name}" for name in files} | {f"editions/{number}/{SUMS}"}
    for name in shared.names(f"editions/{number}/"):
        if name not in wanted:
            shared.drop(name)


def pull(data: Path) -> int | None:
    """Fetches the edition in use if it is another than ours, and switches; returns its number.

    Raises StoreFailed and Tampered; then the edition in use here stays in use.
    """
    shared = store()
    if shared is None:
        return None
    told = shared.read(f"editions/{editions.CURRENT}")
    number = int(told) if told else None
    if number is None or (
        number == editions.current_number(data) and _is_same(shared, data, number)
    ):
        return None
    editions.folder_of(data).mkdir(parents=True, exist_ok=True)
    with editions.alone(editions.folder_of(data)):
        _fetch(shared, data, number)
        editions.switch(data, number)
    return number


def pull_old(data: Path) -> list[int]:
    """Fetches what is cited of older editions that are not here yet, or were cleaned meanwhile."""
    shared, fetched = store(), []
    if shared is None:
        return []
    for number in _numbers(shared):
        if number != editions.current_number(data) and not _is_same(
            shared, data, number, index=False
        ):
            _fetch(shared, data, number, index=False)
            fetched.append(number)
    return fetched


def _numbers(shared: Store) -> list[int]:
    names = (name.split("/") for name in shared.names("editions/") if name.endswith(f"/{SUMS}"))
    return sorted(int(parts[1]) for parts in names if parts[1].isdecimal())


def _files(folder: Path, number: int) -> Iterator[tuple[str, Path]]:
    """The files of an edition by their names in the store; kept tiles are each node's own."""
    for path in sorted((folder / str(number)).rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith("tiles-") for part in parts):
            yield "/".join(parts), path
    if (path := folder / CHANGES / f"{number}.parquet").is_file():
        yield f"{CHANGES}/{number}/{number}.parquet", path
    if (path := folder / CHANGES / "state.parquet").is_file():
        yield f"{CHANGES}/{number}/state.parquet", path


def _sums(shared: Store, number: int) -> dict[str, str]:
    sums: dict[str, str] = json.loads(shared.read(f"editions/{number}/{SUMS}") or b"{}")
    if f"{number}/{MANIFEST}" not in sums:
        raise Tampered(f"Edition {number} in the store has no list of its files.")
    return sums


def _is_same(shared: Store, data: Path, number: int, *, index: bool = True) -> bool:
    """Whether the edition here is that of the store, by what is cited of it."""
    folder, sums = editions.folder_of(data), _sums(shared, number)
    cited = {name: digest for name, digest in sums.items() if _is_cited(name, number)}
    return all(
        (folder / name).is_file() and _digest(folder / name) == digest
        for name, digest in cited.items()
    )


def _is_cited(name: str, number: int) -> bool:
    return name.startswith(f"{number}/") and name.count("/") == 1


_known: dict[tuple[str, int, int], str] = {}


def _digest(path: Path) -> str:
    """The checksum, computed once for each state of a file."""
    status = path.stat()
    key = (str(path), status.st_ino, status.st_mtime_ns)
    if key not in _known:
        _known[key] = sha256_of(path)
    return _known[key]


def _fetch(shared: Store, data: Path, number: int, *, index: bool = True) -> None:
    """Brings an edition here, beside the others, and gives it its name when all of it agrees."""
    folder = editions.folder_of(data)
    coming = folder / f"{FETCHING}-{number}"
    shutil.rmtree(coming, ignore_errors=True)
    for name, digest in _sums(shared, number).items():
        if not (index or _is_cited(name, number)):
            continue
        path = coming / Path(name)
        if not path.resolve().is_relative_to(coming.resolve()):
            raise Tampered(f"{name} leads out of the editions.")
        path.parent.mkdir(parents=True, exist_ok=True)
        if not shared.get(f"editions/{name}", path) or sha256_of(path) != digest:
            raise Tampered(f"{name} in the store is not what its edition tells.")
    editions.keep(coming)
    _place(folder, coming, number)


def _place(folder: Path, coming: Path, number: int) -> None:
    """From one moment to the next; an edition that was cleaned takes the place of what it was."""
    if (folder / str(number)).exists():
        (folder / str(number)).rename(coming / "before")
    (coming / str(number)).rename(folder / str(number))
    for path in (coming / CHANGES / str(number)).glob("*"):
        (folder / CHANGES).mkdir(exist_ok=True)
        path.replace(folder / CHANGES / path.name)
    shutil.rmtree(coming, ignore_errors=True)
