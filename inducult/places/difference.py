"""What differs between two records of a place, piece by piece, and how to carry pieces over.

A piece is named by its path: ("operator",), ("visit", "opening_hours"), ("texts", "summary", "de").
Lists without a key of their own (phases, offers, ...) are one piece each: their order carries
meaning. Pure: knows no Django.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

Record = dict[str, Any]
Path = tuple[str, ...]

INSIDE: Final = ("address", "visit")  # values that are themselves fields by name
KEYED: Final = {"texts": ("field", "language")}  # lists whose entries have a key
FIXED: Final = ("id",)  # never changes
_NONE: Final = object()


@dataclass(frozen=True)
class Change:
    """One piece that differs; None stands for a text that is not there."""

    path: Path
    before: Any
    after: Any

    @property
    def name(self) -> str:
        """The path as one word, for forms and addresses: `visit.opening_hours`."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Clash:
    """A piece that two people changed, each in another way."""

    mine: Change
    theirs: Change


def difference(before: Record, after: Record) -> list[Change]:
    """The pieces that differ, in the order of the record."""
    old, new = pieces(before), pieces(after)
    paths = dict.fromkeys([*old, *new])
    return [
        Change(path, old.get(path), new.get(path))
        for path in paths
        if old.get(path, _NONE) != new.get(path, _NONE)
    ]


def pieces(record: Record) -> dict[Path, Any]:
    """The record as pieces by path."""
    found: dict[Path, Any] = {}
    for name, value in record.items():
        if name in INSIDE:
            found |= {(name, field): inner for field, inner in value.items()}
        elif name in KEYED:
            found |= {(name, *_key(name, entry)): entry for entry in value}
        elif name not in FIXED:
            found[(name,)] = value
    return found


def apply(record: Record, changes: Iterable[Change]) -> Record:
    """A new record with the pieces as they are after the changes."""
    changed = dict(record)
    for change in changes:
        name, *inner = change.path
        if name in INSIDE:
            changed[name] = {**changed[name], inner[0]: change.after}
        elif name in KEYED:
            changed[name] = _with_entry(name, changed[name], tuple(inner), change.after)
        else:
            changed[name] = change.after
    return changed


def rebase(base: Record, mine: Record, theirs: Record) -> tuple[Record, list[Clash]]:
    """My changes since the base on top of theirs: the joined record, and where we disagree.

    A piece that both changed in the same way is no clash; where we disagree the joined record has
    theirs, so that nothing is overwritten unseen.
    """
    their_changes = {change.path: change for change in difference(base, theirs)}
    free, clashes = [], []
    for change in difference(base, mine):
        other = their_changes.get(change.path)
        if other is None:
            free.append(change)
        elif other.after != change.after:
            clashes.append(Clash(change, other))
    return apply(theirs, free), clashes


def seal_of(clashes: Iterable[Clash]) -> str:
    """Changes when somebody writes again where two disagree already."""
    told = [(clash.mine.name, clash.theirs.after) for clash in clashes]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _key(name: str, entry: Mapping[str, Any]) -> Path:
    return tuple(str(entry[part]) for part in KEYED[name])


def _with_entry(name: str, entries: list[Any], key: Path, entry: Any) -> list[Any]:
    """The entry in its old place, at the end if it is new, left out if it is None."""
    if any(_key(name, each) == key for each in entries):
        swapped = [entry if _key(name, each) == key else each for each in entries]
    else:
        swapped = [*entries, entry]
    return [each for each in swapped if each is not None]
