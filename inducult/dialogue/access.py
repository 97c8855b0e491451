"""The one door to groups, meetings, sessions, templates: who may not see them learns no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from inducult.dialogue.models import FocusGroup, Meeting, Member, Session, Template
from inducult.partnership.access import Guarded, Request, guard, needs, signed_in

__all__ = [
    "Request",
    "for_group",
    "for_leader",
    "for_meeting",
    "for_member",
    "for_session",
    "for_template",
    "needs",
    "signed_in",
]


def for_group(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets the group of its address (`key`), if the person has the right."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        return {"group": group_for(request, key, right)}

    return guard(find, "key")


def for_member(view: Guarded) -> Guarded:
    """A view that gets a member (`member`) of a group that the person runs."""

    def find(request: HttpRequest, key: str, member: str) -> dict[str, Any]:
        group = group_for(request, key, "dialogue.run_group")
        found = group.members.filter(key=member, erased_at=None).first()
        if found is None:
            raise Http404(_("There is no such member."))
        return {"member": found}

    return guard(find, "key", "member")(view)


def for_meeting(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets a meeting (`meeting`) of a group."""

    def find(request: HttpRequest, key: str, meeting: str) -> dict[str, Any]:
        group = group_for(request, key, right)
        found = group.meetings.select_related("group__region", "place").filter(key=meeting).first()
        if found is None:
            raise Http404(_("There is no such meeting."))
        return {"meeting": found}

    return guard(find, "key", "meeting")


def for_session(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets a session (`session`) of a group."""

    def find(request: HttpRequest, key: str, session: str) -> dict[str, Any]:
        group_for(request, key, "dialogue.see_group")
        rows = Session.objects.select_related("group__region", "meeting", "template_version")
        found = rows.filter(group__key=key, key=session).first()
        if found is None:
            raise Http404(_("There is no such session."))
        _asked(request, right, found)
        return {"session": found}

    return guard(find, "key", "session")


def for_leader(view: Guarded) -> Guarded:
    """A view for whoever leads the session of its address (`key`, without the group)."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        found = Session.objects.select_related("group__region").filter(key=key).first()
        if found is None or not rules.has_perm("dialogue.run_session", request.user, found):
            raise Http404(_("There is no such session of yours."))
        return {"session": found}

    return guard(find, "key")(view)


def for_template(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets the template of its address (`key`)."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        found = Template.objects.select_related("region").filter(key=key, ended_at=None).first()
        if found is None or not rules.has_perm("dialogue.see_template", request.user, found):
            raise Http404(_("There is no such template."))
        _asked(request, right, found)
        return {"template": found}

    return guard(find, "key")


def group_for(request: HttpRequest, key: str, right: str) -> FocusGroup:
    """The group; raises Http404 for who is not of its circle, else PermissionDenied."""
    found = FocusGroup.objects.select_related("region").filter(key=key).first()
    if found is None or not rules.has_perm("dialogue.see_group", request.user, found):
        raise Http404(_("There is no such group."))
    _asked(request, right, found)
    return found


def _asked(request: HttpRequest, right: str, thing: Meeting | Member | Any) -> None:
    if not rules.has_perm(right, request.user, thing):
        raise PermissionDenied(_("Those who run the group do this."))
