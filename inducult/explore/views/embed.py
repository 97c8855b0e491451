"""The map for other websites, and the page that says how to put it there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import current
from inducult.explore.embedding import HEIGHTS, snippet_of
from inducult.explore.finding import find


@require_safe
@xframe_options_exempt
def embedded_map(request: HttpRequest) -> HttpResponse:
    """A map without the frame of our pages, to be framed by any website."""
    edition = current()
    finding = find(request, edition) if edition else None
    response = render(request, "explore/embed.html", {"finding": finding})
    response.frame_ancestors = "*"  # type: ignore[attr-defined]  # read by config/security.py
    return response


@require_safe
def snippet(request: HttpRequest) -> HttpResponse:
    """The HTML that puts the map of a region or filter on another website, with a preview."""
    edition = current()
    snippet = snippet_of(request, find(request, edition)) if edition else None
    context = {"snippet": snippet, "heights": HEIGHTS, "page": reverse("explore:snippet")}
    return render(request, "explore/snippet.html", context)
