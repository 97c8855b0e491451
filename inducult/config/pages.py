"""Pages inside the ASGI server: the WSGI application, carried by a bounded number of threads.

One hop to a thread and one back for an ordinary answer. A long one (a download, a file for the
browser) comes in pieces, and between two pieces no thread waits for it: who reads slowly, or has
gone away in the middle, holds an open file and nothing else, and that is closed when he is gone.
What people send is taken in before a thread begins, so slow senders hold none either.
"""

from __future__ import annotations

import asyncio
import contextvars
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]
Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[bytes, bytes]]
GoesOn = Callable[[Headers, Receive, Send], Awaitable[None]]

IN_MEMORY: Final = 512 * 1024  # bytes that somebody sends before they go to a file
MOST_SENT: Final = 64 * 1024 * 1024  # bytes that are taken in at all; the pages allow less
PIECE: Final = 256 * 1024  # bytes of an answer that are sent at a time
OWN_NAMES: Final = {b"content-length": "CONTENT_LENGTH", b"content-type": "CONTENT_TYPE"}
TOO_LONG: Final = (413, [(b"content-length", b"0"), (b"connection", b"close")])


class Gone(Exception):
    """Whoever asked has hung up before everything was sent."""


class TooLong(Exception):
    """More is sent than anybody may send."""


class Pages:
    """An ASGI application around a WSGI one.

    Each thread is a pool of one, because the pieces of an answer are asked of the thread that
    began it: connections to the database belong to a thread. The thread that was last busy is
    taken first, so a quiet server keeps few connections.
    """

    def __init__(self, application: Application, threads: int) -> None:
        self._application = application
        self._places = asyncio.Semaphore(threads)
        self._free = deque(
            ThreadPoolExecutor(1, thread_name_prefix=f"pages-{number}") for number in range(threads)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _received(scope, receive)
        except Gone:
            return
        except TooLong:
            await _begin(send, *TOO_LONG)
            await _send(send, b"", more=False)
            return
        answer = _Answer(self._application, environ_of(scope, body))
        await self._places.acquire()
        thread = self._free.popleft()
        try:
            await self._first(thread, answer)
            await answer.tell(thread, receive, send)
        finally:
            if not answer.is_closed:
                thread.submit(answer.close)

    async def _first(self, thread: ThreadPoolExecutor, answer: _Answer) -> None:
        """The thread is free for others as soon as the answer has begun; not before, even if
        nobody waits for it any more."""
        begun = asyncio.get_running_loop().run_in_executor(thread, answer.begin)
        begun.add_done_callback(lambda _done: self._leave(thread))
        await asyncio.shield(begun)

    def _leave(self, thread: ThreadPoolExecutor) -> None:
        self._free.appendleft(thread)
        self._places.release()


class _Answer:
    """What the application says to one request. Methods without `async` belong to its thread."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self._application = application
        self._environ = environ
        self._context = contextvars.copy_context()  # language, name of the request
        self._status, self._headers = 500, Headers()
        self._content: Iterable[bytes] = ()
        self._pieces: Iterator[bytes] = iter(())
        self._first = b""
        self.is_closed = False

    def begin(self) -> None:
        """The status, the headers and the first piece; also all that comes after an answer that
        has no more."""
        self._context.run(self._begin)

    def _begin(self) -> None:
        self._content = self._application(self._environ, self._start)
        self._pieces = iter(self._content)
        self._first = self._take()
        if len(self._first) < PIECE:
            self._close()

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        del exc_info  # Django makes its own pages of its errors
        self._status = int(status[:3])
        self._headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers
        ]

    def _take(self) -> bytes:
        """About a piece, or less at the end."""
        taken: list[bytes] = []
        size = 0
        for part in self._pieces:
            taken.append(part)
            size += len(part)
            if size >= PIECE:
                break
        return taken[0] if len(taken) == 1 else b"".join(taken)

    def piece(self) -> bytes:
        """The next piece; a short one is the last."""
        return self._context.run(self._take)

    def close(self) -> None:
        """Files are closed, and Django is told that the request is over."""
        self._context.run(self._close)

    def _close(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            getattr(self._content, "close", _nothing)()
            self._environ["wsgi.input"].close()

    async def tell(self, thread: ThreadPoolExecutor, receive: Receive, send: Send) -> None:
        """Everything, to whoever asked."""
        goes_on: GoesOn | None = getattr(self._content, "goes_on", None)
        if goes_on is not None:
            kept = [each for each in self._headers if each[0] != b"content-length"]
            await goes_on(kept, receive, send)
            return
        await _begin(send, self._status, self._headers)
        piece = self._first
        while len(piece) >= PIECE:
            await _send(send, piece, more=True)
            piece = await asyncio.get_running_loop().run_in_executor(thread, self.piece)
        await _send(send, piece, more=False)


class Blocks:
    """A file in pieces, for answers that are files (PEP 3333, `wsgi.file_wrapper`)."""

    def __init__(self, file: IO[bytes], size: int = PIECE) -> None:
        del size  # Django's is small
        self._file = file
        if hasattr(file, "close"):
            self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(PIECE):
            yield piece


def environ_of(scope: Scope, body: IO[bytes]) -> Environ:
    """The request as WSGI says it."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path_of(scope)).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": Blocks,
    }
    if client := scope.get("client"):
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = client[0], str(client[1])
    for name, value in scope["headers"]:
        _add_header(environ, name, value.decode("latin-1"))
    return environ


def path_of(scope: Scope) -> bytes:
    """The path as it was asked for, without what follows the `?`."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0]


def _add_header(environ: Environ, name: bytes, value: str) -> None:
    """Names with an underscore are left out: they would pass for those with a hyphen."""
    if b"_" in name:
        return
    key = OWN_NAMES.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
    joined = "; " if name == b"cookie" else ","
    environ[key] = f"{environ[key]}{joined}{value}" if key in environ else value


async def _received(scope: Scope, receive: Receive) -> IO[bytes]:
    """Everything that was sent with the request. Raises Gone, TooLong."""
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- closed with the answer
    more, size = _has_body(scope), 0
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            body.close()
            raise Gone
        size += len(message.get("body", b""))
        if size > MOST_SENT:
            body.close()
            raise TooLong
        body.write(message.get("body", b""))
        more = message.get("more_body", False)
    body.seek(0)
    return body


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


async def _begin(send: Send, status: int, headers: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _send(send: Send, body: bytes, *, more: bool) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": more})


def _nothing() -> None:
    """There is nothing to close."""
