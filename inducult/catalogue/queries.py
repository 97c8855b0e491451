"""The door of the catalogue: the edition in use, and what it answers."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyarrow as pa
from django.conf import settings

from inducult.catalogue import changes, editions, summaries, withdrawals
from inducult.catalogue.cards import Card, name_of, names_of, summary_of
from inducult.catalogue.changes import Difference, Kind, State
from inducult.catalogue.edition import Edition, OutdatedEdition, Results
from inducult.catalogue.facets import FACETS, FacetCount
from inducult.catalogue.filters import Filter, Near, Problem, parse
from inducult.catalogue.manifest import read_manifest
from inducult.catalogue.reindexing import made_by, reindex
from inducult.catalogue.schema import INDEX
from inducult.catalogue.selecting import Selection
from inducult.catalogue.summaries import Stored, Summary
from inducult.catalogue.withdrawals import Withdrawn

__all__ = [
    "FACETS",
    "Card",
    "Difference",
    "Edition",
    "FacetCount",
    "Filter",
    "Kind",
    "Near",
    "Problem",
    "Results",
    "Selection",
    "State",
    "Stored",
    "Summary",
    "Withdrawn",
    "at",
    "at_hand",
    "current",
    "difference",
    "edition_at",
    "file_of",
    "history",
    "is_ready",
    "name_of",
    "names_of",
    "numbers",
    "parse",
    "summary",
    "summary_of",
    "touched_after",
    "withdrawn",
]

AT_ONCE: Final = 20_000  # places of an edition that is made ready while a visitor waits
MOST_OPENED: Final = 3  # old editions whose index is kept until the next publication

_Seen = tuple[int, int, tuple[int, int] | None]

logger = logging.getLogger(__name__)


class _InUse:
    """Keeps the edition in use open and notices when another has taken its place."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: tuple[Path, _Seen] | None = None
        self._edition: Edition | None = None

    def edition(self, data: Path) -> Edition | None:
        seen = self._look(data)
        if seen is None:
            return None
        if seen != self._seen:
            with self._lock:
                if seen != self._seen:
                    self._edition = _open(data)
                    self._seen = seen
        return self._edition

    def opened(self, data: Path) -> Edition | None:
        return self._edition if self._seen and self._look(data) == self._seen else None

    def _look(self, data: Path) -> tuple[Path, _Seen] | None:
        pointer = editions.folder_of(data) / editions.CURRENT
        try:
            state = pointer.stat()
        except FileNotFoundError:
            return None
        return pointer, (state.st_ino, state.st_mtime_ns, withdrawals.state_of(data))


_IN_USE = _InUse()


def current() -> Edition | None:
    """The edition in use. None before the first, or if it was made by another version.

    Costs two `stat`s when it is open: of its number and of the list of withdrawals.
    """
    return _IN_USE.edition(Path(settings.DATA))


def at_hand() -> Edition | None:
    """The edition in use if it is open already; None while it would have to be opened first."""
    return _IN_USE.opened(Path(settings.DATA))


def numbers() -> list[int]:
    """Numbers of all editions that can be opened, oldest first."""
    return editions.numbers(Path(settings.DATA))


def summary(number: int) -> Summary | None:
    """What is told of an edition without opening it; None if there is none."""
    return summaries.summary(Path(settings.DATA), number)


def difference(number: int) -> Difference:
    """What an edition changed against the one before."""
    return changes.difference(Path(settings.DATA), number)


def history() -> State:
    """Every place that was ever published, with the edition that last touched it, as of the
    edition in use."""
    return changes.follow(Path(settings.DATA))


def touched_after(number: int) -> Difference:
    """What all editions after one have changed together: `changed` holds places that are new or
    other than they were then, `removed` those that are no more. In the order of identifiers."""
    state = changes.follow(Path(settings.DATA))
    later, gone = state.since > number, state.kind == changes.Kind.REMOVED
    changed, removed = (
        tuple(state.ids.filter(pa.array(flags)).to_pylist())
        for flags in (later & ~gone, later & gone)
    )
    return Difference(changed=changed, removed=removed)


def edition_at(moment: datetime) -> int:
    """The last edition that was to be seen at a moment (aware); 0 before the first."""
    times = changes.follow(Path(settings.DATA)).times
    return max((number for number, seen in times.items() if seen <= moment), default=0)


def withdrawn() -> tuple[Withdrawn, ...]:
    """The public list of withdrawals, the oldest first."""
    return withdrawals.read_list(Path(settings.DATA))


def file_of(number: int, name: str) -> Path | None:
    """A file of an edition to be handed out; None while it holds what was withdrawn."""
    data = Path(settings.DATA)
    folder = editions.folder_of(data) / str(number)
    return folder / name if withdrawals.is_clean(folder, withdrawals.read_list(data)) else None


def is_ready(number: int) -> bool:
    """Whether an edition can be opened in the time that a visitor waits for a page."""
    folder = editions.folder_of(Path(settings.DATA)) / str(number)
    places = int(read_manifest(folder)["counts"]["places"])
    return places <= AT_ONCE or made_by(folder) == INDEX


def at(number: int) -> Edition | None:
    """An edition by its number; None if there is none.

    The one in use costs nothing. An old one is opened anew, and its index made first if it lost
    it (about two minutes at a million places): a thing for a task, not for a request.
    """
    in_use = current()
    if in_use is not None and in_use.number == number:
        return in_use
    if number not in numbers():
        return None
    data = Path(settings.DATA)
    return _old(data, number, withdrawals.state_of(data))


@lru_cache(maxsize=2)
def _old(data: Path, number: int, state: tuple[int, int] | None) -> Edition:
    """Opened anew when the list of withdrawals has another `state`."""
    folder = editions.folder_of(data) / str(number)
    reindex(folder)
    editions.shed_opened(data, most=MOST_OPENED)
    return Edition(folder, number=number, withdrawn=withdrawals.read_list(data))


def _open(data: Path) -> Edition | None:
    try:
        return _opened(data)
    except FileNotFoundError:  # it was cleaned of something withdrawn while another took its place
        return _opened(data)


def _opened(data: Path) -> Edition | None:
    number = editions.current_number(data)
    if number is None:
        return None
    folder = editions.folder_of(data) / str(number)
    left_out = withdrawals.read_list(data)
    try:
        return Edition(folder, number=number, withdrawn=left_out)
    except OutdatedEdition as error:
        logger.error("%s (inducult publish)", error)
        return None
