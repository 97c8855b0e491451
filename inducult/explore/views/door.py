"""Addresses without a language: the front door, permanent addresses, health."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, gettext, override
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import current
from inducult.common.languages import CODES
from inducult.common.representations import other_than_page
from inducult.places.queries import present_place


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """To the start page in the visitor's language."""
    return _in_language_of(request, "explore:start")


@require_safe
def permanent(request: HttpRequest, identifier: str) -> HttpResponse:
    """From a permanent address to the page of the place, wherever that stands today, or to the
    representation for machines that is asked for."""
    edition = current()
    record = edition.place(identifier) if edition else None
    if edition and record is None and (here := present_place(identifier)):
        record = edition.place(here)
    if record is None:
        raise Http404(gettext("No published place has this identifier."))
    if response := other_than_page(request, "place", record["id"]):
        return response
    response = _in_language_of(request, "explore:place", record["slug"])
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Whether there is an edition to show: 200 with its number and size, else 503."""
    edition = current()
    if edition is None:
        return JsonResponse({"edition": None, "places": 0}, status=503)
    return JsonResponse({"edition": edition.number, "places": len(edition)})


def _in_language_of(request: HttpRequest, name: str, *words: str) -> HttpResponse:
    with override(_language_of(request)):
        response = redirect(reverse(name, args=words))
    if query := request.META.get("QUERY_STRING"):
        response["Location"] += f"?{query}"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _language_of(request: HttpRequest) -> str:
    """The first language of the browser that we speak, else English.

    Django reads the first 500 characters of the header only (CVE-2023-23969).
    """
    code = get_language_from_request(request)
    return code if code in CODES else "en"
