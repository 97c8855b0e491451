"""Tiles of everything are answered from their files before Django builds a request.

A map asks for dozens of tiles at a time and most visitors see the unfiltered ones, so these are
worth a short way: three times as many a second as through the pages (docs/performance.md). What
is not kept as a file, or asked in any other way, takes the long way and is answered the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings

from inducult.catalogue.queries import current
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
NOTHING: Final = (None, False, "")


class TileAnswers:
    """Stands before the application and lets everything through that it does not know."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        tile = _asked(environ)
        content, packed, tag = _read(tile, environ) if tile else NOTHING
        if content is None:
            return self.application(environ, start)
        if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start("304 Not Modified", [*HEADERS, ("ETag", tag)])
            return []
        encoding = [("Content-Encoding", "gzip")] if packed else []
        length = ("Content-Length", str(len(content)))
        start("200 OK", [*HEADERS, ("ETag", tag), length, *encoding])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


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


def _read(tile: Tile, environ: Environ) -> tuple[bytes | None, bool, str]:
    """The kept tile, whether it is packed, and its validator; nothing if it is not kept."""
    number, zoom, column, row, language = tile
    edition = current()
    if edition is None or edition.number != number or language not in CODES:
        return NOTHING
    packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    return (
        edition.tile_files.read(language, zoom, column, row, packed=packed),
        packed,
        f'W/"{edition.tag}"',
    )
