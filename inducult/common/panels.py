"""How a higher part shows itself on the page of a lower one, which does not know it.

In the `panels.py` of the higher part, imported by its `apps.py`:

    @panel("place")
    def provenance(request, record): return render_to_string(...)

In the template of the lower one: `{% load panels %}{% panels "place" record %}`. Pages that take
panels: "place" (public; the subject is the published record), "register place" (the record of
the register) and "region" (public; the region). A panel that has nothing to say returns "".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Show = Callable[[HttpRequest, Any], str]

_shows: dict[str, list[Show]] = {}


def panel(page: str) -> Callable[[Show], Show]:
    """Registers a function that gets the request and the subject of the page, and returns HTML."""

    def registered(show: Show) -> Show:
        _shows.setdefault(page, []).append(show)
        return show

    return registered


def panels_of(page: str, request: HttpRequest, subject: Any) -> list[str]:
    """The panels of a page, in the order of the parts."""
    return [shown for show in _shows.get(page, ()) if (shown := show(request, subject))]
