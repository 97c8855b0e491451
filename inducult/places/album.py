"""Where the files of pictures lie: names of ours, and how they come into the folder.

A file is written under a name for the time being and renamed: under its own name it is whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

from inducult.common.identifiers import ALPHABET, LENGTH
from inducult.common.store import StoreFailed, store

MASTER: Final = re.compile(rf"(?P<key>[{ALPHABET}]{{{LENGTH}}})\.webp", re.ASCII)
FILE: Final = rf"[{ALPHABET}]{{{LENGTH}}}(?:\.webp|-[0-9]{{3,4}}\.(?:avif|webp))"
UNFINISHED: Final = ".unfinished-"


class FileName:
    """In an address: the name of a file that we may have made, and nothing else."""

    regex = FILE

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def folder() -> Path:
    """The folder of pictures; made when it is asked for the first time."""
    path = Path(settings.DATA) / "media"
    path.mkdir(parents=True, exist_ok=True)
    return path


def master_name(key: str) -> str:
    """What the record calls the picture."""
    return f"{key}.webp"


def size_name(key: str, across: int, kind: str) -> str:
    return f"{key}-{across}.{kind}"


def key_of(file: object) -> str | None:
    """The key in the name of a master; None for a name that is not of our making."""
    found = MASTER.fullmatch(file) if isinstance(file, str) else None
    return found["key"] if found else None


def path_of(name: str) -> Path:
    """Where a file lies here; one that only the store has is fetched first.

    Raises ValueError for a name that would lead out of the folder.
    """
    path = _here(name)
    if (shared := store()) and not path.exists():
        with suppress(StoreFailed):  # without the store we have what we have
            shared.get(f"media/{name}", path)
    return path


def _here(name: str) -> Path:
    if Path(name).name != name:
        raise ValueError(name)
    return folder() / name


def keep_file(name: str, content: bytes) -> None:
    """Write the file, so that it is there as a whole or not at all, even when the power fails.

    With a store it is there too before this returns; raises StoreFailed if it cannot be.
    """
    path = _here(name)
    beside = path.with_name(f"{UNFINISHED}{os.getpid()}-{name}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if shared := store():
        shared.put(f"media/{name}", beside)
    beside.replace(path)
    _sync(path.parent)


def drop_files(key: str) -> None:
    """Take away the master and all sizes; it is no fault if they are gone."""
    for path in (folder() / master_name(key), *folder().glob(f"{key}-*")):
        path.unlink(missing_ok=True)
    if shared := store():
        for name in shared.names(f"media/{key}"):
            shared.drop(name)


def files_before(moment: float) -> Iterator[Path]:
    """All files that were last written before the moment (seconds since 1970)."""
    for path in folder().iterdir():
        try:
            if path.is_file() and path.stat().st_mtime < moment:
                yield path
        except FileNotFoundError:  # taken away meanwhile
            continue


def _sync(directory: Path) -> None:
    number = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
