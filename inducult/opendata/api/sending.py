"""How the answers of the JSON API are sent: which edition, what is refused, ETags and headers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from inducult.catalogue.queries import Edition, at, current, numbers
from inducult.opendata.api.paging import Cursor
from inducult.opendata.faults import Gone, NotReady, UnknownParameter, shown


def edition_of(here: Cursor | None) -> Edition:
    """The edition in use, or that of a walk under way. Raises NotReady, Gone."""
    newest = current()
    if newest is None:
        raise NotReady("Nothing has been published yet.")
    if here is None or here.edition == newest.number:
        return newest
    older = at(here.edition) if here.edition in numbers()[-2:] else None
    if older is None:
        raise Gone(f"Edition {here.edition} is no longer kept open; begin anew.")
    return older


def refuse_unknown(request: HttpRequest, known: Iterable[str]) -> None:
    names = sorted(known)
    for name in request.GET:
        if name not in names:
            there = ", ".join(names) or "none"
            raise UnknownParameter(f"There is no parameter “{shown(name)}”; there are: {there}.")


def tag_of(request: HttpRequest, edition: Edition) -> str:
    told = (
        f"{settings.VERSION} {edition.number} {sorted(edition.left_out)} {request.get_full_path()}"
    )
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:20]}"'


def tagged(request: HttpRequest, value: Any) -> HttpResponse:
    """An answer that is small enough to be known by its content."""
    tag = f'"{hashlib.sha256(_json(value)).hexdigest()[:20]}"'
    return unchanged(tag) if is_known(request, tag) else sent(value, tag=tag)


def is_known(request: HttpRequest, tag: str) -> bool:
    given = request.headers.get("If-None-Match", "")
    return tag in [each.strip().removeprefix("W/") for each in given.split(",")]


def unchanged(tag: str) -> HttpResponse:
    return _with_headers(HttpResponse(status=304), tag)


def sent(value: Any, *, status: int = 200, tag: str = "") -> HttpResponse:
    response = HttpResponse(_json(value), content_type="application/json", status=status)
    if status == 503:
        response["Retry-After"] = "30"
    return _with_headers(response, tag)


def _with_headers(response: HttpResponse, tag: str) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60" if tag else "no-store"
    if tag:
        response["ETag"] = tag
    return response


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
