"""Linked data: places, taxonomy and catalogue for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import current, summary
from inducult.common.addresses import absolute
from inducult.opendata.linked.art import PROFILE, phase_art, place_art
from inducult.opendata.linked.catalog import catalog_triples
from inducult.opendata.linked.graph import Triple, jsonld, ntriples, turtle
from inducult.opendata.linked.places import place_triples
from inducult.opendata.linked.taxonomy import taxonomy_triples, term_triples
from inducult.places.terms import load_terms

Record = dict[str, Any]
# Dialect: how triples are written, and the media type.
DIALECTS: Final[dict[str, tuple[Callable[[Iterable[Triple]], str], str]]] = {
    "ttl": (turtle, "text/turtle; charset=utf-8"),
    "jsonld": (jsonld, "application/ld+json"),
    "nt": (lambda triples: "".join(ntriples(triples)), "application/n-triples"),
}
ART: Final = "art.json"


@require_safe
def place(request: HttpRequest, identifier: str, dialect: str) -> HttpResponse:
    """A published place in a dialect of linked data."""
    record = _record(identifier)
    site = site_of(request)
    if dialect == ART:
        return _art(place_art(record, site))
    return _written(place_triples(record, site), dialect)


@require_safe
def phase(request: HttpRequest, identifier: str, number: int) -> HttpResponse:
    """A phase in the life of a place, in Linked Art."""
    record = _record(identifier)
    told = phase_art(record, number, site_of(request), absolute(request, request.path))
    if told is None:
        raise Http404(gettext("The place has no such phase."))
    return _art(told)


@require_safe
def taxonomy(request: HttpRequest, dialect: str) -> HttpResponse:
    """All themes and types in SKOS."""
    return _written(taxonomy_triples(site_of(request)), dialect)


@require_safe
def taxonomy_door(request: HttpRequest) -> HttpResponse:
    """The address of the scheme: Turtle, or JSON-LD for who asks for it."""
    return _door(request, lambda dialect: reverse("taxonomy", args=[dialect]))


@require_safe
def term(request: HttpRequest, code: str) -> HttpResponse:
    """The address of a theme or type: its places for people, SKOS for machines."""
    found = load_terms().get(code)
    if found is None and not code.startswith("phase"):
        raise Http404(gettext("There is no such term."))
    wanted = request.get_preferred_type(["text/html", "text/turtle", "application/ld+json"])
    if found is None or wanted in ("text/turtle", "application/ld+json"):
        site = site_of(request)
        triples = term_triples(found, site) if found else taxonomy_triples(site)
        return _varied(_written(triples, "jsonld" if wanted == "application/ld+json" else "ttl"))
    facet = "theme" if found.is_theme else "type"
    response = redirect(f"{reverse('explore:places')}?{facet}={code}")
    response.status_code = 303
    return _varied(response)


@require_safe
def catalog(request: HttpRequest, dialect: str) -> HttpResponse:
    """The catalogue for data portals (DCAT-AP)."""
    edition = current()
    told = summary(edition.number) if edition else None
    if told is None:
        raise Http404(gettext("Nothing has been published yet."))
    return _written(catalog_triples(told, site_of(request)), dialect)


@require_safe
def catalog_door(request: HttpRequest) -> HttpResponse:
    """The address of the catalogue."""
    return _door(request, lambda dialect: reverse("catalog", args=[dialect]))


def site_of(request: HttpRequest) -> str:
    return absolute(request, "/").rstrip("/")


def _record(identifier: str) -> Record:
    edition = current()
    record = edition.place(identifier) if edition else None
    if record is None:
        raise Http404(gettext("No published place has this identifier."))
    return {**record, "share_alike_position": None}


def _written(triples: Iterable[Triple], dialect: str) -> HttpResponse:
    if dialect not in DIALECTS:
        raise Http404(gettext("There is no such dialect."))
    write, media_type = DIALECTS[dialect]
    return _open(HttpResponse(write(triples), content_type=media_type))


def _art(told: dict[str, Any]) -> HttpResponse:
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return _open(HttpResponse(text, content_type=PROFILE))


def _door(request: HttpRequest, address: Callable[[str], str]) -> HttpResponse:
    wanted = request.get_preferred_type(["text/turtle", "application/ld+json"])
    response = redirect(address("jsonld" if wanted == "application/ld+json" else "ttl"))
    response.status_code = 303
    return _varied(response)


def _varied(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept"])
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """Scripts of any website may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
