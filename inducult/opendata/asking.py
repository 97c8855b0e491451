"""The one way in for every question to the interfaces: which parameters, format and language.

A view says what it takes; anything else is refused here, in words. Faults become answers here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from inducult.common.addresses import absolute
from inducult.common.languages import CODES
from inducult.opendata.faults import Fault, NotAcceptable, UnknownParameter, shown

MEDIA: Final[Mapping[str, str]] = {
    "json": "application/json",
    "html": "text/html",
    "geojson": "application/geo+json",
    "schema": "application/schema+json",
    "openapi": "application/vnd.oai.openapi+json;version=3.0",
    "tilejson": "application/json",
    "mvt": "application/vnd.mapbox-vector-tile",
}
ALWAYS: Final = ("f", "lang")
A_MINUTE: Final = "public, max-age=60"

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Asked:
    """A question: its parameters (each given once), the format of the answer."""

    request: HttpRequest
    given: Mapping[str, str]
    format: str

    def get(self, name: str, default: str = "") -> str:
        return self.given.get(name, default)

    def address(self, name: str, *words: Any, **query: Any) -> str:
        """The absolute address of a resource."""
        path = absolute(self.request, reverse(name, args=words))
        kept = {key: value for key, value in query.items() if value not in (None, "")}
        return f"{path}?{urlencode(kept)}" if kept else path

    def here(self, **changes: Any) -> str:
        """The address of this resource with some parameters changed; "" takes one away."""
        query = {key: value for key, value in {**self.given, **changes}.items() if value != ""}
        path = absolute(self.request, self.request.path)
        return f"{path}?{urlencode(query)}" if query else path

    def links(self) -> list[dict[str, str]]:
        """This resource in the format asked for, and in the other."""
        other = "html" if self.format == "json" else "json"
        return [
            link(self.here(), "self", MEDIA[self.format], "this document"),
            link(
                self.here(f=other), "alternate", MEDIA[other], f"this document as {other.upper()}"
            ),
        ]


def link(href: str, rel: str, media: str = "", title: str = "", **more: Any) -> dict[str, Any]:
    """A link as OGC API - Common writes it."""
    told = {"href": href, "rel": rel, "type": media, "title": title, **more}
    return {name: value for name, value in told.items() if value != ""}


def resource(
    *parameters: str, formats: Iterable[str] = ("json", "html"), more: bool = False
) -> Callable[[Callable[..., HttpResponse]], View]:
    """Makes a view of a function that takes a question.

    `parameters` are those it knows besides f and lang; with `more` it looks at the rest itself.
    """
    known, offered = {*ALWAYS, *parameters}, tuple(formats)

    def around(view: Callable[..., HttpResponse]) -> View:
        @require_safe
        @functools.wraps(view)
        def wrapped(request: HttpRequest, **words: Any) -> HttpResponse:
            request.language_in_query = True  # type: ignore[attr-defined]
            try:
                asked = _asked(request, None if more else known, offered)
                with override(asked.get("lang") or get_language()):
                    return _open(view(asked, **words))
            except Fault as fault:
                return refusal(fault)

        return wrapped

    return around


def refusal(fault: Fault) -> HttpResponse:
    """The answer to a question that cannot be answered."""
    response = JsonResponse(fault.body(), status=fault.status)
    if fault.status == 503:
        response["Retry-After"] = "30"
    return _open(response)


def answer(
    asked: Asked, value: Mapping[str, Any], template: str, media: str = "json", **context: Any
) -> HttpResponse:
    """A resource as JSON, or as a page that shows the same."""
    if asked.format == "html":
        given = {"value": value, "as_json": asked.here(f="json"), **context}
        response = render(asked.request, f"opendata/{template}.html", given)
        patch_vary_headers(response, ["Accept", "Accept-Language"])
    else:
        response = JsonResponse(value, content_type=MEDIA[media], json_dumps_params=COMPACT)
        patch_vary_headers(response, ["Accept", "Accept-Language"])
    response["Content-Language"] = get_language() or "en"
    return response


COMPACT: Final = {"ensure_ascii": False, "separators": (",", ":")}


def _asked(request: HttpRequest, known: set[str] | None, formats: tuple[str, ...]) -> Asked:
    given = {name: values[-1] for name, values in request.GET.lists()}
    repeated = [name for name, values in request.GET.lists() if len(values) > 1]
    if repeated:
        raise Fault(f"The parameter “{shown(repeated[0])}” is given more than once.")
    refuse_unknown(given, known)
    language = given.get("lang", "")
    if language and language not in CODES:
        raise Fault(f"“lang” is one of {', '.join(CODES)}, not “{shown(language)}”.")
    if any("\0" in value for value in given.values()):
        raise Fault("A parameter holds a character that no text has.")
    return Asked(request, given, _format(request, given.get("f", ""), formats))


def refuse_unknown(given: Iterable[str], known: Iterable[str] | None) -> None:
    """Raises UnknownParameter for the first name that is not among the known ones."""
    if known is None:
        return
    names = sorted(set(known))
    for name in given:
        if name not in names:
            raise UnknownParameter(
                f"There is no parameter “{shown(name)}” here; there are: {', '.join(names)}."
            )


def _format(request: HttpRequest, named: str, offered: tuple[str, ...]) -> str:
    """The format that is named, else the first that the client accepts."""
    if named:
        if named not in offered:
            raise Fault(f"“f” is one of {', '.join(offered)}, not “{shown(named)}”.")
        return named
    if "html" in offered and request.get_preferred_type(["application/json", "text/html"]) == (
        "text/html"
    ):
        return "html"
    if len(offered) == 1:  # there is no choice, and who asks for a tile gets a tile
        return offered[0]
    accepts = request.headers.get("Accept", "*/*")
    wanted = [kind for name in offered for kind in _kinds(name)]
    if not any(request.accepts(kind) for kind in wanted):
        raise NotAcceptable(f"This comes as {', '.join(wanted)}, not as {shown(accepts)}.")
    return next(name for name in offered if name != "html")


def _kinds(name: str) -> tuple[str, ...]:
    """The media types under which a format may be asked for."""
    plain = MEDIA[name].partition(";")[0]
    if name != "json":
        return (plain,)
    others = ("geojson", "schema", "openapi")
    return (plain, *(MEDIA[other].partition(";")[0] for other in others))


def _open(response: HttpResponse) -> HttpResponse:
    """Pages of other sites may read what is open anyway."""
    response["Access-Control-Allow-Origin"] = "*"
    response.headers.setdefault("Cache-Control", A_MINUTE)
    return response
