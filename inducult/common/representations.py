"""One address, several representations: what the browser or program asks for by `Accept`.

A part that owns the address shows people its page; parts above offer other dialects of the same
thing by the name of an address of theirs. Nobody imports upwards.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

PAGE = "text/html"
_offered: dict[str, dict[str, tuple[str, str]]] = {}


def offer(kind: str, media_type: str, name: str, dialect: str) -> None:
    """Offers a dialect of a kind of thing: the address `name` with identifier and `dialect`."""
    _offered.setdefault(kind, {})[media_type] = (name, dialect)


def preferred(request: HttpRequest, kind: str) -> tuple[str, str] | None:
    """The offered address that the request would rather have than a page; None for the page."""
    dialects = _offered.get(kind, {})
    wanted = request.get_preferred_type([PAGE, *dialects])
    return dialects.get(wanted or PAGE)


def other_than_page(request: HttpRequest, kind: str, identifier: str) -> HttpResponse | None:
    """The way to another representation (303: see other), if one is preferred."""
    found = preferred(request, kind)
    if found is None:
        return None
    name, dialect = found
    response = redirect(reverse(name, args=[identifier, dialect]))
    response.status_code = 303
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response
