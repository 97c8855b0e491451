"""The language of a page is in its address."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware

SAME_FOR_ALL: Final = ("/tiles/", "/health", "/ready", "/metrics", "/api/")


class LanguageOfAddress(LocaleMiddleware):
    """Django's, but for answers that are the same whatever a browser speaks.

    `Vary: Accept-Language` on a tile would have every cache on the way keep one copy a visitor.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        same = getattr(response, "same_for_all", False)  # said by a view of its answer
        if same or request.path_info.startswith(SAME_FOR_ALL):
            return response
        return super().process_response(request, response)
