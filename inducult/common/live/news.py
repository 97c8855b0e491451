"""News: what is new in a topic, made in a thread once for all lines that have heard the same."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import close_old_connections, connection

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class News:
    """What has changed until the number `count`, as JSON on one line.

    `readers` are those who may hear it; None: everybody who could open the line.
    """

    count: int
    words: bytes
    readers: frozenset[str] | None = None

    def is_for(self, reader: str) -> bool:
        return self.readers is None or reader in self.readers


# What is new since a number, at least up to another; -1: everything.
Teller = Callable[[int, int], News]


class Newsroom:
    """One thread with a connection of its own; it goes when the last line is closed."""

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self._asked: dict[tuple[str, int, int], asyncio.Future[News | None]] = {}

    async def ask(self, topic: str, teller: Teller, since: int, wanted: int) -> News | None:
        """The news; None when they could not be made: then the page has to ask."""
        question = (topic, since, wanted)
        if question not in self._asked:
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-news")
            loop = asyncio.get_running_loop()
            made = loop.run_in_executor(self._thread, _made, teller, since, wanted)
            made.add_done_callback(lambda _made: self._asked.pop(question, None))
            self._asked[question] = made
        return await asyncio.shield(self._asked[question])

    def close(self) -> None:
        if self._thread is not None:
            self._thread.submit(connection.close)
            self._thread.shutdown(wait=False)
            self._thread = None


def _made(teller: Teller, since: int, wanted: int) -> News | None:
    close_old_connections()
    try:
        return teller(since, wanted)
    except Exception:
        log.exception("news could not be made; the pages will ask")
        return None
