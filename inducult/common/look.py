"""What every template knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from inducult.common.languages import OWN_NAMES


def look(request: HttpRequest) -> dict[str, object]:
    """The languages with the address of this page in each, and the version of the code."""
    here = request.get_full_path()
    return {
        "languages": [(code, name, translate_url(here, code)) for code, name in OWN_NAMES.items()],
        "version": settings.VERSION,
    }
