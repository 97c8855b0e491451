"""The start page: to the map in one step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from inducult.catalogue.queries import Filter, current
from inducult.explore import outline
from inducult.explore.overview import AUDIENCES, TIMES, counted, in_order, region_lines


def start(request: HttpRequest) -> HttpResponse:
    """What there is, in figures of the edition, and the ways into it."""
    edition, language = current(), get_language() or "en"
    counts = counted(edition, Filter(), language) if edition else {"time": {}, "audience": {}}
    return render(
        request,
        "explore/start.html",
        {
            "edition": edition,
            "times": in_order(TIMES, counts["time"]),
            "audiences": in_order(AUDIENCES, counts["audience"]),
            "regions": region_lines(edition, language),
            "drawing": {"width": outline.WIDTH, "height": outline.height()},
        },
    )
