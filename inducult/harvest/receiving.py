"""From a file to records with a key: what every run, dry or not, begins with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inducult.harvest.drafts import LeftOut
from inducult.harvest.readers import pages_of, read
from inducult.harvest.recipes import Recipe, Told
from inducult.harvest.rows import Row, Unreadable

MOST_KEY = 200


@dataclass(frozen=True, slots=True)
class Record:
    """A record as received. `number` is its row, `content` what stood there, `fault` why it is
    left out (kind and words)."""

    number: int
    key: str
    content: Any
    told: Told | None = None
    fault: tuple[str, str] | None = None

    @property
    def digest(self) -> str:
        return digest_of(self.content)


def records(recipe: Recipe, path: Path) -> Iterator[Record]:
    """The records of a file, each key once, in the order of the file. Raises Unreadable."""
    taken: set[str] = set()
    source = _rows(recipe, path)
    for record in _joined(recipe, source) if recipe.join else source:
        if record.fault is None and record.key in taken:
            yield _left_out(record, "twice", f"the key {record.key!r} stood in an earlier row")
        else:
            taken.add(record.key)
            yield record


def digest_of(content: Any) -> str:
    """SHA-256 of a record as JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file, or of the pages of a folder. Raises Unreadable."""
    found = hashlib.sha256()
    try:
        for each in pages_of(path) if path.is_dir() else [path]:
            with each.open("rb") as lines:
                found.update(hashlib.file_digest(lines, "sha256").digest())
    except OSError as error:
        raise Unreadable(path.name, 0, error.strerror or "cannot be opened") from None
    return found.hexdigest()


def found_in(recipe: Recipe, place: Path) -> Path:
    """The file of a source in a folder, or the file itself. Raises Unreadable."""
    if place.is_file():
        return place
    names = [recipe.file, *([recipe.remote.file] if recipe.remote else [])]
    for folder in (place, place / recipe.name):
        for name in names:
            if (folder / name).exists():
                return folder / name
    raise Unreadable(recipe.file, 0, f"is not in {place}; {recipe.home} says where to get it")


def told_of(recipe: Recipe, content: Any) -> Told | None:
    """What a record kept as received says under our names. Raises LeftOut."""
    if recipe.join and isinstance(content, dict) and "rows" in content:
        each = [told for row in content["rows"] if (told := recipe.told(row))]
        return recipe.join(each) if each else None
    return recipe.told(content)


def _rows(recipe: Recipe, path: Path) -> Iterator[Record]:
    head_is_seen = False
    for row in read(path, _reader(recipe, path)):
        if not head_is_seen:
            _ask_columns(recipe, path, row)
            head_is_seen = True
        yield _record(recipe, row)


def _reader(recipe: Recipe, path: Path) -> str:
    """A file that was fetched may be of another kind than the one that people download."""
    if recipe.remote and path.name == recipe.remote.file:
        return recipe.remote.reader
    return recipe.reader


def _ask_columns(recipe: Recipe, path: Path, row: Row) -> None:
    """A file of another shape is refused before anything is written. Raises Unreadable."""
    wanted = recipe.columns["key"]
    if isinstance(wanted, str) and wanted not in row.values:
        known = ", ".join(list(row.values)[:12])
        reason = f"has no {wanted!r}, by which {recipe.name} names its records; it has: {known}"
        raise Unreadable(path.name, row.number, reason)


def _record(recipe: Recipe, row: Row) -> Record:
    try:
        told = recipe.told(row.values)
    except LeftOut as left:
        return Record(row.number, "", row.values, fault=(left.kind, left.reason))
    if told is None:
        return Record(row.number, "", row.values, fault=("not_ours", "is none of ours"))
    key = str(told.get("key", "")).strip()
    if not key or len(key) > MOST_KEY:
        return Record(row.number, "", row.values, fault=("no_key", "has no key of its own"))
    return Record(row.number, key, row.values, told)


def _joined(recipe: Recipe, source: Iterator[Record]) -> Iterator[Record]:
    """Rows with the same key become one record that keeps them all."""
    groups: dict[str, list[Record]] = {}
    for record in source:
        if record.fault:
            yield record
        else:
            groups.setdefault(record.key, []).append(record)
    for key, rows in groups.items():
        content = {"rows": [row.content for row in rows]}
        told = recipe.join([row.told for row in rows if row.told]) if recipe.join else None
        yield Record(rows[0].number, key, content, told)


def _left_out(record: Record, kind: str, reason: str) -> Record:
    return Record(record.number, record.key, record.content, fault=(kind, reason))
