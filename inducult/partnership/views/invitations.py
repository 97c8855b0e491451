"""Inviting somebody, and accepting an invitation."""

from __future__ import annotations

import rules
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from inducult.partnership.access import Request, needs
from inducult.partnership.actions import (
    NewMember,
    accept_invitation,
    invite,
    join,
    open_invitation,
    withdraw_invitation,
)
from inducult.partnership.forms import InvitationForm, JoiningForm
from inducult.partnership.letters import send_invitation
from inducult.partnership.models import Invitation, Person
from inducult.partnership.queries import actor_of, name_of_actor

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@needs("partnership.see_people")
def new(request: Request) -> HttpResponse:
    """The form; the letter goes out when it is right."""
    form = InvitationForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        wanted = form.save(commit=False)
        if rules.has_perm("partnership.invite", request.user, wanted):
            return _invited(request, wanted)
        form.add_error("role", _("You can invite to your own region and its organisations."))
    status = 422 if form.is_bound else 200
    return render(request, "people/invite.html", {"form": form}, status=status)


def _invited(request: Request, wanted: Invitation) -> HttpResponse:
    invitation = invite(wanted, by=actor_of(request.user))
    send_invitation(request, invitation, inviter=str(request.user))
    words = _("The invitation is on its way to %(email)s.") % {"email": invitation.email}
    messages.success(request, words)
    return redirect("people:people")


@require_POST
@needs("partnership.see_people")
def withdraw(request: Request, key: str) -> HttpResponse:
    """The link of an invitation leads nowhere from now on."""
    invitation = open_invitation(key)
    if invitation is None:
        raise Http404(_("This invitation is not open any more."))
    if not rules.has_perm("partnership.invite", request.user, invitation):
        raise PermissionDenied(_("Your role does not reach this page."))
    withdraw_invitation(invitation, by=actor_of(request.user))
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("people:people")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """What somebody is invited to; she accepts with her account or makes one here.

    Whoever has the link has the letter: it proves the e-mail address.
    """
    found = open_invitation(key)
    if found is None:
        return render(request, "people/invitation_over.html", status=410)
    if isinstance(request.user, Person):
        return _for_a_member(request, found, request.user)
    if Person.objects.filter(email=found.email).exists():
        return _page(request, found, has_account=True)
    form = JoiningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        person = join(found, NewMember(told["name"], told["password"]))
        login(request, person, backend=BACKEND)
        return redirect("register:home")
    return _page(request, found, form=form, status=422 if form.is_bound else 200)


def _for_a_member(request: HttpRequest, found: Invitation, person: Person) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found)
    accept_invitation(found, person)
    messages.success(request, _("Welcome. Your new role holds from now on."))
    return redirect("register:home")


def _page(
    request: HttpRequest,
    found: Invitation,
    *,
    form: JoiningForm | None = None,
    has_account: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "invitation": found,
        "inviter": name_of_actor(found.invited_by),
        "form": form,
        "has_account": has_account,
    }
    return render(request, "people/invitation.html", context, status=status)
