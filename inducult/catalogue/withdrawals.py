"""What is left out of editions that hold it: the list, and the files that are replaced.

    <data>/editions/withdrawals.json   every withdrawal: place, time, reason in a word; no content
    <data>/editions/12/replaced.json   the files of edition 12 that were replaced since

The list is applied whenever an edition is opened, so a withdrawal holds from the next request on.
The files follow behind the pages. The manifest is never touched: the first checksums stay there.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from inducult.catalogue import editions
from inducult.catalogue.geoparquet import PLACES, POSITIONS, rewrite
from inducult.catalogue.manifest import read_manifest, sha256_of

LIST: Final = "withdrawals.json"
LOCK: Final = "withdrawals.lock"
REPLACED: Final = "replaced.json"


@dataclass(frozen=True)
class Withdrawn:
    """What was published of a place until `at` (aware) is left out; `reason` is a word."""

    place: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Replaced:
    """What was done to the files of an edition since: whom they lack now, and their new sums."""

    places: tuple[str, ...] = ()
    files: tuple[tuple[str, str, int], ...] = ()  # name, SHA-256, bytes


def keep_list(data: Path, read: Any) -> None:
    """Writes the list that `read` gives; two who do it at once leave the newer one."""
    folder = editions.folder_of(data)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        rows = [{"place": w.place, "at": w.at.isoformat(), "reason": w.reason} for w in read()]
        if rows or (folder / LIST).exists():
            _write(folder / LIST, {"withdrawals": rows})


def read_list(data: Path) -> tuple[Withdrawn, ...]:
    """Every withdrawal, the oldest first."""
    try:
        text = (editions.folder_of(data) / LIST).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    rows = json.loads(text)["withdrawals"]
    return tuple(
        Withdrawn(row["place"], datetime.fromisoformat(row["at"]), row["reason"]) for row in rows
    )


def state_of(data: Path) -> tuple[int, int] | None:
    """Changes whenever the list does; costs one `stat`."""
    try:
        found = (editions.folder_of(data) / LIST).stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def left_out(folder: Path, listed: Iterable[Withdrawn]) -> frozenset[str]:
    """Places of which an edition may hold what was withdrawn after it."""
    changed_at = datetime.fromisoformat(read_manifest(folder)["changed_at"])
    return frozenset(each.place for each in listed if each.at >= changed_at)


def read_replaced(folder: Path) -> Replaced:
    """What was done to the files of an edition since it was made."""
    try:
        told = json.loads((folder / REPLACED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Replaced()
    files = tuple((name, f["sha256"], f["bytes"]) for name, f in told["files"].items())
    return Replaced(tuple(told["places"]), files)


def lacking(folder: Path, listed: Sequence[Withdrawn]) -> int:
    """How many places of an edition have been withdrawn since it was made."""
    return len({*read_replaced(folder).places, *_held(folder, left_out(folder, listed))})


def is_clean(folder: Path, listed: Sequence[Withdrawn]) -> bool:
    """Whether the files of an edition are free of everything that was withdrawn."""
    return not _held(folder, left_out(folder, listed))


def clean(data: Path) -> list[int]:
    """Replaces the files of old editions that hold withdrawn content; numbers of those.

    The edition in use is left to its successor, which is built without the place.
    """
    listed, in_use = read_list(data), editions.current_number(data)
    numbers = [number for number in editions.numbers(data) if number != in_use]
    return [number for number in numbers if _clean(editions.folder_of(data) / str(number), listed)]


def _clean(folder: Path, listed: Sequence[Withdrawn]) -> bool:
    gone = _held(folder, left_out(folder, listed))
    if not gone:
        return False
    files = {name: folder / f"{name}.next" for name in (PLACES, POSITIONS)}
    for name, fresh in files.items():
        rewrite(folder / name, fresh, without=gone)
    _write(
        folder / REPLACED,
        {
            "places": sorted({*read_replaced(folder).places, *gone}),
            "files": {
                name: {"sha256": sha256_of(fresh), "bytes": fresh.stat().st_size}
                for name, fresh in files.items()
            },
        },
    )
    # The places come last: as long as they are there, an interrupted cleaning begins again.
    shutil.rmtree(folder / editions.INDEX, ignore_errors=True)
    files[POSITIONS].replace(folder / POSITIONS)
    files[PLACES].replace(folder / PLACES)
    return True


def _held(folder: Path, places: frozenset[str]) -> tuple[str, ...]:
    """Those of the places that the files of an edition hold."""
    if not places:
        return ()
    return _found(folder / PLACES, (folder / PLACES).stat().st_mtime_ns, places)


@lru_cache(maxsize=64)
def _found(file: Path, changed: int, places: frozenset[str]) -> tuple[str, ...]:
    """Read once for each `changed` time of the file."""
    ids = pq.read_table(file, columns=["id"])["id"]
    return tuple(ids.filter(pc.is_in(ids, pa.array(sorted(places)))).to_pylist())


def _write(file: Path, content: dict[str, Any]) -> None:
    """From one moment to the next, and on the disk."""
    fresh = file.with_suffix(".fresh")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(content, indent=1, sort_keys=True) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)
