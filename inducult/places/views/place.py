"""A place in the register: what is known, what is missing, what may be done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inducult.places.access import Request, for_place
from inducult.places.models import Place
from inducult.places.records import record_of
from inducult.places.rights import may
from inducult.places.sections import SECTIONS
from inducult.places.views.editing import open_correction


@require_safe
@for_place("places.see")
def place(request: Request, place: Place) -> HttpResponse:
    """The record as the register has it, and the ways on."""
    context = {
        "place": place,
        "record": record_of(place),
        "correction": open_correction(request, place),
        "sections": SECTIONS.values() if may(request.user, "places.propose", place) else (),
    }
    return render(request, "register/place.html", context)
