"""Pages inside the ASGI server: what goes in, what comes out, and that nothing is held."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from inducult.config import pages
from inducult.config.pages import PIECE, Blocks, Pages
from tests.loops import run

SCOPE: dict[str, Any] = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/",
    "raw_path": b"/",
    "query_string": b"",
    "headers": [],
    "server": ("127.0.0.1", 8000),
    "client": ("127.0.0.1", 50000),
}


class Peer:
    """A browser: sends parts of a body, keeps what comes back."""

    def __init__(self, *parts: bytes, hangs_up: bool = False) -> None:
        self.parts = list(parts)
        self.hangs_up = hangs_up
        self.messages: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        if self.parts:
            part, more = self.parts.pop(0), bool(self.parts) or self.hangs_up
            return {"type": "http.request", "body": part, "more_body": more}
        if not self.hangs_up:
            await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        status: int = self.messages[0]["status"]
        return status

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages)


def ask(application: Any, peer: Peer, **more: Any) -> Peer:
    """One request to an application behind two threads."""

    async def asking() -> None:
        await Pages(application, 2)({**SCOPE, **more}, peer.receive, peer.send)

    run(asking)
    return peer


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("201 Created", [("X-Seen", environ["PATH_INFO"]), ("Content-Length", "3")])
    return [environ["wsgi.input"].read()]


def test_what_is_sent_in_parts_arrives_whole() -> None:
    headers = [(b"content-length", b"3")]
    told = ask(echo, Peer(b"a", b"bc"), method="POST", headers=headers, raw_path=b"/%C5%82?x=1")
    assert (told.status, told.body, len(told.messages)) == (201, b"abc", 2)
    assert dict(told.messages[0]["headers"])[b"x-seen"] == "/ł".encode()


def test_the_request_is_told_as_wsgi_tells_it() -> None:
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        seen.update(environ)
        start("200 OK", [])
        return []

    headers = [
        *((b"host", b"a.example"), (b"cookie", b"a=1"), (b"cookie", b"b=2")),
        *((b"x-real-ip", b"10.0.0.1"), (b"x_real_ip", b"forged"), (b"content-type", b"text/x")),
    ]
    ask(look, Peer(), headers=headers, query_string=b"q=%C5%82")
    assert {key: value for key, value in seen.items() if not key.startswith("wsgi.")} == {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/",
        "QUERY_STRING": "q=%C5%82",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "127.0.0.1",
        "REMOTE_PORT": "50000",
        "HTTP_HOST": "a.example",
        "HTTP_COOKIE": "a=1; b=2",
        "HTTP_X_REAL_IP": "10.0.0.1",
        "CONTENT_TYPE": "text/x",
    }


def test_who_hangs_up_while_sending_reaches_no_page() -> None:
    headers = [(b"content-length", b"9")]
    assert ask(echo, Peer(b"ab", hangs_up=True), headers=headers).messages == []


def test_too_much_is_refused_before_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_SENT", 4)
    headers = [(b"content-length", b"9")]
    assert ask(echo, Peer(b"abc", b"def", b"ghi"), headers=headers).status == 413


class Download:
    """An answer in pieces that knows who asked for them and when it was closed."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.threads: set[str] = set()
        self.closed = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Download:
        start("200 OK", [])
        return self

    def __iter__(self) -> Iterator[bytes]:
        for _ in range(self.count):
            self.threads.add(threading.current_thread().name)
            yield b"x" * PIECE

    def close(self) -> None:
        self.closed.set()


def test_a_long_answer_comes_in_pieces_from_one_thread_and_is_closed() -> None:
    download = Download(5)
    assert len(ask(download, Peer()).body) == 5 * PIECE
    assert download.closed.wait(5)
    assert len(download.threads) == 1


def test_slow_readers_leave_the_threads_to_others_and_nothing_behind_when_they_go() -> None:
    async def story() -> None:
        application = Pages(download := Download(1000), 1)

        async def never(message: dict[str, Any]) -> None:
            if message.get("body"):
                await asyncio.sleep(60)

        slow = asyncio.create_task(application(SCOPE, Peer().receive, never))
        await asyncio.sleep(0.2)
        quick = Peer()
        download.count = 1
        await asyncio.wait_for(application(SCOPE, quick.receive, quick.send), 5)
        assert len(quick.body) == PIECE
        download.closed.clear()
        slow.cancel()
        assert await asyncio.to_thread(download.closed.wait, 5)

    run(story)


def test_who_gives_up_before_the_page_is_made_does_not_keep_its_thread() -> None:
    go, begun = threading.Event(), threading.Event()

    def page(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        begun.set()
        go.wait(5)
        return echo(environ, start)

    async def story() -> None:
        application = Pages(page, 1)
        first = asyncio.create_task(application(SCOPE, Peer().receive, Peer().send))
        await asyncio.to_thread(begun.wait, 5)
        first.cancel()
        second = Peer()
        waiting = asyncio.create_task(application(SCOPE, second.receive, second.send))
        await asyncio.sleep(0.1)
        assert second.messages == []  # the only thread still makes the first page
        go.set()
        await asyncio.wait_for(waiting, 5)
        assert second.status == 201

    run(story)


def test_an_error_of_the_application_is_the_servers_to_tell() -> None:
    def fails(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(fails, Peer())


def test_files_are_read_in_large_pieces(tmp_path: Path) -> None:
    blocks = Blocks(io.BytesIO(b"x" * (PIECE + 1)), 10)
    assert [len(piece) for piece in blocks] == [PIECE, 1]
