"""What is told of an edition without opening it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from inducult.catalogue import changes, editions, withdrawals
from inducult.catalogue.manifest import read_manifest


@dataclass(frozen=True)
class Stored:
    """A file of an edition as it was made, and as it is now if it was replaced."""

    name: str
    licence: str
    sha256: str
    size: int  # bytes
    replaced_by: str = ""  # SHA-256
    replaced_size: int = 0  # bytes

    @property
    def present_size(self) -> int:
        return self.replaced_size or self.size


@dataclass(frozen=True)
class Summary:
    """An edition: its number, the day of its state, how large it is and what it changed.

    `places` and the other counts leave out what was `withdrawn` since.
    """

    number: int
    changed_at: datetime
    places: int
    withdrawn: int
    added: int
    changed: int
    removed: int
    files: tuple[Stored, ...]
    manifest: dict[str, Any]


def summary(data: Path, number: int) -> Summary | None:
    """The summary of an edition; None if there is none."""
    folder = editions.folder_of(data) / str(number)
    try:
        manifest = read_manifest(folder)
    except FileNotFoundError:
        return None
    gone = withdrawals.lacking(folder, withdrawals.read_list(data))
    added, changed, removed = changes.counts(data, number)
    return Summary(
        number,
        datetime.fromisoformat(manifest["changed_at"]),
        manifest["counts"]["places"] - gone,
        gone,
        added,
        changed,
        removed,
        _files(folder, manifest),
        manifest,
    )


def _files(folder: Path, manifest: dict[str, Any]) -> tuple[Stored, ...]:
    replaced = {
        name: (digest, size) for name, digest, size in withdrawals.read_replaced(folder).files
    }
    return tuple(
        Stored(name, told["licence"], told["sha256"], told["bytes"], *replaced.get(name, ()))
        for name, told in manifest["files"].items()
    )
