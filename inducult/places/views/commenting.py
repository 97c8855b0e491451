"""Words between those who work on a record: about a change that waits, or about the place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from inducult.places.access import Request, for_correction, for_place
from inducult.places.models import Comment, Correction, Place

LONGEST = 4000  # characters


@require_POST
@for_correction("places.see_correction")
def on_change(request: Request, correction: Correction) -> HttpResponse:
    """A word on somebody's change."""
    _keep(request, correction.place, correction)
    return redirect("register:proposal", key=correction.key)


@require_POST
@for_place("places.propose")
def on_place(request: Request, place: Place) -> HttpResponse:
    """A word on the record as it stands."""
    _keep(request, place)
    page = reverse("register:place", kwargs={"identifier": place.identifier})
    return redirect(f"{page}#comments")


def _keep(request: Request, place: Place, correction: Correction | None = None) -> None:
    text = request.POST.get("text", "").strip()[:LONGEST]
    if text:
        Comment.objects.create(place=place, correction=correction, author=request.user, text=text)
