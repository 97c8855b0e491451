"""The content security policy: everything from our own address, nothing inline."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# MapLibre decodes pictures through blob addresses; its worker is a file of ours.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ]
)


class ContentSecurityPolicy:
    """Adds the policy to every answer; a view that may be framed says so in `frame_ancestors`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        frames = getattr(response, "frame_ancestors", "'none'")
        response.headers.setdefault(
            "Content-Security-Policy", f"{POLICY}; frame-ancestors {frames}"
        )
        return response
