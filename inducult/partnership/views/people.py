"""The people of a coordinator's regions, and of the network for its stewards."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inducult.partnership.access import Request, needs
from inducult.partnership.actions import VALID_FOR, LastSteward, take_back
from inducult.partnership.models import Assignment, Invitation, Person, Role
from inducult.partnership.queries import actor_of
from inducult.partnership.roles import is_steward, may_assign, regions_of


@require_safe
@needs("partnership.see_people")
def people(request: Request) -> HttpResponse:
    """Who has which role, and who has been invited."""
    mine = _within_reach(request.user)
    assignments = Assignment.objects.filter(mine).select_related("person")
    invitations = Invitation.objects.filter(mine, accepted_at=None, withdrawn_at=None)
    context = {
        "assignments": assignments.prefetch_related("region__texts", "organisation__names"),
        "invitations": invitations.prefetch_related("region__texts", "organisation__names"),
        "days": VALID_FOR.days,
    }
    return render(request, "people/people.html", context)


@require_POST
@needs("partnership.see_people")
def take_back_role(request: Request, number: int) -> HttpResponse:
    """Somebody has a role no more."""
    assignment = get_object_or_404(Assignment.objects.select_related("person"), pk=number)
    if not (is_steward(request.user) or may_assign(request.user, assignment)):
        raise PermissionDenied(_("Your role does not reach this page."))
    try:
        take_back(assignment, by=actor_of(request.user))
        messages.success(request, _("The role is taken back."))
    except LastSteward:
        messages.error(request, _("This is the last steward: name another one first."))
    return redirect("people:people")


def _within_reach(person: Person) -> Q:
    """Everything for a steward; a coordinator's regions and the organisations in them."""
    if is_steward(person):
        return Q()
    regions = regions_of(person, Role.COORDINATOR)
    return Q(region__in=regions) | Q(organisation__region__in=regions)
