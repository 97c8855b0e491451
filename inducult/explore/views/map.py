"""The map beside the list of the same result."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inducult.explore.answering import answer


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """The map with its list and filters, or the parts of it that a changed filter renews."""
    return answer(request, "explore/map.html", page="explore:map")
