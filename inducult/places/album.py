"""Where the files of pictures lie, under names of our making."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from inducult.common.identifiers import ALPHABET, LENGTH
from inducult.common.kept_files import PICTURES, KeptFiles

MASTER: Final = re.compile(rf"(?P<key>[{ALPHABET}]{{{LENGTH}}})\.webp", re.ASCII)
FILE: Final = rf"[{ALPHABET}]{{{LENGTH}}}(?:\.webp|-[0-9]{{3,4}}\.(?:avif|webp))"

_files: Final = KeptFiles(PICTURES)


class FileName:
    """In an address: the name of a file that we may have made, and nothing else."""

    regex = FILE

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def folder() -> Path:
    """The folder of pictures; made when it is asked for the first time."""
    return _files.folder()


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
    """Where a file lies here, see common/kept_files.py. Raises ValueError."""
    return _files.path_of(name)


def keep_file(name: str, content: bytes) -> None:
    """Write the file, whole or not at all. Raises ValueError, StoreFailed."""
    _files.keep(name, content)


def drop_files(key: str) -> None:
    """Take away the master and all sizes; it is no fault if they are gone."""
    _files.drop_beginning(key)


def files_before(moment: float) -> Iterator[Path]:
    """All files that were last written before the moment (seconds since 1970)."""
    for path in folder().iterdir():
        try:
            if path.is_file() and path.stat().st_mtime < moment:
                yield path
        except FileNotFoundError:  # taken away meanwhile
            continue
