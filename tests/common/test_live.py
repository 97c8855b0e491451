"""Live lines: what grows is heard by whoever listens, whoever wrote it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from inducult.common.live import lines
from inducult.common.live.counting import count_of, counts_of, forget, grow
from inducult.common.live.ears import Counts, Ear
from inducult.common.live.lines import Line, Lines
from inducult.common.live.news import News
from tests.loops import run

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


# --- counting ------------------------------------------------------------------------------------
def test_a_topic_grows_by_one_and_only_it() -> None:
    assert [grow("a"), grow("a"), grow("b")] == [1, 2, 1]
    assert (count_of("a"), count_of("never")) == (2, 0)
    assert counts_of(["a", "b", "never"]) == {"a": 2, "b": 1}
    forget("a")
    assert count_of("a") == 0


def test_what_is_rolled_back_has_not_grown() -> None:
    grow("a")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        grow("a")
        raise ZeroDivisionError
    assert count_of("a") == 1


# --- hearing -------------------------------------------------------------------------------------
@pytest.fixture
def ears_that_end(transactional_db: None) -> Iterator[None]:
    """No thread listens on when the database of the test is taken away."""
    yield
    for thread in threading.enumerate():
        if thread.name.startswith("live-"):
            thread.join(5)
            assert not thread.is_alive()


class Heard:
    """What an ear has told."""

    def __init__(self) -> None:
        self.counts: Counts = {}
        self._news = threading.Condition()

    def tell(self, counts: Counts) -> None:
        with self._news:
            self.counts |= counts
            self._news.notify_all()

    def until(self, **wanted: int) -> bool:
        """Within five seconds."""
        with self._news:
            return self._news.wait_for(lambda: self.counts == wanted, 5)


@pytest.mark.usefixtures("ears_that_end")
def test_an_ear_hears_what_others_have_done() -> None:
    heard, wanted = Heard(), ["a"]
    grow("a")
    ear = Ear(lambda: wanted, heard.tell)
    try:
        assert heard.until(a=1)  # how far it was before anybody listened
        in_another_thread(lambda: (grow("a"), grow("unheard")))
        assert heard.until(a=2)
        wanted.append("b")
        assert heard.until(a=2, b=0)
        in_another_thread(lambda: grow("b"))
        assert heard.until(a=2, b=1)
    finally:
        ear.stop()


@pytest.mark.usefixtures("ears_that_end")
def test_what_is_not_committed_is_not_heard() -> None:
    heard = Heard()
    ear = Ear(lambda: ["a"], heard.tell)
    try:
        assert heard.until(a=0)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            grow("a")
            raise ZeroDivisionError
        grow("a")
        assert heard.until(a=1)
    finally:
        ear.stop()


@pytest.mark.usefixtures("ears_that_end")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file does not go away")
def test_an_ear_comes_back_when_the_database_went_away() -> None:
    heard = Heard()
    ear = Ear(lambda: ["a"], heard.tell)
    try:
        assert heard.until(a=0)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        grow("a")
        assert heard.until(a=1)
    finally:
        ear.stop()


def in_another_thread(act: Callable[[], object]) -> None:
    """With a connection of its own, as another process has."""

    def run() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


# --- lines ---------------------------------------------------------------------------------------
class Reader:
    """A browser that listens."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.messages.append(message)

    @property
    def numbers(self) -> list[int]:
        return [int(row[6:]) for row in self.words.splitlines() if row.startswith("data: ")]

    @property
    def words(self) -> str:
        return b"".join(message.get("body", b"") for message in self.messages).decode()

    async def hears(self, words: str) -> None:
        for _ in range(500):
            if words in self.words:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(self.words)

    async def until(self, number: int) -> None:
        """What was said before may have been skipped: only how far it is counts."""
        for _ in range(500):
            if self.numbers[-1:] == [number]:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(self.numbers)


def serve(open_lines: Lines, reader: Reader, count: int, who: str = "x") -> asyncio.Task[None]:
    line = Line("a", count, reader=who)
    return asyncio.create_task(open_lines.serve(line, [], reader.receive, reader.send))


