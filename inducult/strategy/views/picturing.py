"""Pictures of a pilot: sent, kept without what the camera wrote into them, shown with it."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.inert import UNKEPT, inert_picture
from inducult.partnership.queries import actor_of
from inducult.places.pictures import MOST_BYTES, NotAPicture, read_picture
from inducult.strategy.access import Request
from inducult.strategy.actions.picturing import TooMany, add_picture, take_picture_away
from inducult.strategy.album import path_of
from inducult.strategy.models import Pilot
from inducult.strategy.pilot_forms import PictureForm
from inducult.strategy.plan_access import for_pilot, open_pilot

A_WHILE: Final = "private, max-age=600"


@require_http_methods(["GET", "HEAD", "POST"])
@for_pilot("pilot.write")
def pictures(request: Request, pilot: Pilot) -> HttpResponse:
    """All pictures of the pilot; one more, or one less."""
    if key := request.POST.get("remove"):
        return _taken_away(request, pilot, key)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, pilot, form):
        return redirect("planning:pilot_pictures", slug=pilot.slug)
    context = {"pilot": pilot, "pictures": list(pilot.pictures.all()), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/pictures.html", context, status=status)


@require_safe
@open_pilot
def file(request: HttpRequest, pilot: Pilot, picture: str) -> HttpResponse:
    """The picture itself, for all who may read the pilot; raises Http404."""
    found = pilot.pictures.filter(key=picture).first()
    if found is None or not path_of(found.file).exists():
        raise Http404(_("There is no such picture."))
    return inert_picture(path_of(found.file), cache=A_WHILE if pilot.is_public else UNKEPT)


def _added(request: Request, pilot: Pilot, form: PictureForm) -> bool:
    row, sent = form.save(commit=False), form.cleaned_data["picture"]
    try:
        master = read_picture(sent.read(MOST_BYTES + 1))
        row.pilot, row.width, row.height = pilot, master.width, master.height
        add_picture(row, master.content, by=actor_of(request.user))
    except NotAPicture as fault:
        form.add_error("picture", str(fault))
        return False
    except TooMany:
        form.add_error("picture", _("There are as many pictures as a page can show."))
        return False
    messages.success(request, _("The picture is there."))
    return True


def _taken_away(request: Request, pilot: Pilot, key: str) -> HttpResponse:
    if found := pilot.pictures.select_related("pilot").filter(key=key).first():
        take_picture_away(found, by=actor_of(request.user))
        messages.success(request, _("The picture is gone."))
    return redirect("planning:pilot_pictures", slug=pilot.slug)
