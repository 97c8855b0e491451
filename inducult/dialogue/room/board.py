"""The board: what everybody in the room sees, told as the difference to what a page has.

A process makes the board of a session once for each number of its topic, compares it with the one
before and notes at which number each thing changed. Three hundred phones that have heard what was
until N are told the rest from that, without a query. What changed while the board was read gets the
later number, so a page may get a thing twice and never misses one, whichever process it asks.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any, Final

from inducult.common.live.counting import count_of
from inducult.common.live.news import News
from inducult.dialogue.actions.growing import topic_of
from inducult.dialogue.models import Session
from inducult.dialogue.room.showing import Things, seats_of, things_of

MOST: Final = 120  # boards of one process; the one asked longest ago goes
ANSWERS: Final = 40  # differences that are kept ready for each board


class Board:
    """One session, as this process knows it."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.count = -1
        self.things: Things = {}
        self._seats: frozenset[str] = frozenset()
        self._changed: dict[str, int] = {}  # name -> number of its last change
        self._begins = -1  # what changed before this number is not known apart
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[int, int], bytes] = OrderedDict()

    def difference(self, since: int, wanted: int) -> bytes:
        """What has changed since a number, as JSON; at least up to the number `wanted`."""
        return self.news(since, wanted).words

    def news(self, since: int, wanted: int) -> News:
        """The same for a line, with the seats that may hear it: none when the session is closed."""
        with self._lock:
            if self.count < wanted or wanted < 0:
                self._renew()
            answer = self._answers.get((self.count, since)) or self._told(since)
            self._answers[self.count, since] = answer
            if len(self._answers) > ANSWERS:
                self._answers.popitem(last=False)
            return News(self.count, answer, self._seats)

    def at_present(self) -> Things:
        """All things, read now if anything has grown."""
        with self._lock:
            self._renew()
            return self.things

    def _renew(self) -> None:
        topic = topic_of(self.key)
        before = count_of(topic)
        if before == self.count:
            return
        session = Session.objects.get(key=self.key)
        things, seats = things_of(session), seats_of(session)
        self._note(things, count_of(topic))
        self.count, self.things, self._seats = before, things, seats
        self._answers.clear()

    def _note(self, things: Things, after: int) -> None:
        if self.count < 0:
            self._begins = after
        for name in things.keys() | self.things.keys():
            if things.get(name) != self.things.get(name):
                self._changed[name] = after

    def _told(self, since: int) -> bytes:
        whole = since < self._begins
        names = (name for name, number in self._changed.items() if whole or number > since)
        told: dict[str, Any] = {name: self.things.get(name) for name in names}
        if whole:
            told = {name: thing for name, thing in told.items() if thing is not None}
        answer = {"count": self.count, "whole": whole, "things": told}
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


_boards: OrderedDict[str, Board] = OrderedDict()
_lock = threading.Lock()


def board_of(key: str) -> Board:
    """The board of a session in this process."""
    with _lock:
        board = _boards.pop(key, None) or Board(key)
        _boards[key] = board
        if len(_boards) > MOST:
            _boards.popitem(last=False)
        return board


def forget_everything() -> None:
    """For tests: as after a start of the process."""
    with _lock:
        _boards.clear()
