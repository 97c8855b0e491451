"""Tiles of a filter that were just answered, kept in the memory of a web process.

People who look at the same filter ask for the same tiles, and one who moves a map back asks again.
Kept is what Django called good for ever, and only for the edition in use: another edition, or a
withdrawal, empties everything.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

ROOM: Final = 16 << 20  # bytes in each web process
LARGEST: Final = 256 << 10  # bytes of one tile that is worth its room
OF_ONE_REQUEST: Final = frozenset({"x-request-id", "server-timing", "date"})

Headers = list[tuple[str, str]]
Key = tuple[str, ...]


class Answer(NamedTuple):
    """What is answered: `200 OK` and the like, headers, content."""

    status: str
    headers: Headers
    content: bytes

    def header(self, name: str) -> str:
        """The value of a header (small letters), "" if there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class TileMemory:
    """The answers used last, as many as have room. Safe between threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._tag = ""
        self._size = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, tag: str, key: Key) -> Answer | None:
        """What was answered for the edition with this tag."""
        with self._lock:
            if tag != self._tag or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def keep(self, tag: str, key: Key, answer: Answer) -> None:
        """Keeps an answer; the one that nobody has used for longest goes."""
        if len(answer.content) > LARGEST:
            return
        with self._lock:
            if tag != self._tag:
                self._answers.clear()
                self._tag, self._size = tag, 0
            self._size -= _room_of(key, self._answers.pop(key, None))
            self._answers[key] = answer
            self._size += _room_of(key, answer)
            while self._size > self._room:
                self._size -= _room_of(*self._answers.popitem(last=False))

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._answers.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._answers)


def _room_of(key: Key, answer: Answer | None) -> int:
    """About what an answer takes, with its address and headers."""
    return 0 if answer is None else len(answer.content) + sum(map(len, key)) + 2_000


def lasting(answer: Answer, cache_control: str) -> Answer | None:
    """An answer to be kept, without what belongs to one request; None if it is not to be."""
    headers = [pair for pair in answer.headers if pair[0].lower() not in OF_ONE_REQUEST]
    is_good = answer.status.startswith(("200", "204")) and not answer.header("set-cookie")
    is_good = is_good and answer.header("cache-control") == cache_control
    return answer._replace(headers=headers) if is_good else None


def whole(answered: Iterable[bytes]) -> bytes:
    """The content of an answer; it is closed then, as a server would."""
    try:
        return b"".join(answered)
    finally:
        close: Any = getattr(answered, "close", None)
        if close is not None:
            close()
