"""What each edition changed, and since which edition each place is as it is.

    <data>/editions/changes/12.parquet      identifiers that edition 12 added, changed, removed
    <data>/editions/changes/state.parquet   every place ever, with the edition that last touched it

No content, only identifiers and digests. Derived from the Parquet of the editions and made again
when it is lost. `times` say when a change was first to be seen: feeds and harvesters ask "what is
new since my last visit", which the time of an edition (that of the register) could not answer.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from inducult.catalogue import editions
from inducult.catalogue.geoparquet import PLACES

FOLDER: Final = "changes"
STATE: Final = "state.parquet"
LOCK: Final = "changes.lock"
ABOUT: Final = b"about"
COLUMNS: Final = ("id", "digest", "since", "kind")


class Kind(IntEnum):
    """What the last edition that touched a place did to it."""

    REMOVED = 0
    ADDED = 1
    CHANGED = 2


@dataclass(frozen=True)
class Difference:
    """What an edition changed against the one before; identifiers in their own order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """Every place that was ever published, in the order of identifiers, as of an edition.

    `since` is the number of the edition that last touched it, `kind` what that did, `times` when
    each edition was first seen (aware, whole seconds).
    """

    number: int
    ids: pa.StringArray
    digest: NDArray[np.uint64]
    since: NDArray[np.int32]
    kind: NDArray[np.int8]
    times: dict[int, datetime]


NOTHING: Final = State(
    0,
    pa.nulls(0, pa.string()),
    np.array([], np.uint64),
    np.array([], np.int32),
    np.array([], np.int8),
    {},
)


def follow(data: Path, *, now: datetime | None = None) -> State:
    """The state as of the edition in use, brought up to date if it lags behind.

    Costs two `stat`s when nothing is new, else a pass over the Parquet of each new edition.
    """
    number = editions.current_number(data) or 0
    known = _known(data)
    if known.number == number:
        return known
    with _alone(data):
        known = _known(data)
        for each in editions.numbers(data):
            if known.number < each <= number:
                known = _after(known, data, each, now or datetime.now(UTC))
                _keep(known, data)
    return known


def difference(data: Path, number: int) -> Difference:
    """What an edition changed; empty for one that never was."""
    file = _noted(data, number)
    if file is None:
        return Difference()
    table = pq.read_table(file, columns=["id", "kind"])
    ids, kinds = table["id"], table["kind"].to_numpy()
    named = {kind: tuple(ids.filter(pa.array(kinds == kind)).to_pylist()) for kind in Kind}
    return Difference(named[Kind.ADDED], named[Kind.CHANGED], named[Kind.REMOVED])


def counts(data: Path, number: int) -> tuple[int, int, int]:
    """How many places an edition added, changed and removed."""
    file = _noted(data, number)
    if file is None:
        return 0, 0, 0
    removed, added, changed = json.loads(pq.read_schema(file).metadata[ABOUT])
    return added, changed, removed


def _noted(data: Path, number: int) -> Path | None:
    file = editions.folder_of(data) / FOLDER / f"{number}.parquet"
    if not file.is_file():
        follow(data)
    return file if file.is_file() else None


def _after(before: State, data: Path, number: int, now: datetime) -> State:
    """The state as of the next edition."""
    ids, digest = _digests(editions.folder_of(data) / str(number) / PLACES)
    met = pc.index_in(ids, before.ids)
    place = met.fill_null(-1).to_numpy()
    known = place >= 0
    was_there = np.zeros(len(ids), bool)
    was_there[known] = before.kind[place[known]] != Kind.REMOVED
    same = np.zeros(len(ids), bool)
    same[known] = was_there[known] & (before.digest[place[known]] == digest[known])
    since, kind = np.full(len(ids), number, np.int32), np.full(len(ids), Kind.ADDED, np.int8)
    kind[was_there] = Kind.CHANGED
    since[same], kind[same] = before.since[place[same]], before.kind[place[same]]
    gone = np.ones(len(before.ids), bool)
    gone[place[known]] = False
    fresh_gone = gone & (before.kind != Kind.REMOVED)
    gone_since = np.where(fresh_gone, number, before.since)[gone].astype(np.int32)
    every = pa.concat_arrays([ids, before.ids.filter(pa.array(gone))])
    order = pc.sort_indices(every).to_numpy()
    nothing = np.zeros(int(gone.sum()), np.uint64)
    return State(
        number,
        every.take(pa.array(order)),
        np.concatenate([digest, nothing])[order],
        np.concatenate([since, gone_since])[order],
        np.concatenate([kind, np.full(len(nothing), Kind.REMOVED, np.int8)])[order],
        {**before.times, number: max([now.replace(microsecond=0), *before.times.values()])},
    )


def _digests(file: Path) -> tuple[pa.StringArray, NDArray[np.uint64]]:
    """Identifiers and digests of the records of a Parquet file; the records are not kept."""
    ids: list[pa.Array] = []
    digests: list[bytes] = []
    with pq.ParquetFile(file) as places:
        for group in range(places.num_row_groups):  # one after the other: each is large
            table = places.read_row_group(group, columns=["id", "record"], use_threads=False)
            ids += table["id"].chunks
            for record in table["record"].to_pylist():
                digests.append(hashlib.blake2b(record.encode(), digest_size=8).digest())
    whole = pa.concat_arrays(ids) if ids else pa.array([], pa.string())
    return whole, np.frombuffer(b"".join(digests), np.uint64)


def _keep(state: State, data: Path) -> None:
    """The differences first: what the state says is then there."""
    folder = editions.folder_of(data) / FOLDER
    folder.mkdir(exist_ok=True)
    own = state.since == state.number
    table = pa.table(dict(zip(COLUMNS, (state.ids, state.digest, state.since, state.kind))))  # noqa: B905
    about = {
        "number": state.number,
        "times": {number: at.isoformat() for number, at in state.times.items()},
    }
    counted = np.bincount(state.kind[own], minlength=len(Kind)).tolist()
    changed = table.filter(pa.array(own)).select(["id", "kind"])
    changed = changed.replace_schema_metadata({ABOUT: json.dumps(counted)})
    _write(changed, folder / f"{state.number}.parquet")
    _write(table.replace_schema_metadata({ABOUT: json.dumps(about)}), folder / STATE)


def _write(table: pa.Table, file: Path) -> None:
    fresh = file.with_suffix(".fresh")
    pq.write_table(table, fresh, compression="zstd")
    fresh.replace(file)


def _known(data: Path) -> State:
    file = editions.folder_of(data) / FOLDER / STATE
    try:
        found = file.stat()
    except FileNotFoundError:
        return NOTHING
    return _read(file, found.st_ino, found.st_mtime_ns)


@lru_cache(maxsize=1)
def _read(file: Path, inode: int, changed: int) -> State:
    """Read once for each `inode` and `changed` time."""
    table = pq.read_table(file)
    about: dict[str, Any] = json.loads(table.schema.metadata[ABOUT])
    times = {int(n): datetime.fromisoformat(at) for n, at in about["times"].items()}
    ids = table["id"].combine_chunks() if len(table) else NOTHING.ids
    digest, since, kind = (table[name].to_numpy() for name in COLUMNS[1:])
    return State(about["number"], ids, digest, since, kind, times)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    with (editions.folder_of(data) / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
