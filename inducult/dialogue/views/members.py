"""Members of a group: put in, corrected, gone, erased."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from inducult.dialogue.access import Request, for_group, for_member
from inducult.dialogue.actions import erase_member, keep_member
from inducult.dialogue.actions import leave as leave_group
from inducult.dialogue.forms import MemberForm
from inducult.dialogue.models import FocusGroup, Member
from inducult.partnership.queries import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_group("dialogue.run_group")
def new(request: Request, group: FocusGroup) -> HttpResponse:
    """Somebody joins; the form comes again for the next one."""
    form = MemberForm(request.POST or None, instance=Member(group=group), region=group.region)
    if request.method == "POST" and form.is_valid():
        member = keep_member(form.save(commit=False), by=actor_of(request.user))
        messages.success(request, _("%(name)s belongs to the group.") % {"name": member.name})
        return redirect("dialogue:new_member", key=group.key)
    context = {"form": form, "group": group}
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/member.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_member
def member(request: Request, member: Member) -> HttpResponse:
    """What is kept about her or him."""
    form = MemberForm(request.POST or None, instance=member, region=member.group.region)
    if request.method == "POST" and form.is_valid():
        keep_member(form.save(commit=False), by=actor_of(request.user))
        messages.success(request, _("Kept."))
        return redirect("dialogue:group", key=member.group.key)
    context = {"form": form, "group": member.group, "member": member}
    status = 422 if form.is_bound else 200
    return render(request, "dialogue/member.html", context, status=status)


@require_POST
@for_member
def leaving(request: Request, member: Member) -> HttpResponse:
    """She or he does not belong to the group any more."""
    leave_group(member, by=actor_of(request.user))
    messages.success(request, _("%(name)s has left the group.") % {"name": member.name})
    return redirect("dialogue:group", key=member.group.key)


@require_POST
@for_member
def erasure(request: Request, member: Member) -> HttpResponse:
    """Name and ways to reach her or him are gone; that somebody was there is still counted."""
    erase_member(member, by=actor_of(request.user))
    messages.success(request, _("Name and address are gone. The counts stay."))
    return redirect("dialogue:group", key=member.group.key)
