"""Kept tiles are answered before Django, and exactly like by Django."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from inducult.catalogue.queries import Filter, current
from inducult.config.tile_answers import TileAnswers

OGC = "/ogc/collections/places/tiles/WebMercatorQuad/5/10/17"
MAP = "/tiles/1/5/17/10.mvt"
FOR_EVER = "public, max-age=31536000, immutable"

pytestmark = pytest.mark.usefixtures("atlas")


class Django:
    """Stands where Django stands and remembers what came through."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        self.paths.append(environ["PATH_INFO"])
        start("200 OK", [])
        return [b"django"]


def ask(path: str, query: str = "", **more: str) -> tuple[bytes, dict[str, str], bool]:
    """Content, headers, and whether the question went on to Django."""
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, **more}
    setup_testing_defaults(environ)
    headers: dict[str, str] = {}
    behind = Django()
    content = TileAnswers(behind)(environ, lambda _status, told: headers.update(told))
    return b"".join(content), headers, bool(behind.paths)


@pytest.fixture
def kept(atlas: Path) -> bytes:
    """A tile that somebody has asked for before."""
    edition = current()
    assert edition is not None
    return edition.tile(Filter(), 5, 17, 10, language="en", moment=edition.changed_at)


@pytest.mark.parametrize(
    ("path", "query"),
    [(MAP, ""), (MAP, "language=en"), (OGC, "edition=1"), (OGC, "edition=1&lang=en")],
)
def test_a_kept_tile_is_answered_at_once(kept: bytes, path: str, query: str) -> None:
    content, headers, went_on = ask(path, query)
    assert (content, went_on) == (kept, False)
    assert headers["Cache-Control"] == FOR_EVER
    packed, headers, _ = ask(path, query, HTTP_ACCEPT_ENCODING="gzip, br")
    assert (gzip.decompress(packed), headers["Content-Encoding"]) == (kept, "gzip")
    nothing, headers, _ = ask(path, query, REQUEST_METHOD="HEAD")
    assert (nothing, headers["Content-Length"]) == (b"", str(len(kept)))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        *((MAP, "theme=MIN"), (MAP, "language=xx"), ("/tiles/2/5/17/10.mvt", "")),
        *((OGC, ""), (OGC, "edition=2"), (OGC, "edition=1&themes=MIN"), ("/tiles/1/5/0/0.mvt", "")),
        *(("/tiles/1/15/17/10.mvt", ""), ("/tiles/1/5/17/10.mvt/", ""), ("/en/", "")),
    ],
)
def test_everything_else_goes_on_to_django(kept: bytes, path: str, query: str) -> None:
    assert ask(path, query)[2]


def test_what_is_sent_goes_on_to_django(kept: bytes) -> None:
    assert ask(MAP, REQUEST_METHOD="POST")[2]


def test_who_has_a_tile_already_is_told_so(kept: bytes) -> None:
    tag = ask(MAP)[1]["ETag"]
    assert tag.startswith('W/"1-')
    content, headers, went_on = ask(MAP, HTTP_IF_NONE_MATCH=f'"other", {tag}')
    assert (content, headers["ETag"], went_on) == (b"", tag, False)
