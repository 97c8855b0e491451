"""Somebody invited to a meeting says whether she comes, by the link of her letter."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inducult.common.history import Actor
from inducult.dialogue.actions import TooLate, answer_invitation, may_answer
from inducult.dialogue.hours import in_region, name_of_place
from inducult.dialogue.invitations import invited_by
from inducult.dialogue.models import Meeting, Member
from inducult.dialogue.views.meetings import calendar_answer

INVITED: Final = Actor("visitor:invitation")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, invitation: str) -> HttpResponse:
    """When and where; yes or no. Looking answers nothing: mail programs look too."""
    meeting, member = _found(invitation)
    if request.method == "POST":
        _answered(request, meeting, member)
        return redirect("talk:answer", invitation=invitation)
    begins, ends = in_region(meeting)
    row = meeting.attendances.filter(member=member).first()
    context = {
        "meeting": meeting,
        "member": member,
        "begins": begins,
        "ends": ends,
        "place": name_of_place(meeting.place, get_language() or "en"),
        "row": row,
        "may_answer": may_answer(meeting, row),
        "invitation": invitation,
    }
    shown = render(request, "talk/answer.html", context)
    shown["Referrer-Policy"] = "same-origin"  # the address is the secret; forms need an origin
    shown["X-Robots-Tag"] = "noindex"
    return shown


@never_cache
@require_safe
def calendar(request: HttpRequest, invitation: str) -> HttpResponse:
    """The meeting for her calendar."""
    meeting, _member = _found(invitation)
    return calendar_answer(meeting)


def _found(invitation: str) -> tuple[Meeting, Member]:
    found = invited_by(invitation)
    if found is None:
        raise Http404(_("There is no such invitation."))
    return found


def _answered(request: HttpRequest, meeting: Meeting, member: Member) -> None:
    comes = request.POST.get("comes", "")
    if comes not in ("yes", "no"):
        messages.warning(request, _("Choose whether you come."))
        return
    try:
        answer_invitation(meeting, member, comes=comes == "yes", by=INVITED)
    except TooLate:
        messages.warning(request, _("It is too late to answer this invitation."))
        return
    messages.success(request, _("Thank you. Those who run the group see your answer."))
