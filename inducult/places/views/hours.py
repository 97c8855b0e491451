"""Opening hours read back while somebody writes them; nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from inducult.places.access import Request, for_place
from inducult.places.models import Place
from inducult.places.sections import Hours
from inducult.places.views.editing import wanted_record


@require_POST
@for_place("places.propose")
def read_back(request: Request, place: Place) -> HttpResponse:
    """What the page's form says, in words and for the coming week; or what is wrong with it."""
    section = Hours(wanted_record(request, place), request.POST)
    valid = section.is_valid()
    context: dict[str, Any] = {
        "record": section.record() if valid else section.before,
        "faults": [] if valid else list(section.faults()),
    }
    return render(request, "register/sections/_hours_words.html", context)
