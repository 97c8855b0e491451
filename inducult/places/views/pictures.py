"""Pictures: how they are sent, and how they are handed out."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.inert import UNKEPT, inert_picture
from inducult.common.store import StoreFailed
from inducult.places.access import Request, for_place
from inducult.places.actions import NotOpen
from inducult.places.actions.picturing import TooMany, add_picture
from inducult.places.album import path_of
from inducult.places.models import Picture, Place
from inducult.places.pictures import MOST_BYTES, NotAPicture, read_picture
from inducult.places.queries import is_published_picture
from inducult.places.rights import may
from inducult.places.sections.media import Media, UploadForm
from inducult.places.views.editing import opened_at, wanted_record

FOR_EVER: Final = "public, max-age=31536000, immutable"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A file of a picture: published for everybody, else for those who may see the place."""
    found = Picture.objects.select_related("place").filter(key=name[:10]).first()
    published = found is not None and is_published_picture(found)
    if found is None or not (published or may(request.user, "places.see", found.place)):
        raise Http404(_("There is no such picture."))
    try:
        return inert_picture(path_of(name), cache=FOR_EVER if published else UNKEPT)
    except FileNotFoundError:
        raise Http404(_("There is no such picture.")) from None


@require_http_methods(["GET", "HEAD", "POST"])
@for_place("places.propose")
def upload(request: Request, place: Place) -> HttpResponse:
    """A new picture at the end of the person's draft."""
    if request.method != "POST":
        return redirect("register:edit", identifier=place.identifier, section=Media.name)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, place, _without_words_of_django(request, form))
    try:
        _add(request, place, form)
    except (NotAPicture, NotOpen, TooMany, StoreFailed) as fault:
        form.add_error("picture", _reason(fault))
        return _refused(request, place, form)
    messages.success(
        request, _("The picture is in your draft. Now say who made it and what it shows.")
    )
    return _on(request, reverse("register:edit", args=[place.identifier, Media.name]))


def _add(request: Request, place: Place, form: UploadForm) -> None:
    content = form.cleaned_data["picture"].read(MOST_BYTES + 1)
    master = read_picture(content, keep_author=form.cleaned_data["keep_author"])
    add_picture(place, master, author=request.user)


def _without_words_of_django(request: Request, form: UploadForm) -> UploadForm:
    """A file over the limit was thrown away while it came; say that, not that it is missing."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        form.errors.clear()
        form.add_error("picture", _("The file is larger than 25 MB."))
    return form


def _reason(fault: Exception) -> str | ValidationError:
    if isinstance(fault, NotOpen):
        return _("Your change is with the keepers; take it back to go on.")
    if isinstance(fault, StoreFailed):
        return _("Try again in a moment, or begin anew from the start page.")
    if isinstance(fault, TooMany):
        return _("The place has as many pictures as its page can show.")
    return str(fault)


def _refused(request: Request, place: Place, form: UploadForm) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        reasons = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"reason": " ".join(reasons)}, status=422)
    opened = opened_at(request, place)
    section = Media(wanted_record(request, place))
    section.upload = form
    faults = [(form["picture"].id_for_label, error) for error in form.errors.get("picture", ())]
    context = {"place": place, "section": section, "faults": faults, "following": None}
    context |= {"opened_at": opened}
    return render(request, section.template, context, status=422)


def _on(request: Request, address: str) -> HttpResponse:
    """To the page; a script is told where that is and goes there by itself."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"address": address})
    return redirect(address)
