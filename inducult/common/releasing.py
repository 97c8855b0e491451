"""The one door through which records of the register go out: into an edition, and so everywhere.

Map, search, interfaces, downloads and linked data read editions; an edition is built from
`released(records)` and from nothing else (tests/test_architecture.py). A higher part that knows of
values which must not go out registers what takes them out, in a module that its `apps.py` imports:

    @releasing
    def only_open(records): ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

Release = Callable[[Iterable[str]], Iterator[str]]

_releases: Final[list[Release]] = []


def releasing(release: Release) -> Release:
    """Registers a function from records (JSON) to as many records, of which it takes parts out."""
    if release not in _releases:
        _releases.append(release)
    return release


def released(records: Iterable[str]) -> Iterator[str]:
    """The records as they may go out, in their order."""
    for release in _releases:
        records = release(records)
    yield from records