@pytest.mark.usefixtures("ears_that_end")
def test_a_line_says_how_far_it_is_and_what_grows_until_the_reader_goes() -> None:
    async def story() -> None:
        open_lines, reader = Lines(), Reader()
        number = await asyncio.to_thread(alone, lambda: grow("a"))
        line = serve(open_lines, reader, number)
        await reader.until(number)
        await asyncio.to_thread(alone, lambda: grow("a"))
        await reader.until(number + 1)
        reader.gone.set()
        await asyncio.wait_for(line, 5)
        assert len(open_lines) == 0

    run(story)


@pytest.mark.usefixtures("ears_that_end")
def test_what_grows_between_page_and_line_is_not_missed() -> None:
    async def story() -> None:
        open_lines, reader = Lines(), Reader()
        await asyncio.to_thread(alone, lambda: [grow("a") for _ in range(3)])
        line = serve(open_lines, reader, 1)
        await reader.until(3)
        open_lines.end()
        await asyncio.wait_for(line, 5)

    run(story)


@pytest.mark.usefixtures("ears_that_end")
def test_who_has_too_many_lines_is_sent_to_ask_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "OF_ONE", 1)

    async def story() -> None:
        open_lines, first, second, other = Lines(), Reader(), Reader(), Reader()
        running = [serve(open_lines, first, 1)]
        await first.until(1)
        await serve(open_lines, second, 1)
        assert second.messages[0]["status"] == 204
        running.append(serve(open_lines, other, 1, who="y"))
        await other.until(1)
        open_lines.end()
        await asyncio.gather(*running)
        late = Reader()
        await serve(open_lines, late, 1)
        assert late.messages[0]["status"] == 204

    run(story)


# --- news ----------------------------------------------------------------------------------------
class Telling:
    """Makes news and remembers what it was asked."""

    def __init__(self, *readers: str) -> None:
        self.readers = frozenset(readers) if readers else None
        self.asked: list[tuple[int, int]] = []
        self.is_broken = False

    def __call__(self, since: int, wanted: int) -> News:
        self.asked.append((since, wanted))
        if self.is_broken:
            raise ZeroDivisionError
        return News(wanted, json.dumps({"since": since}).encode(), self.readers)


def tell(
    open_lines: Lines, reader: Reader, teller: Telling, who: str, since: int = -1
) -> asyncio.Task[None]:
    line = Line("a", 4, reader=who, teller=teller, since=since)
    return asyncio.create_task(open_lines.serve(line, [], reader.receive, reader.send))


@pytest.mark.usefixtures("ears_that_end")
def test_who_has_heard_the_same_is_told_the_same_made_once() -> None:
    async def story() -> None:
        open_lines, teller = Lines(), Telling()
        readers = [Reader() for _ in range(4)]
        lines = [tell(open_lines, r, teller, str(n)) for n, r in enumerate(readers[:3])]
        lines.append(tell(open_lines, readers[3], teller, "late", since=2))
        for reader in readers:
            await reader.hears("event: news")
        assert sorted(teller.asked) == [(-1, 4), (2, 4)]
        assert all('id: 4\nevent: news\ndata: {"since": -1}\n\n' in r.words for r in readers[:3])
        assert '{"since": 2}' in readers[3].words
        open_lines.end()
        await asyncio.gather(*lines)

    run(story)


@pytest.mark.usefixtures("ears_that_end")
def test_who_may_hear_no_more_is_told_so_and_the_line_ends() -> None:
    async def story() -> None:
        open_lines, reader = Lines(), Reader()
        await asyncio.wait_for(tell(open_lines, reader, Telling("others"), "me"), 5)
        assert "event: over" in reader.words
        assert "since" not in reader.words

    run(story)


@pytest.mark.usefixtures("ears_that_end")
def test_news_that_cannot_be_made_are_asked_for_by_the_page() -> None:
    async def story() -> None:
        open_lines, reader, teller = Lines(), Reader(), Telling()
        teller.is_broken = True
        line = tell(open_lines, reader, teller, "me")
        await reader.hears("event: grown\ndata: 4\n")
        open_lines.end()
        await line

    run(story)


def test_without_a_loop_a_line_says_how_far_it_is_and_ends() -> None:
    line = Line("a", 7, reader="x")
    assert (line.status_code, line["Content-Type"]) == (200, "text/event-stream")
    assert line.content.decode().endswith("\nid: 7\nevent: grown\ndata: 7\n\n")


def alone(act: Callable[[], Any]) -> Any:
    """In a thread that keeps no connection."""
    try:
        return act()
    finally:
        connection.close()
