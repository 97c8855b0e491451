"""The page of sources: whose data is shown, under which licence, and what is missing in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import current
from inducult.common.languages import OWN_NAMES, Said
from inducult.explore.origins import DATA, SOFTWARE
from inducult.partnership.models import Region


@dataclass(frozen=True)
class Boundary:
    """Whose line the boundary of a region is."""

    code: str
    name: Said
    source: str


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Everything that is shown, with its licence; how complete it is, and its known faults."""
    edition = current()
    figures = edition.figures() if edition else None
    return render(
        request,
        "explore/sources.html",
        {
            "edition": edition,
            "figures": figures,
            "summaries": _summaries(figures.summaries) if figures else [],
            "origins": DATA,
            "software": SOFTWARE,
            "boundaries": _boundaries(get_language() or "en"),
        },
    )


def _summaries(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Code and own name of each language, and how many places have a summary in it."""
    return [(code, name, counts[code]) for code, name in OWN_NAMES.items()]


def _boundaries(language: str) -> list[Boundary]:
    regions = Region.objects.prefetch_related("texts").order_by("code")
    found = [Boundary(r.code, r.name_in(language), r.boundary_source) for r in regions]
    return sorted(found, key=lambda boundary: boundary.name.text.casefold())
