"""A place in the register: what is known, what is missing, what may be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inducult.places.access import for_place
from inducult.places.models import Place
from inducult.places.records import record_of


@require_safe
@for_place("places.see")
def place(request: HttpRequest, place: Place) -> HttpResponse:
    """The record, section by section."""
    return render(request, "register/place.html", {"place": place, "record": record_of(place)})
