"""Tiles of everything are answered from their files before Django builds a request.

A map asks for dozens of tiles at a time and most visitors see the unfiltered ones, so these are
worth a short way: three times as many a second as through the pages (docs/performance.md). What
is not kept as a file, or asked in any other way, takes the long way and is answered the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from django.conf import settings

from inducult.catalogue.queries import Edition, current
from inducult.common.languages import CODES

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
HEADERS: Final = [
    ("Content-Type", "application/vnd.mapbox-vector-tile"),
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("Access-Control-Allow-Origin", "*"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Vary", "Accept-Encoding"),
]


class Answer(NamedTuple):
    """What is answered: `200 OK` and the like, headers, content."""

    status: str
    headers: list[tuple[str, str]]
    content: bytes


class TileAnswers:
    """Stands before the application and lets everything through that it does not know."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        kept = answer(environ, current)
        if kept is None:
            return self.application(environ, start)
        start(kept.status, kept.headers)
        return [kept.content] if kept.content else []


def answer(environ: Environ, edition_in_use: Callable[[], Edition | None]) -> Answer | None:
    """The kept tile that is asked for; None for every other question.

    Of the environment are looked at: REQUEST_METHOD, PATH_INFO, QUERY_STRING,
    HTTP_ACCEPT_ENCODING and HTTP_IF_NONE_MATCH.
    """
    tile = _asked(environ)
    edition = edition_in_use() if tile else None
    if tile is None or edition is None:
        return None
    packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    content = _read(tile, edition, packed=packed)
    if content is None:
        return None
    headers = [*HEADERS, ("ETag", tag := f'W/"{edition.tag}"')]
    if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        return Answer("304 Not Modified", headers, b"")
    headers += [("Content-Encoding", "gzip")] if packed else []
    headers.append(("Content-Length", str(len(content))))
    return Answer("200 OK", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else content)


def _asked(environ: Environ) -> Tile | None:
    """The tile that is asked for; None for every other question."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or settings.SECURE_SSL_REDIRECT:
        return None
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
