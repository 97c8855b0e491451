"""What caches between us and a visitor may keep: public pages for seconds, of members nothing.

An answer from an edition bears a validator, `W/"12-…"`: the number of the edition, and the content
in short. Whoever asks again gets 304 if it is still the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from inducult.catalogue.queries import current
from inducult.config.watching.naming import view_of

# A browser asks each time (and gets 304), so that nobody looks at yesterday; what stands between
# may answer for ten seconds, which is ten seconds of peace on the day that a page is on television.
SHARED: Final = "public, max-age=0, s-maxage=10"
OF_A_PERSON: Final = "private, no-cache"  # not no-store: a form gone back to keeps its words
# Pages for everybody: these, and all of the two parts that show what is published.
OPEN_PARTS: Final = ("explore:", "opendata:")
OPEN: Final = frozenset({"tile", "permanent", "door"})
PERSONAL: Final = frozenset({"explore:receipt"})  # who has the address has a report in hand


class Caching:
    """Says of every answer who may keep it, unless its view has said so, and adds the validator."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code >= 400:  # nobody keeps these unasked
            return response
        if request.method not in ("GET", "HEAD"):
            response.headers.setdefault("Cache-Control", OF_A_PERSON)
            return response
        response.headers.setdefault("Cache-Control", _who_may_keep(request, response))
        if not response["Cache-Control"].startswith("public"):
            return response
        if response["Cache-Control"] == SHARED:
            patch_vary_headers(response, ["Cookie"])
        return _validated(request, response)


def _who_may_keep(request: HttpRequest, response: HttpResponseBase) -> str:
    view = view_of(request)
    is_open = view in OPEN or (view.startswith(OPEN_PARTS) and view not in PERSONAL)
    if not is_open or is_of_a_person(request) or response.cookies:
        return OF_A_PERSON
    return SHARED if response.status_code == 200 else "no-cache"


def is_of_a_person(request: HttpRequest) -> bool:
    """Whether the browser has a session with us, or a message that it has not shown yet."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def _validated(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    if "ETag" not in response:
        edition = current()
        digest = hashlib.sha256(response.content).hexdigest()[:16]
        response["ETag"] = f'W/"{edition.number if edition else 0}-{digest}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
