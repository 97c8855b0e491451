"""The first page of the register: what waits for me, and where I left off."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inducult.places.access import Request, needs
from inducult.places.models import Correction


@require_safe
@needs("places.enter")
def home(request: Request) -> HttpResponse:
    """My open changes; the other boxes of the page are the work of their own views."""
    mine = Correction.objects.filter(author=request.user, state__in=Correction.OPEN)
    return render(request, "register/home.html", {"mine": mine.select_related("place")})
