"""Every request has a name, in and out, and so has every line that is logged on its behalf."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER: Final = "X-Request-ID"
GOOD: Final = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)

request_name: ContextVar[str] = ContextVar("request_name", default="")
log = logging.getLogger("inducult.requests")


class RequestNames:
    """Takes the name that a proxy has given, or makes one; logs each request when it is answered.

    Logged are method, path and view, never what was asked for behind the `?`, nor by whom.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.count = _counting()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given, started = request.headers.get(HEADER, ""), time.perf_counter()
        name = given if GOOD.fullmatch(given) else uuid.uuid4().hex
        token = request_name.set(name)
        try:
            response = self.get_response(request)
            response[HEADER] = name
            seconds = time.perf_counter() - started
            view = view_of(request)
            self.count(str(request.method), view, response.status_code, seconds)
            log.info("answered", extra={"told": _told(request, response, view, seconds)})
            return response
        finally:
            request_name.reset(token)


def view_of(request: HttpRequest) -> str:
    """The name of the view: there are so many of these and no more, unlike of addresses."""
    return request.resolver_match.view_name if request.resolver_match else "none"


def _told(
    request: HttpRequest, response: HttpResponseBase, view: str, seconds: float
) -> dict[str, Any]:
    return {
        "method": request.method,
        "path": request.path,
        "view": view,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }


def _counting() -> Callable[[str, str, int, float], None]:
    """Counts for /metrics, or does nothing if nobody may ask for them."""
    from django.conf import settings  # noqa: PLC0415 -- read when a server starts

    if not settings.METRICS:
        return lambda method, view, status, seconds: None
    from inducult.config.watching import figures  # noqa: PLC0415 -- begins files of its own

    return figures.count
