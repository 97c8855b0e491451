"""The edition that the interfaces read, and old ones by their number.

A large edition takes a while to prepare; until then the interfaces go on reading the one before.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from inducult.catalogue.queries import Edition, at, current, numbers
from inducult.common.background import waiting
from inducult.opendata.faults import Gone, NotReady
from inducult.opendata.features import preparing
from inducult.opendata.features.table import Table
from inducult.opendata.tasks import prepare_edition

AT_ONCE: Final = 5_000  # places that are prepared while somebody waits (about a second)


@dataclass(frozen=True)
class Served:
    """An edition with the tables of its collections."""

    edition: Edition
    tables: dict[str, Table] = field(repr=False)


def served() -> Served:
    """The newest edition that is prepared. Raises NotReady."""
    edition = current()
    if edition is None:
        raise NotReady("Nothing has been published yet.")
    if preparing.is_prepared(edition) or len(edition) <= AT_ONCE:
        return _opened(edition)
    if not waiting(prepare_edition):
        prepare_edition.enqueue(edition.number)
    for number in reversed([each for each in numbers() if each < edition.number]):
        older = at(number)
        if older is not None and preparing.is_prepared(older):
            return _opened(older)
        break  # the last but one is the only one that is kept whole
    raise NotReady(f"Edition {edition.number} is being prepared; ask again in a minute.")


def served_at(number: int) -> Served:
    """The edition of that number, as long as it is kept open. Raises Gone."""
    newest = served()
    if newest.edition.number == number:
        return newest
    kept = numbers()[-2:]
    older = at(number) if number in kept else None
    if older is None or not preparing.is_prepared(older):
        raise Gone(f"Edition {number} is not kept open; ask again without “edition”.")
    return _opened(older)


_LOCK: Final = threading.Lock()


def _opened(edition: Edition) -> Served:
    with _LOCK:
        return _tables(edition.folder, edition)


@lru_cache(maxsize=2)
def _tables(_folder: Path, edition: Edition) -> Served:
    preparing.prepare(edition)
    return Served(edition, preparing.opened(edition))
