"""Addresses that leave the house: in letters, codes on paper, data."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest | None, path: str) -> str:
    """The path with the site's own host; with the host that was asked for where none is set."""
    if settings.SITE:
        return str(settings.SITE).rstrip("/") + path
    return request.build_absolute_uri(path) if request else f"http://localhost:8000{path}"
