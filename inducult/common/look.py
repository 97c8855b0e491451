"""What every template knows."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from inducult.common.languages import OWN_NAMES


@dataclass(frozen=True)
class Tongue:
    """A language of the product and where this page stands in it."""

    code: str
    name: str
    address: str
    is_here: bool


def look(request: HttpRequest) -> dict[str, object]:
    """The languages with the address of this page in each, the page's name and the version."""
    return {
        "languages": [_tongue(request, code) for code in OWN_NAMES],
        "page_name": request.resolver_match.view_name if request.resolver_match else "",
        "program_version": settings.VERSION,
    }


def _tongue(request: HttpRequest, code: str) -> Tongue:
    return Tongue(code, OWN_NAMES[code], _address(request, code), code == get_language())


def _address(request: HttpRequest, code: str) -> str:
    """This page in another language with its query; the start page where there is no such page.

    A page whose address has no language takes it from `?lang=` and says so of its request.
    """
    if getattr(request, "language_in_query", False):
        query = request.GET.copy()
        query["lang"] = code
        return f"{request.path}?{query.urlencode()}"
    here = request.get_full_path()
    there = translate_url(here, code)
    known = request.resolver_match is not None and there.startswith(f"/{code}/")
    return there if known else f"/{code}/"
