"""The page that says how to use our data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import current
from inducult.opendata.examples import DOORS, EXAMPLES
from inducult.opendata.views.linked import site_of


@require_safe
def use(request: HttpRequest) -> HttpResponse:
    """Ways to the data, with examples to copy."""
    edition = current()
    site, number = site_of(request), edition.number if edition else 1
    context = {
        "edition": edition,
        "examples": [(each, each.filled(site, number)) for each in EXAMPLES],
        "doors": [(name, site + path, words) for name, path, words in DOORS],
        "permanent": f"{site}/id/…",
    }
    return render(request, "opendata/use.html", context)
