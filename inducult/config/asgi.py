"""The door for web servers: kept tiles at once, pages in threads, live lines in the loop."""

from __future__ import annotations

from typing import Final

from inducult.config.pages import Message, Pages, Receive, Scope, Send, path_of
from inducult.config.wsgi import django  # sets Django up

from inducult.catalogue.queries import at_hand  # isort: skip -- when Django stands
from inducult.config.tile_answers import Answer, TileAnswers, answer  # isort: skip

THREADS: Final = 4
ASKED: Final = {
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"if-none-match": "HTTP_IF_NONE_MATCH",
}


class Application:
    """All that this server answers. `threads`: pages that are made at the same time."""

    def __init__(self, threads: int = THREADS) -> None:
        self._pages = Pages(TileAnswers(django), threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
        elif tile := _kept_tile(scope):
            await _tell(tile, send)
        else:
            await self._pages(scope, receive, send)


def _kept_tile(scope: Scope) -> Answer | None:
    """Read in the loop, from the memory of the file system; an edition is never opened here."""
    path = path_of(scope)
    if b"/tiles/" not in path:
        return None
    environ = {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
    }
    for name, value in scope["headers"]:
        if key := ASKED.get(name):
            environ[key] = value.decode("latin-1")
    return answer(environ, at_hand)


async def _tell(tile: Answer, send: Send) -> None:
    headers = [(name.lower().encode(), value.encode()) for name, value in tile.headers]
    begin: Message = {"type": "http.response.start", "status": int(tile.status[:3])}
    await send({**begin, "headers": headers})
    await send({"type": "http.response.body", "body": tile.content})


async def _live(receive: Receive, send: Send) -> None:
    """Other servers say when they begin and end."""
    while True:
        event = (await receive())["type"]
        await send({"type": f"{event}.complete"})
        if event == "lifespan.shutdown":
            return


application = Application()
