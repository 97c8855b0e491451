"""Lines: streams by which a page that is open learns that its topic has grown, and what is new.

A view answers with a `Line` after it has asked for rights like any view. A line that has a teller
says what is new; it is made once for all lines of a process that have heard the same so far. One
without says how far the topic has grown, and the page asks like for any page. Behind our own server
(config/pages.py) the answer goes on in the loop, where an open line costs some kilobytes and no
thread; behind any other server it says how far the topic is and ends, and the browser asks again.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse

from inducult.common.live.ears import Counts, Ear
from inducult.common.live.news import News, Newsroom, Teller

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEARTBEAT_S: Final = 20.0
LONGEST_S: Final = (480, 720)  # then the browser comes again and is asked for its rights again
AGAIN_MS: Final = (800, 2500)  # apart, so that a server that starts again is not run over
PAUSE_S: Final = 0.25  # what happens meanwhile is said as one piece of news
OF_ONE: Final = 6  # lines of one reader in one process: pages that he has open
STILL: Final = b"event: still\ndata:\n\n"
OVER: Final = b"event: over\ndata:\n\n"  # this reader may hear no more

log = logging.getLogger(__name__)


class Line(HttpResponse):
    """The answer to who may listen to a topic; `count` is how far it is, `reader` who listens.

    `teller` makes what is new since the number `since`, which the reader has heard already.
    """

    def __init__(
        self, topic: str, count: int, *, reader: str, teller: Teller | None = None, since: int = -1
    ) -> None:
        super().__init__(_told(count), content_type="text/event-stream")
        self["Cache-Control"] = "no-store"
        self["X-Accel-Buffering"] = "no"  # nginx passes each word on at once
        self.topic, self.count, self.reader = topic, count, reader
        self.teller, self.since = teller, since

    async def goes_on(
        self, headers: list[tuple[bytes, bytes]], receive: Receive, send: Send
    ) -> None:
        """Called by the server, in its loop, instead of sending the content."""
        await LINES.serve(self, headers, receive, send)


class Lines:
    """All open lines of this process."""

    def __init__(self) -> None:
        self._open: dict[str, set[_Open]] = defaultdict(set)
        self._of: Counter[str] = Counter()
        self._ear: Ear | None = None
        self._newsroom = Newsroom()
        self._ending = False

    def __len__(self) -> int:
        return sum(len(lines) for lines in self._open.values())

    async def serve(
        self, line: Line, headers: list[tuple[bytes, bytes]], receive: Receive, send: Send
    ) -> None:
        """Speaks until the reader has gone, or it has lasted long enough."""
        if self._ending or self._of[line.reader] >= OF_ONE or len(self) >= settings.LIVE_LINES:
            await _refuse(send)
            return
        opened = _Open(line.count, line.since)
        self._enter(line, opened)
        hangs_up = asyncio.create_task(_hung_up(receive, opened))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await self._speak(line, opened, send)
        finally:
            hangs_up.cancel()
            self._leave(line, opened)

    def end(self) -> None:
        """The server is about to stop: every reader is sent away, and comes again to the next."""
        self._ending = True
        for lines in self._open.values():
            for opened in lines:
                opened.end()

    def _enter(self, line: Line, opened: _Open) -> None:
        self._open[line.topic].add(opened)
        self._of[line.reader] += 1
        if self._ear is None:
            loop = asyncio.get_running_loop()
            self._ear = Ear(
                lambda: list(self._open),
                lambda counts: _in(loop, self._tell, counts),
            )

    def _leave(self, line: Line, opened: _Open) -> None:
        self._open[line.topic].discard(opened)
        if not self._open[line.topic]:
            del self._open[line.topic]
        self._of -= Counter({line.reader: 1})  # forgets who has none
        if not self._open and self._ear is not None:
            self._ear.stop()
            self._ear = None
            self._newsroom.close()

    def _tell(self, counts: Counts) -> None:
        for topic, count in counts.items():
            for opened in self._open.get(topic, ()):
                opened.tell(count)

    async def _speak(self, line: Line, opened: _Open, send: Send) -> None:
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + random.uniform(*LONGEST_S)  # noqa: S311 -- nobody should guess it less
        opened.woken.set()
        while not opened.is_over and loop.time() < ends_at:
            try:
                await asyncio.wait_for(opened.woken.wait(), HEARTBEAT_S)
            except TimeoutError:
                await _say(send, STILL)  # a page notices silence
                continue
            opened.woken.clear()
            if opened.count > opened.told and not opened.is_over:
                await _say(send, await self._words(line, opened))
                await asyncio.sleep(PAUSE_S if line.teller else 0)
        await send({"type": "http.response.body", "body": b""})

    async def _words(self, line: Line, opened: _Open) -> bytes:
        """What is said now; the last words to whom may hear no more."""
        news = None
        if line.teller:
            news = await self._newsroom.ask(line.topic, line.teller, opened.told, opened.count)
        if news is None:
            opened.told = opened.count
            return _told(opened.told)
        if not news.is_for(line.reader):
            opened.end()
            return OVER
        opened.told = news.count
        return _as_event(news)


class _Open:
    """One line: how far its topic has grown, and how far the reader has been told."""

    def __init__(self, count: int, told: int) -> None:
        self.count, self.told = count, told
        self.is_over = False
        self.woken = asyncio.Event()

    def tell(self, count: int) -> None:
        if count > self.count:
            self.count = count
            self.woken.set()

    def end(self) -> None:
        self.is_over = True
        self.woken.set()


async def _hung_up(receive: Receive, opened: _Open) -> None:
    """Waits for the end of the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass
    opened.end()


async def _refuse(send: Send) -> None:
    """No more lines here: the browser gives up listening, and the page asks now and then."""
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _say(send: Send, words: bytes) -> None:
    await send({"type": "http.response.body", "body": words, "more_body": True})


def _told(count: int) -> bytes:
    again = random.randint(*AGAIN_MS)  # noqa: S311 -- spreads, hides nothing
    return f"retry: {again}\nid: {count}\nevent: grown\ndata: {count}\n\n".encode()


def _as_event(news: News) -> bytes:
    again = random.randint(*AGAIN_MS)  # noqa: S311 -- as above
    head = f"retry: {again}\nid: {news.count}\nevent: news\ndata: "
    return head.encode() + news.words + b"\n\n"


def _in(loop: asyncio.AbstractEventLoop, tell: Callable[[Counts], None], counts: Counts) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(tell, counts)


LINES: Final = Lines()
