"""The list of places, and the places of one point."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import parse
from inducult.explore.answering import answer
from inducult.explore.editions import opened_by
from inducult.explore.finding import language_of_page
from inducult.explore.rows import Row, rows_of


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The list with its filters, or the parts of it that a changed filter renews."""
    return answer(request, "explore/places.html", page="explore:places")


@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """The places of a result that stand on one point, as a piece of a page."""
    point = _point(request)
    if point is None:
        return HttpResponseBadRequest(_("Say where as lon and lat in degrees."))
    asked, _problems = parse(request.GET)
    edition = opened_by(asked)
    moment, language = datetime.now(UTC), language_of_page()
    cards = edition.here(*point, asked, language=language, moment=moment) if edition else []
    rows = rows_of(cards, language)
    return render(request, "explore/_here.html", {"rows": rows, "about": _about(rows)})


def _about(rows: Sequence[Row]) -> str:
    """What holds of the position of all places of a point, "" if they differ."""
    said = {row.whereabouts for row in rows}
    return said.pop() if len(said) == 1 else ""


def _point(request: HttpRequest) -> tuple[float, float] | None:
    """Longitude and latitude in degrees, or None if they are not on earth."""
    try:
        lon, lat = float(request.GET["lon"]), float(request.GET["lat"])
    except (KeyError, ValueError):
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None
