"""Files that the register speaks of, in a folder of the data and in the store that nodes share.

A file is written under a name for the time being and renamed: under its own name it is whole.
A folder that stands in `FOLDERS` goes into the backup (config/backup) as it lies here.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.conf import settings

from inducult.common.store import StoreFailed, store

PICTURES: Final = "media"
SESSIONS: Final = "sessions"  # pictures of sessions: apart, for they are shown by consent only
PILOTS: Final = "pilots"
FOLDERS: Final = (PICTURES, SESSIONS, PILOTS)
UNFINISHED: Final = ".unfinished-"


class KeptFiles:
    """The files of one folder, by names of our own making."""

    def __init__(self, name: str) -> None:
        self._name = name

    def folder(self) -> Path:
        """The folder; made when it is asked for the first time."""
        path = Path(settings.DATA) / self._name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def path_of(self, name: str) -> Path:
        """Where a file lies here; one that only the store has is fetched first.

        Raises ValueError for a name that would lead out of the folder.
        """
        path = self._here(name)
        if (shared := store()) and not path.exists():
            with suppress(StoreFailed):  # without the store we have what we have
                shared.get(f"{self._name}/{name}", path)
        return path

    def keep(self, name: str, content: bytes) -> None:
        """Write the file, so that it is there as a whole or not at all, even if the power fails.

        With a store it is there too before this returns; raises StoreFailed if it cannot be.
        """
        path = self._here(name)
        beside = path.with_name(f"{UNFINISHED}{os.getpid()}-{name}")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if shared := store():
            shared.put(f"{self._name}/{name}", beside)
        beside.replace(path)
        _sync(path.parent)

    def drop(self, name: str) -> None:
        """Take a file away here and from the store; it is no fault if it is gone."""
        self._here(name).unlink(missing_ok=True)
        if shared := store():
            shared.drop(f"{self._name}/{name}")

    def drop_beginning(self, key: str) -> None:
        """Take away all files whose names begin so."""
        for path in self.folder().glob(f"{key}*"):
            path.unlink(missing_ok=True)
        if shared := store():
            for name in shared.names(f"{self._name}/{key}"):
                shared.drop(name)

    def _here(self, name: str) -> Path:
        if Path(name).name != name:
            raise ValueError(name)
        return self.folder() / name


def _sync(directory: Path) -> None:
    number = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
