"""The digest of a session for its group, and the receipts to hand out."""

from __future__ import annotations

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.dialogue.access import Request, for_session
from inducult.dialogue.actions import publish_digest
from inducult.dialogue.digest import digest_of
from inducult.dialogue.models import Session
from inducult.partnership.queries import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_session("dialogue.see_session")
def digest(request: Request, session: Session) -> HttpResponse:
    """What came out, as the group reads it; those who run it publish what was given to all."""
    may_run = rules.has_perm("dialogue.run_session", request.user, session)
    if request.method == "POST":
        if not may_run:
            raise PermissionDenied(_("Those who run the group do this."))
        publish_digest(session, by=actor_of(request.user), public="publish" in request.POST)
        messages.success(request, _("Kept."))
        return redirect("dialogue:digest", key=session.group.key, session=session.key)
    context = {
        "session": session,
        "group": session.group,
        "digest": digest_of(session, request.user),
        "public": digest_of(session, None),
        "pictures": session.pictures.filter(withdrawn_at=None),
        "may_run": may_run,
    }
    return render(request, "dialogue/digest.html", context)


@require_safe
@for_session("dialogue.run_session")
def receipts(request: Request, session: Session) -> HttpResponse:
    """Slips to cut: whoever holds one may change the consent or take the words back."""
    stories = session.stories.filter(withdrawn_at=None).order_by("told_at", "id")
    commitments = session.commitments.filter(withdrawn_at=None).order_by("id")
    slips = [(row.title or row.quote, row.receipt) for row in stories]
    slips += [(row.what, row.receipt) for row in commitments]
    context = {"session": session, "group": session.group, "slips": slips}
    return render(request, "dialogue/receipts.html", context)
