"""How map and list answer: a whole page, or the parts of it that a changed filter renews."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from inducult.explore.editions import opened_by, preparing, waits_for
from inducult.explore.finding import Finding, asked_in, find

FORM = "filters"  # id of the filter form; it sends its own changes and need not be sent back


def answer(request: HttpRequest, template: str, *, page: str) -> HttpResponse:
    """The page of a result, or its parts if the page in the browser asks for them."""
    asked, _problems = asked_in(request.GET)
    if waits_for(asked):
        return preparing(request, asked)
    edition = opened_by(asked)
    if edition is None:
        return render(request, template)
    finding = find(request, edition)
    context: dict[str, Any] = {"finding": finding, "page": reverse(page)}
    if not _asks_for_parts(request):
        return _varied(render(request, template, context))
    context["from_form"] = request.headers.get("HX-Trigger") == FORM
    response = render(request, "explore/_answer.html", context)
    query = f"?{finding.query}" if finding.query else ""
    response[_history(request, finding)] = f"{context['page']}{query}"
    return _varied(response)


def _asks_for_parts(request: HttpRequest) -> bool:
    asks = request.headers.get("HX-Request") == "true"
    return asks and request.headers.get("HX-History-Restore-Request") != "true"


def _history(request: HttpRequest, finding: Finding) -> str:
    """A new entry in the browser's history, unless the same thought only goes on.

    A map that is moved about and a word that is being typed leave one entry, not hundreds.
    """
    before, _ = asked_in(QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query))
    after = finding.asked
    if before.bbox and after.bbox:
        before = replace(before, bbox=after.bbox)
    if before.q and after.q and (before.q.startswith(after.q) or after.q.startswith(before.q)):
        before = replace(before, q=after.q)
    return "HX-Replace-Url" if before == after else "HX-Push-Url"


def _varied(response: HttpResponse) -> HttpResponse:
    """Page and parts have one address, so a cache must tell them apart."""
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response
