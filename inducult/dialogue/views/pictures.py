"""Pictures of a session: sent, kept without what the camera wrote into them, shown by consent."""

from __future__ import annotations

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.inert import inert_picture
from inducult.dialogue.access import Request, for_session
from inducult.dialogue.actions import add_picture, withdraw
from inducult.dialogue.models import Session, SessionPicture
from inducult.dialogue.pictures import path_of
from inducult.dialogue.session_forms import PictureForm
from inducult.partnership.queries import actor_of
from inducult.places.pictures import MOST_BYTES, NotAPicture, read_picture


@require_http_methods(["GET", "HEAD", "POST"])
@for_session("dialogue.see_session")
def pictures(request: Request, session: Session) -> HttpResponse:
    """All pictures of the session; those who run it add and take away."""
    may_run = rules.has_perm("dialogue.run_session", request.user, session)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_run:
            raise PermissionDenied(_("Those who run the group do this."))
        if "withdraw" in request.POST:
            _take_away(request, session)
            return _back(session)
        if form.is_valid() and _added(request, session, form):
            return _back(session)
    rows = session.pictures.filter(withdrawn_at=None)
    context = {"session": session, "group": session.group, "pictures": rows, "form": form}
    context["may_run"] = may_run
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "dialogue/pictures.html", context, status=status)


@require_safe
@for_session("dialogue.see_session")
def file(request: Request, session: Session, picture: str) -> HttpResponse:
    """The picture itself, for the group."""
    found = session.pictures.filter(key=picture, withdrawn_at=None).first()
    return picture_answer(found)


def picture_answer(found: SessionPicture | None) -> HttpResponse:
    """The file of a picture; raises Http404 without one."""
    if found is None or not path_of(found.file).exists():
        raise Http404(_("There is no such picture."))
    return inert_picture(path_of(found.file))


def _added(request: Request, session: Session, form: PictureForm) -> bool:
    told = form.cleaned_data
    try:
        told["picture"].seek(0)
        master = read_picture(told["picture"].read(MOST_BYTES + 1))
    except NotAPicture as fault:
        form.add_error("picture", str(fault))
        return False
    row = SessionPicture(
        session=session,
        caption=told["caption"],
        author=told["author"],
        consent=told["consent"],
        people_asked=told["people_asked"],
        width=master.width,
        height=master.height,
    )
    add_picture(row, master.content, by=actor_of(request.user))
    messages.success(request, _("The picture is there."))
    return True


def _take_away(request: Request, session: Session) -> None:
    found = session.pictures.filter(key=request.POST["withdraw"]).first()
    if found:
        withdraw(found, by=actor_of(request.user))
        messages.success(request, _("The picture is gone."))


def _back(session: Session) -> HttpResponse:
    return redirect("dialogue:pictures", key=session.group.key, session=session.key)
