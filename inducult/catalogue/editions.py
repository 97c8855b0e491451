"""Editions on disk: built beside the others, then put in use by renaming one small file.

    <data>/editions/12/        an edition: places.parquet, manifest.json, index/
    <data>/editions/current    holds the number of the edition in use
    <data>/editions/building/  one that is being made, or was when the machine stopped

Whatever happens on the way, `current` names a whole edition. What is not finished is swept away
by the next publication.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from inducult.catalogue import manifest

CURRENT: Final = "current"
BUILDING: Final = "building"
NEXT: Final = "current.next"
INDEX: Final = "index"
LOCK: Final = "lock"


class AlreadyPublishing(RuntimeError):
    """Another process is making an edition."""


def folder_of(data: Path) -> Path:
    """Where the editions of a data folder lie."""
    return data / "editions"


def numbers(data: Path) -> list[int]:
    """Numbers of the whole editions, oldest first."""
    folder = folder_of(data)
    if not folder.is_dir():
        return []
    found = [int(each.name) for each in folder.iterdir() if each.name.isdecimal()]
    return sorted(number for number in found if (folder / str(number) / manifest.FILE).is_file())


def current_number(data: Path) -> int | None:
    """The number of the edition in use, None before the first."""
    try:
        return int((folder_of(data) / CURRENT).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def publish(data: Path, build: Callable[[Path], None], changed_at: datetime) -> int:
    """Makes an edition and puts it in use; returns its number.

    `build` fills an empty folder with the files. If they and the program are those of the edition
    in use, that one stays. Raises AlreadyPublishing.
    """
    folder = folder_of(data)
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        sweep(data)
        building = folder / BUILDING
        building.mkdir()
        build(building)
        manifest.write_manifest(building, changed_at)
        in_use = current_number(data)
        if in_use is not None and _same(building, folder / str(in_use)):
            shutil.rmtree(building)
            return in_use
        number = (in_use or 0) + 1
        keep(building)
        building.rename(folder / str(number))
        _sync(folder)
        switch(data, number)
        _shed(data, number)
        return number


def sweep(data: Path) -> None:
    """Removes what an interrupted publication has left: it was never in use."""
    folder, in_use = folder_of(data), current_number(data) or 0
    shutil.rmtree(folder / BUILDING, ignore_errors=True)
    (folder / NEXT).unlink(missing_ok=True)
    for each in folder.iterdir():
        if each.name.isdecimal() and int(each.name) > in_use:
            shutil.rmtree(each)


def _shed(data: Path, in_use: int) -> None:
    """Older editions keep what can be cited; their indexes, by far the larger part, go.

    The last but one stays whole: other processes may not have noticed the switch yet.
    """
    for number in numbers(data):
        if number < in_use - 1:
            shutil.rmtree(folder_of(data) / str(number) / INDEX, ignore_errors=True)


def shed_opened(data: Path, *, most: int) -> None:
    """Of the old editions that somebody had opened, only the last few keep their index."""
    in_use = current_number(data) or 0
    opened = [
        folder_of(data) / str(number) / INDEX for number in numbers(data) if number < in_use - 1
    ]
    there = sorted(
        (each for each in opened if each.is_dir()), key=lambda each: each.stat().st_mtime
    )
    for index in there[:-most]:
        shutil.rmtree(index, ignore_errors=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One publication at a time; the lock goes with the process, so nothing can be left locked."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyPublishing("another process is making an edition; wait for it") from None
        yield


def _same(one: Path, other: Path) -> bool:
    try:
        return (one / manifest.FILE).read_bytes() == (other / manifest.FILE).read_bytes()
    except OSError:
        return False


def switch(data: Path, number: int) -> None:
    """From one moment to the next another edition is in use."""
    folder = folder_of(data)
    pointer = folder / NEXT
    pointer.write_text(str(number), encoding="ascii")
    _sync(pointer)
    pointer.replace(folder / CURRENT)
    _sync(folder)


def keep(folder: Path) -> None:
    """Makes sure that every file is on the disk and not on its way there."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
