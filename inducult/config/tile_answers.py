"""Tiles are answered before Django builds a request: those of everything from their files, those
of a filter from memory.

A map asks for dozens of tiles at a time, so these are worth a short way: many times as many a
second as through the pages (docs/performance.md). What is not kept, or asked in any other way,
takes the long way and is answered the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings

from inducult.catalogue.queries import Edition, current
from inducult.common.languages import CODES
from inducult.config.tile_memory import Answer, TileMemory, lasting, whole

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Tile = tuple[int, int, int, int, str]  # edition, zoom, column, row, language

OF_MAP: Final = re.compile(r"/tiles/(\d{1,9})/(\d{1,2})/(\d{1,7})/(\d{1,7})\.mvt")
OF_OGC: Final = re.compile(
    r"/ogc/collections/places/tiles/WebMercatorQuad/(\d{1,2})/(\d{1,7})/(\d{1,7})"
)
LANGUAGE: Final = re.compile(r"(?:language=([a-z]{2}))?")
EDITION: Final = re.compile(r"edition=(\d{1,9})(?:&lang=([a-z]{2}))?")
NAMED: Final = re.compile(r"(?:^|&)edition=(\d{1,9})(?:&|$)")
LONGEST: Final = 500  # characters of a filter whose tiles are remembered
FOR_EVER: Final = "public, max-age=31536000, immutable"
HEADERS: Final = [
    ("Content-Type", "application/vnd.mapbox-vector-tile"),
    ("Cache-Control", FOR_EVER),
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Vary", "Accept-Encoding"),
]


MEMORY: Final = TileMemory()

__all__ = ["Answer", "TileAnswers", "answer"]


class TileAnswers:
    """Stands before the application and lets everything through that it does not know."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        kept = answer(environ, current)
        if kept is None and _is_to_be_remembered(environ):
            kept = self._remembered(environ)
        if kept is None:
            return self.application(environ, start)
        start(kept.status, kept.headers)
        return [kept.content] if kept.content else []

    def _remembered(self, environ: Environ) -> Answer:
        """What Django answers, kept for the next who asks, if the edition is still the same."""
        before = current()
        told: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            told.update(status=status, headers=headers)

        content = whole(self.application(environ, start))
        said = Answer(told["status"], told["headers"], content)
        kept = lasting(said, FOR_EVER)
        if kept and before and before is current() and _named(environ) == before.number:
            MEMORY.keep(before.tag, _key(environ), kept)
        return said


def answer(environ: Environ, edition_in_use: Callable[[], Edition | None]) -> Answer | None:
    """The kept tile that is asked for; None for every other question.

    Of the environment are looked at: REQUEST_METHOD, PATH_INFO, QUERY_STRING,
    HTTP_ACCEPT_ENCODING and HTTP_IF_NONE_MATCH.
    """
    named = _named(environ)
    edition = edition_in_use() if named is not None else None
    if edition is None or edition.number != named:
        return None
    kept = _of_everything(environ, edition) or MEMORY.get(edition.tag, _key(environ))
    if kept is None:
        return None
    tag = kept.header("etag")
    if tag and tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return Answer("304 Not Modified", [*HEADERS, ("ETag", tag)], b"")
    return kept._replace(content=b"") if environ["REQUEST_METHOD"] == "HEAD" else kept


def _of_everything(environ: Environ, edition: Edition) -> Answer | None:
    """A tile that no filter narrows, from its file."""
    tile = _asked(environ)
    packed = bool(_accepted(environ))
    content = _read(tile, edition, packed=packed) if tile else None
    if content is None:
        return None
    headers = [*HEADERS, ("ETag", f'W/"{edition.tag}"')]
    headers += [("Content-Encoding", "gzip")] if packed else []
    headers.append(("Content-Length", str(len(content))))
    return Answer("200 OK", headers, content)


def _is_to_be_remembered(environ: Environ) -> bool:
    return (
        environ["REQUEST_METHOD"] == "GET"
        and _named(environ) is not None
        and len(environ.get("QUERY_STRING", "")) <= LONGEST
    )


def _key(environ: Environ) -> tuple[str, ...]:
    return environ["PATH_INFO"], environ.get("QUERY_STRING", ""), _accepted(environ)


def _accepted(environ: Environ) -> str:
    return "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else ""


def _named(environ: Environ) -> int | None:
    """The edition that the address of a tile names, without which no answer lasts."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or settings.SECURE_SSL_REDIRECT:
        return None
    found = OF_MAP.fullmatch(path) or (OF_OGC.fullmatch(path) and NAMED.search(query))
    return int(found[1]) if found else None


def _asked(environ: Environ) -> Tile | None:
    """The tile that is asked for; None for every other question."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if (found := OF_MAP.fullmatch(path)) and (said := LANGUAGE.fullmatch(query)):
        edition, zoom, column, row = map(int, found.groups())
        return edition, zoom, column, row, said[1] or CODES[0]
    if (found := OF_OGC.fullmatch(path)) and (said := EDITION.fullmatch(query)):
        zoom, row, column = map(int, found.groups())
        return int(said[1]), zoom, column, row, said[2] or CODES[0]
    return None


def _read(tile: Tile, edition: Edition, *, packed: bool) -> bytes | None:
    """The kept tile, packed or not; None if it is not kept."""
    number, zoom, column, row, language = tile
    if edition.number != number or language not in CODES:
        return None
    return edition.tile_files.read(language, zoom, column, row, packed=packed)
