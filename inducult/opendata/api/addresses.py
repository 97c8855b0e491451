"""The addresses of the JSON API: its operations, its document and its front door.

The library's own front door answers 404 and its document takes POST, so both are ours.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from inducult.common.addresses import absolute
from inducult.opendata.api.routes import api
from inducult.opendata.api.sending import tagged

FRONT = "api-root"
OPERATIONS = ("places", "taxonomy", "regions", "organisations", "editions")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Where the document and the operations are."""
    links = {name: absolute(request, reverse(f"api:{name}")) for name in OPERATIONS}
    definition = absolute(request, reverse("api:openapi-json"))
    return tagged(request, {"version": api.version, "definition": definition, **links})


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return tagged(request, api.get_openapi_schema())


_OPERATIONS, _APP, _NAMESPACE = api.urls
urlpatterns = [
    path("", front, name=FRONT),
    path("openapi.json", document, name="openapi-json"),
    *(each for each in _OPERATIONS if getattr(each, "name", "") != FRONT),
]
urls = (urlpatterns, _APP, _NAMESPACE)
