"""The archive: a zip whose last member says what is in it, with checksums.

    tables/places.Place.jsonl      the rows of a table, one a line
    editions/12/places.parquet     what is cited of an edition; its index can be made again
    editions/current               the number of the edition in use
    media/0123456789.webp          pictures
    sessions/0123456789.webp       pictures of sessions
    pilots/0123456789.webp         pictures of pilots
    secret-key                     of an installation that made its own
    manifest.json                  versions, migrations, counts; SHA-256 and bytes of every member

It holds hashes of passwords and keys of second factors, so only its owner may read it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
BLOCK: Final = 1 << 20
# Names that we may have made: nothing else is ever unpacked.
NAME: Final = re.compile(
    r"tables/\w+\.\w+\.jsonl|editions/(current|withdrawals\.json)"
    r"|editions/(changes|\d{1,9})/[\w-]+\.(parquet|json)"
    r"|media/[\w-]+\.(webp|avif)|(sessions|pilots)/[\w-]+\.webp|secret-key",
    re.ASCII,
)


class DamagedArchive(ValueError):
    """Not an archive of ours, or no longer as it was made; the message says what and where."""


class Writing:
    """An archive that is being made; under its own name it is whole or not there."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._beside = file.with_name(f".unfinished-{os.getpid()}-{file.name}")
        self._members: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Writing:
        self._stream = os.fdopen(os.open(self._beside, os.O_RDWR | os.O_CREAT, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._stream, "w", allowZip64=True)
        return self

    def add(self, name: str, blocks: Iterable[bytes], *, packed: bool) -> str:
        """A member from its content in pieces; returns its SHA-256."""
        about = zipfile.ZipInfo(name)  # no clock: its time is 1980
        about.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        seen, size = hashlib.sha256(), 0
        with self._zip.open(about, "w", force_zip64=True) as member:
            for block in blocks:
                member.write(block)
                seen.update(block)
                size += len(block)
        self._members[name] = {"sha256": seen.hexdigest(), "bytes": size}
        return seen.hexdigest()

    def finish(self, told: Mapping[str, Any]) -> None:
        """The manifest, then the name that the archive was promised."""
        manifest = {"format": FORMAT, **told, "files": self._members}
        text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
        self._zip.writestr(zipfile.ZipInfo(MANIFEST), text, zipfile.ZIP_DEFLATED)
        self._zip.close()
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._beside.replace(self._file)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()
        self._beside.unlink(missing_ok=True)


class Archive:
    """An archive to read from. Raises DamagedArchive."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.manifest: dict[str, Any] = _manifest(opened)
        self.files: dict[str, dict[str, Any]] = self.manifest["files"]
        strange = [name for name in self.files if not NAME.fullmatch(name)]
        if strange or {*self.files, MANIFEST} != set(opened.namelist()):
            raise DamagedArchive(f"The archive has members of another kind: {strange[:3]}.")

    def named(self, folder: str) -> list[str]:
        """Members in a folder, by name."""
        return sorted(name for name in self.files if name.startswith(folder))

    def verify(self) -> None:
        """Reads everything and compares checksums."""
        for name in self.files:
            for _block in self.blocks(name):
                pass

    def blocks(self, name: str) -> Iterator[bytes]:
        """The content in pieces. Raises DamagedArchive at its end if it is not what was kept."""
        seen = hashlib.sha256()
        try:
            with self._zip.open(name) as member:
                while block := member.read(BLOCK):
                    seen.update(block)
                    yield block
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise DamagedArchive(f"{name} cannot be read: {error}.") from error
        if seen.hexdigest() != self.files[name]["sha256"]:
            raise DamagedArchive(f"{name} is not what was kept: its checksum differs.")

    def lines(self, name: str) -> IO[bytes]:
        """A table, line by line (after `verify`)."""
        return self._zip.open(name)


@contextmanager
def reading(file: Path) -> Iterator[Archive]:
    """Opens an archive. Raises DamagedArchive."""
    try:
        opened = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as error:
        raise DamagedArchive(f"{file} is not an archive of `inducult backup`: {error}.") from error
    with opened:
        yield Archive(opened)


def _manifest(opened: zipfile.ZipFile) -> dict[str, Any]:
    try:
        told = json.loads(opened.read(MANIFEST))
        number, _files = told["format"], told["files"]
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, EOFError) as error:
        raise DamagedArchive("The archive has no manifest that can be read.") from error
    if number != FORMAT:
        raise DamagedArchive(f"The archive has format {number}; this program reads {FORMAT}.")
    manifest: dict[str, Any] = told
    return manifest
