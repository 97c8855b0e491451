"""Vector tiles of a result."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotFound
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import Filter, current, parse
from inducult.common.languages import CODES
from inducult.explore.editions import opened_by

MEDIA_TYPE: Final = "application/vnd.mapbox-vector-tile"
DEEPEST: Final = 19
FOR_EVER: Final = "public, max-age=31536000, immutable"
FOR_A_MINUTE: Final = "public, max-age=60"


@require_safe
def tile(request: HttpRequest, edition: str, z: str, x: str, y: str) -> HttpResponse:
    """One tile; 204 where the result has nothing.

    The address names the edition, so an answer holds for ever, unless the filter asks the clock.
    Of the editions of the past only those answer that the filter asks for by their number.
    """
    asked, problems = parse(request.GET)
    opened = opened_by(asked) if asked.edition == int(edition) else current()
    if opened is None or opened.number != int(edition):
        return _not_in_use(int(edition), opened.number if opened else 0)
    zoom, column, row = int(z), int(x), int(y)
    if zoom > DEEPEST or column >= 1 << zoom or row >= 1 << zoom:
        return HttpResponseNotFound(f"There is no tile {z}/{x}/{y}.", content_type="text/plain")
    language = request.GET.get("language", CODES[0])
    if problems or language not in CODES:
        return _malformed(problems[0].key if problems else "language")
    content = opened.tile(asked, zoom, column, row, language=language, moment=datetime.now(UTC))
    response = HttpResponse(content, content_type=MEDIA_TYPE, status=200 if content else 204)
    response["Cache-Control"] = FOR_A_MINUTE if _asks_the_clock(asked) else FOR_EVER
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _not_in_use(number: int, current_number: int) -> HttpResponse:
    """410 for an edition of the past: a map on an open page then asks for the present one."""
    status = 410 if 0 < number < current_number else 404
    words = f"Edition {number} is not in use."
    return HttpResponse(words, content_type="text/plain", status=status)


def _malformed(key: str) -> HttpResponse:
    return HttpResponseBadRequest(f"The value of {key} cannot be read.", content_type="text/plain")


def _asks_the_clock(asked: Filter) -> bool:
    """Whether the answer changes as time goes by: "now" and the next Sunday do, a date does not."""
    return bool(asked.open) and not asked.open[0].isdigit()
