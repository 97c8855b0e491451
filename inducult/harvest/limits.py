"""How much of a stranger's file is read, whatever it claims to hold. Pure."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from inducult.harvest.rows import Unreadable

MOST_ROWS: Final = 2_000_000
MOST_COLUMNS: Final = 500
MOST_LETTERS: Final = 100_000  # of one value
MOST_BYTES: Final = 2 * 1024**3  # of a file on disk
MOST_UNPACKED: Final = 1024**3  # of a packed file, all its members together
MOST_FOLD: Final = 100  # an honest XML or CSV packs to a twentieth, seldom to a fiftieth
MOST_DEPTH: Final = 60  # of brackets in JSON and of elements in XML


def weigh(path: Path) -> None:
    """Raises Unreadable for a file that is missing, empty, or too large for this program."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Unreadable(path.name, 0, error.strerror or "cannot be opened") from None
    if not size:
        raise Unreadable(path.name, 0, "is empty")
    if size > MOST_BYTES:
        raise Unreadable(path.name, 0, f"is larger than {MOST_BYTES // 1024**3} GB")


def weigh_zip(path: Path) -> None:
    """Raises Unreadable for a zip that would unpack to far more than it weighs, or climbs out."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise Unreadable(path.name, 0, "is no whole zip archive") from None
    for member in members:
        if member.filename.startswith("/") or ".." in Path(member.filename).parts:
            raise Unreadable(path.name, 0, f"holds a file that points outside: {member.filename!r}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > MOST_FOLD * max(path.stat().st_size, 4096):
        raise Unreadable(
            path.name, 0, f"would unpack to {unpacked // 1024**2} MB, which no honest table does"
        )


def count(file: str, number: int) -> None:
    """Raises Unreadable past the last row that is read."""
    if number > MOST_ROWS:
        raise Unreadable(file, number, f"holds more than {MOST_ROWS:,} rows; give it in parts")
