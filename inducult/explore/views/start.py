"""The start page: to the map in one step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import current
from inducult.explore.outline import NETWORK
from inducult.explore.overview import AUDIENCES, TIMES, region_lines, shares


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What there is, in figures of the edition, and the ways into it."""
    edition = current()
    figures = edition.figures() if edition else None
    counts = figures.counts if figures else {"time": {}, "audience": {}}
    return render(
        request,
        "explore/start.html",
        {
            "edition": edition,
            "figures": figures,
            "times": shares(TIMES, counts["time"], "time"),
            "audiences": shares(AUDIENCES, counts["audience"], "audience"),
            "regions": region_lines(edition, get_language() or "en"),
            "drawing": NETWORK,
        },
    )
