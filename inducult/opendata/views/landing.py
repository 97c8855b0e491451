"""The front door of the OGC APIs."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def landing(request: HttpRequest) -> JsonResponse:
    """Where everything else is."""
    here = request.build_absolute_uri(request.path)
    link = {"href": here, "rel": "self", "type": "application/json"}
    return JsonResponse({"title": "InduCult", "links": [link]})
