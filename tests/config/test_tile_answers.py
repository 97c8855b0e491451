"""Kept tiles are answered before Django, and exactly like by Django."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import mapbox_vector_tile
import pytest
from django.core.wsgi import get_wsgi_application

from inducult.catalogue import withdrawals
from inducult.catalogue.queries import Filter, current
from inducult.catalogue.withdrawals import Withdrawn
from inducult.config.tile_answers import MEMORY, TileAnswers
from inducult.config.tile_memory import LARGEST, Answer, TileMemory

OGC = "/ogc/collections/places/tiles/WebMercatorQuad/5/10/17"
MAP = "/tiles/1/5/17/10.mvt"
FOR_EVER = "public, max-age=31536000, immutable"

Headers = dict[str, str]

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


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    MEMORY.clear()
    yield
    MEMORY.clear()


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


class Counting:
    """Django itself, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked += 1
        return get_wsgi_application()(environ, start)


def through(answers: TileAnswers, path: str, query: str, **more: str) -> tuple[str, Headers, bytes]:
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, **more}
    setup_testing_defaults(environ)
    told: list[Any] = []
    content = b"".join(answers(environ, lambda *words: told.extend(words)))
    return told[0], dict(told[1]), content


FILTERED = [
    (MAP, "theme=MIN"),
    (OGC, "edition=1&themes=MIN"),
    (OGC, "filter=country%3D'DE'&edition=1"),
    ("/tiles/1/5/0/0.mvt", "theme=MIN"),
]


@pytest.mark.parametrize(("path", "query"), FILTERED)
def test_a_tile_of_a_filter_is_remembered_as_django_answered_it(path: str, query: str) -> None:
    django = Counting()
    answers = TileAnswers(django)
    for packed in ("gzip", ""):
        once = through(answers, path, query, HTTP_ACCEPT_ENCODING=packed)
        again = through(answers, path, query, HTTP_ACCEPT_ENCODING=packed)
        once[1].pop("X-Request-ID", None)
        assert again == once
    assert django.asked == 2


def test_who_has_a_remembered_tile_is_told_so() -> None:
    answers = TileAnswers(Counting())
    tag = through(answers, MAP, "theme=MIN")[1]["ETag"]
    status, headers, content = through(answers, MAP, "theme=MIN", HTTP_IF_NONE_MATCH=tag)
    assert (status[:3], headers["ETag"], content) == ("304", tag, b"")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        *((MAP, "open=now"), (MAP, "theme=MIN&language=xx"), ("/tiles/2/5/17/10.mvt", "q=x")),
        *((OGC, "themes=MIN"), (OGC, "edition=1&colour=red"), (OGC, "edition=2&themes=MIN")),
    ],
)
def test_what_does_not_last_is_not_remembered(path: str, query: str) -> None:
    django = Counting()
    answers = TileAnswers(django)
    through(answers, path, query)
    through(answers, path, query)
    assert django.asked == 2


@pytest.fixture
def withdrawing(atlas: Path) -> Iterator[Callable[[str], None]]:
    """Writes a place on the list of withdrawals, which is empty again afterwards."""
    now = datetime.now(UTC)
    yield lambda place: withdrawals.keep_list(atlas, lambda: [Withdrawn(place, now, "privacy")])
    withdrawals.keep_list(atlas, list)


def test_a_withdrawal_empties_the_memory(withdrawing: Callable[[str], None]) -> None:
    django = Counting()
    answers = TileAnswers(django)
    before = through(answers, "/tiles/1/0/0/0.mvt", "theme=MIN")[2]
    edition = current()
    assert edition is not None
    mines = edition.select(Filter(theme=("MIN",)), moment=edition.changed_at)
    withdrawing(next(mines.records())["id"])
    after = through(answers, "/tiles/1/0/0/0.mvt", "theme=MIN")[2]
    assert django.asked == 2
    assert _counted(after) == _counted(before) - 1


def _counted(tile: bytes) -> int:
    read = mapbox_vector_tile.decode(tile)
    return sum(feature["properties"]["count"] for feature in read["places"]["features"])


def test_the_memory_has_an_end() -> None:
    memory = TileMemory(room=10_000)
    for number in range(9):
        memory.keep("1-a", (str(number),), Answer("200 OK", [], b"x" * 500))
    assert len(memory) == 3
    assert memory.get("1-a", ("5",)) is None
    assert memory.get("1-a", ("8",)) == Answer("200 OK", [], b"x" * 500)
    memory.keep("1-a", ("large",), Answer("200 OK", [], b"x" * (LARGEST + 1)))
    assert memory.get("1-a", ("large",)) is None
