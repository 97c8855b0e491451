"""Vector tiles of a collection, with the filters of its features."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from django.http import HttpResponse

from inducult.catalogue.queries import Filter
from inducult.common.languages import CODES
from inducult.opendata.asking import MEDIA, Asked, answer, link, refuse_unknown, resource
from inducult.opendata.faults import NotFound, shown
from inducult.opendata.features.table import Flags
from inducult.opendata.ogc.asked_items import Wanted, parameters, wanted
from inducult.opendata.ogc.collections import Opened, collection, opened
from inducult.opendata.ogc.finding import find
from inducult.opendata.ogc.tiling import DEEPEST, NAME, URI, matrix_set, tilejson
from inducult.opendata.ogc.tiling import tileset as tileset_of

FOR_EVER: Final = "public, max-age=31536000, immutable"
NOT_OF_TILES: Final = ("limit", "offset", "crs")


@resource()
def matrix_sets(asked: Asked) -> HttpResponse:
    """The tile matrix sets that tiles come in."""
    there = link(asked.address("ogc:matrix_set", NAME), "self", MEDIA["json"], NAME)
    value = {"tileMatrixSets": [{"id": NAME, "title": NAME, "uri": URI, "links": [there]}]}
    return answer(asked, value, "listed", **_shown(asked))


@resource()
def a_matrix_set(asked: Asked, scheme: str) -> HttpResponse:
    """The definition of one."""
    _known(scheme)
    return answer(asked, matrix_set(), "listed", **_shown(asked))


@resource()
def tilesets(asked: Asked, name: str) -> HttpResponse:
    """The tile sets of a collection: one."""
    source = _tiled(asked, name)
    value = {"links": asked.links(), "tilesets": [tileset_of(asked, source)]}
    return answer(asked, value, "listed", **_shown(asked))


@resource(formats=("json", "html", "tilejson"))
def tileset(asked: Asked, name: str, scheme: str) -> HttpResponse:
    """The metadata of a tile set, or what a web map wants to know of it (TileJSON)."""
    _known(scheme)
    source = _tiled(asked, name)
    if asked.format == "tilejson":
        return answer(asked, tilejson(asked, source), "listed", media="tilejson", **_shown(asked))
    return answer(asked, tileset_of(asked, source), "listed", **_shown(asked))


@resource(formats=("mvt",), more=True)
def tile(asked: Asked, name: str, scheme: str, zoom: str, row: str, column: str) -> HttpResponse:  # noqa: PLR0913, PLR0917 -- a tile is three numbers
    """One tile; 204 where there is nothing."""
    _known(scheme)
    source = _tiled(asked, name, asked.get("edition"))
    question = _question(asked, source)
    z, y, x = (_number(text) for text in (zoom, row, column))
    if z > DEEPEST or max(x, y) >= 1 << z:
        raise NotFound(f"There is no tile {shown(zoom)}/{shown(row)}/{shown(column)}.")
    language = asked.get("lang") or CODES[0]
    content = _content(source, question, (z, x, y), language)
    response = HttpResponse(content, content_type=MEDIA["mvt"], status=200 if content else 204)
    response.same_for_all = True  # type: ignore[attr-defined]  # of language only if it is named
    if asked.get("edition"):
        response["Cache-Control"] = FOR_EVER
    return response


def _question(asked: Asked, source: Opened) -> Wanted:
    known = [each for each in parameters(source.about) if each not in NOT_OF_TILES]
    refuse_unknown(asked.given, known)
    return wanted(asked.given, source.about)


def _content(source: Opened, question: Wanted, tile: tuple[int, int, int], language: str) -> bytes:
    assert source.edition is not None  # noqa: S101 -- only editions have tiles
    edition = source.edition.edition
    if question == Wanted():
        return edition.tile(Filter(), *tile, language=language, moment=edition.changed_at)
    return edition.tile_of(_flags(source, question), *tile, language=language)


def _flags(source: Opened, question: Wanted) -> Flags:
    """Flags of the rows of a result; a map asks for many tiles of one question."""
    edition = source.edition.edition if source.edition else None
    kept = _kept(str(edition and (edition.folder, sorted(edition.left_out))), repr(question))
    if not kept:
        flags = np.zeros(len(source.table), dtype=bool)
        flags[find(source, question)] = True
        kept.append(flags)
    return kept[0]


@lru_cache(maxsize=16)
def _kept(_source: str, _question: str) -> list[Flags]:
    return []


def _shown(asked: Asked) -> dict[str, str]:
    """What the page about tiles shows."""
    return {
        "title": collection("places").title,
        "tilejson": asked.address("ogc:tileset", "places", NAME, f="tilejson"),
    }


def _tiled(asked: Asked, name: str, edition: str = "") -> Opened:
    about = collection(name)
    if not about.has_tiles:
        raise NotFound(f"There are no tiles of {name}.")
    return opened(asked, about, edition)


def _known(scheme: str) -> None:
    if scheme != NAME:
        raise NotFound(f"There is no tile matrix set “{shown(scheme)}”; there is: {NAME}.")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        raise NotFound(f"A tile has no number “{shown(text)}”.")
    return int(text)
