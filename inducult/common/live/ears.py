"""How a process hears what other processes have done: one thread and one connection of its own.

PostgreSQL tells (LISTEN); SQLite is asked for one number ten times a second, which costs some
microseconds (`PRAGMA data_version` changes when somebody else has committed).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

from django.db import Error, connection

from inducult.common.live.counting import CHANNEL, counts_of

Counts = dict[str, int]

LOOK_S: Final = 0.1  # between two looks at SQLite, and at what was newly asked for
ALIVE_S: Final = 15.0  # between two questions whether PostgreSQL is still there
AGAIN_S: Final = 1.0  # before a database that went away is asked again
AT_ONCE: Final = 500  # topics of one question

log = logging.getLogger(__name__)


class Ear:
    """Listens while somebody wants to hear; `tell` is called from its thread.

    `wanted` gives the topics that lines are open for. `tell` gets what has grown, and once for
    every topic that is newly wanted how far it is, so that nothing falls between the page and
    the line.
    """

    def __init__(self, wanted: Callable[[], Iterable[str]], tell: Callable[[Counts], None]) -> None:
        self._wanted = wanted
        self._tell = tell
        self._stopped = threading.Event()
        self._told: Counts = {}
        threading.Thread(target=self._listen, name="live-ear", daemon=True).start()

    def stop(self) -> None:
        """Its connection is closed within a moment."""
        self._stopped.set()

    def _listen(self) -> None:
        while not self._stopped.is_set():
            self._told.clear()  # while it was deaf anything may have happened
            try:
                self._hear(_postgresql() if connection.vendor == "postgresql" else _sqlite())
            except Error as error:
                log.warning("live lines lost the database and ask again: %s", error)
                self._stopped.wait(AGAIN_S)
            finally:
                with suppress(Error):
                    connection.close()

    def _hear(self, rounds: Iterator[Counts | None]) -> None:
        """Each round brings what was told; None: anything may have grown, look it up."""
        for heard in rounds:
            if self._stopped.is_set():
                return
            wanted = set(self._wanted())
            self._told = {name: n for name, n in self._told.items() if name in wanted}
            told = {name: n for name, n in (heard or {}).items() if name in wanted}
            asked = wanted if heard is None else wanted - self._told.keys()
            told |= _looked_up(sorted(asked))
            grown = {name: n for name, n in told.items() if n > self._told.get(name, -1)}
            self._told |= grown
            if grown:
                self._tell(grown)


def _looked_up(names: list[str]) -> Counts:
    found: Counts = dict.fromkeys(names, 0)
    for start in range(0, len(names), AT_ONCE):
        found |= counts_of(names[start : start + AT_ONCE])
    return found


def _sqlite() -> Iterator[Counts | None]:
    """A round each tenth of a second; None when somebody has written."""
    seen: Any = None
    while True:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            version = cursor.fetchone()
        yield None if version != seen else {}
        seen = version
        time.sleep(LOOK_S)


def _postgresql() -> Iterator[Counts | None]:
    """A round when PostgreSQL has told something, and each tenth of a second."""
    connection.ensure_connection()
    raw: Any = connection.connection
    alive_at = time.monotonic()
    with connection.wrap_database_errors:
        raw.execute(f"LISTEN {CHANNEL}")
        yield None
        while True:
            heard: Counts = {}
            for note in raw.notifies(timeout=LOOK_S, stop_after=1):
                count, _space, name = note.payload.partition(" ")
                heard[name] = max(int(count), heard.get(name, 0))
            yield heard
            if time.monotonic() - alive_at > ALIVE_S:
                raw.execute("SELECT 1")
                alive_at = time.monotonic()
