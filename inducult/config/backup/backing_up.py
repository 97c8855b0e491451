"""`inducult backup`: the whole installation in one file, while it goes on running."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from inducult.catalogue import editions, withdrawals
from inducult.catalogue.manifest import read_manifest
from inducult.catalogue.withdrawals import read_replaced
from inducult.common.kept_files import FOLDERS
from inducult.common.store import store
from inducult.config.backup import tables
from inducult.config.backup.archive import BLOCK, NAME, Writing

Progress = Callable[[str], None]
TRIES: Final = 3


class Unsettled(RuntimeError):
    """The files of an edition changed while they were read."""


def back_up(data: Path, file: Path, *, all_editions: bool, progress: Progress) -> dict[str, Any]:
    """Writes the archive; returns what its manifest tells. Raises OSError, Unsettled, StoreFailed.

    The database is read as it was at one moment; pictures and editions are never changed under
    their names, so what the register names is still there afterwards.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with _standing(data) as stand, Writing(file) as archive:
        told = {
            "code": settings.VERSION,
            "made_at": timezone.now().isoformat(),
            "database": connection.vendor,
            "migrations": tables.targets(),
            "edition": editions.current_number(stand),
            "counts": _add_tables(archive, progress),
        }
        for name, path in _editions(stand, all_editions=all_editions):
            progress(name)
            _expect(archive.add(name, _blocks(path), packed=False), stand, name)
        for name, path in _other_files(data):
            progress(name)
            archive.add(name, _blocks(path), packed=False)
        archive.finish(told)
    return told


def _add_tables(archive: Writing, progress: Progress) -> dict[str, int]:
    counts = {}
    models = tables.models_at(tables.targets())
    with tables.one_moment():
        for name, model in models.items():
            progress(name)
            counted = _Counted(tables.rows_of(model))
            archive.add(f"tables/{name}.jsonl", counted, packed=True)
            counts[name] = counted.count
    return counts


class _Counted:
    """Lines that are counted as they pass."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines = lines
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self.lines:
            self.count += 1
            yield line


class _standing(TemporaryDirectory[str]):  # noqa: N801 -- reads as what it is: with standing(...)
    """The editions as they are now, by second names of their files: a cleaning that replaces one
    meanwhile leaves ours as it was. Costs no space where the file system knows second names."""

    def __init__(self, data: Path) -> None:
        folder = editions.folder_of(data)
        super().__init__(prefix="backup-of-", dir=data if folder.is_dir() else None)
        self._folder = folder

    def __enter__(self) -> Path:  # type: ignore[override]
        stand = Path(super().__enter__())
        for path in _kept_of(self._folder):
            ours = editions.folder_of(stand) / path.relative_to(self._folder)
            ours.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(path, ours)
            except OSError:
                shutil.copy2(path, ours)
        return stand


def _kept_of(folder: Path) -> list[Path]:
    """The files of the editions that cannot be made again."""
    found = [*folder.glob("*"), *folder.glob("*/*")]
    return [path for path in sorted(found) if path.is_file() and _is_ours(_name(path, folder))]


def _name(path: Path, folder: Path) -> str:
    return f"editions/{path.relative_to(folder).as_posix()}"


def _is_ours(name: str) -> bool:
    return NAME.fullmatch(name) is not None


def _editions(stand: Path, *, all_editions: bool) -> Iterator[tuple[str, Path]]:
    folder, in_use = editions.folder_of(stand), editions.current_number(stand)
    whole = {str(number) for number in editions.numbers(stand)}
    wanted = whole if all_editions else whole & {str(in_use)}
    beside = {editions.CURRENT, withdrawals.LIST} | ({"changes"} if all_editions else set())
    for path in _kept_of(folder):
        if path.relative_to(folder).parts[0] in wanted | beside:
            yield _name(path, folder), path


def _expect(found: str, stand: Path, name: str) -> None:
    """The checksum of a member must be the one that its edition tells."""
    folder = stand / Path(name).parent
    if not (folder / "manifest.json").is_file() or Path(name).suffix != ".parquet":
        return
    sums = {each: about["sha256"] for each, about in read_manifest(folder)["files"].items()}
    sums |= {each: digest for each, digest, _bytes in read_replaced(folder).files}
    if sums.get(Path(name).name, found) != found:
        raise Unsettled(f"{name} is not what its edition tells; if it is being cleaned, try again")


def _other_files(data: Path) -> Iterator[tuple[str, Path]]:
    _fetch_pictures(data)
    for folder in FOLDERS:
        for path in sorted((data / folder).glob("*")):
            if _is_ours(f"{folder}/{path.name}"):
                yield f"{folder}/{path.name}", path
    if (data / "secret-key").is_file():
        yield "secret-key", data / "secret-key"


def _fetch_pictures(data: Path) -> None:
    """Pictures that only the object store has, and this node has never shown."""
    if shared := store():
        for folder in FOLDERS:
            (data / folder).mkdir(exist_ok=True)
            for name in shared.names(f"{folder}/"):
                if _is_ours(name) and not (data / name).exists():
                    shared.get(name, data / name)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block
