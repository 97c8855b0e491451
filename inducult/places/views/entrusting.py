"""A place is entrusted to an organisation, or taken back from it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from inducult.partnership.models import Organisation
from inducult.partnership.queries import actor_of
from inducult.places.access import Request, for_place
from inducult.places.actions import entrust
from inducult.places.models import Place


@require_POST
@for_place("places.order")
def entrusting(request: Request, place: Place) -> HttpResponse:
    """`organisation` is to keep the place from now on, or with `take_back` no longer."""
    key = request.POST.get("organisation", "")
    if not key:
        messages.warning(request, _("Choose an organisation."))
        return redirect("register:place", identifier=place.identifier)
    organisation = get_object_or_404(Organisation, key=key)
    keeps = "take_back" not in request.POST
    entrust(place, organisation, keeps=keeps, by=actor_of(request.user))
    kept = _("The people of the organisation keep the place from now on.")
    messages.success(request, kept if keeps else _("The organisation no longer keeps the place."))
    return redirect("register:place", identifier=place.identifier)
