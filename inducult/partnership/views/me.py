"""A person's own page: who she is here, what is kept about her, and the way out."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from inducult.partnership.access import Request, signed_in
from inducult.partnership.actions import LastSteward, erase
from inducult.partnership.forms import AboutMeForm
from inducult.partnership.own_data import everything_about


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def me(request: Request) -> HttpResponse:
    """Name, language, roles; ways to passkeys, sessions, one's data and the end."""
    form = AboutMeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return redirect("people:me")
    rows = request.user.assignments.order_by("id")
    context = {
        "form": form,
        "assignments": rows.prefetch_related("region__texts", "organisation__names"),
    }
    return render(request, "people/me.html", context)


@never_cache
@require_safe
@signed_in
def own_data(request: Request) -> HttpResponse:
    """Everything that is kept about the person, as one file."""
    told = json.dumps(
        everything_about(request.user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1
    )
    headers = {"Content-Disposition": 'attachment; filename="inducult-my-data.json"'}
    return HttpResponse(told, content_type="application/json", headers=headers)


class ErasureForm(forms.Form):
    """One deliberate word before the end."""

    password = forms.CharField(
        label=gettext_lazy("Your password, so that nobody else does this for you"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Write your password.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase_me(request: Request) -> HttpResponse:
    """What goes and what stays; then it is done."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.user.check_password(form.cleaned_data["password"]):
            return _erased(request, form)
        form.add_error("password", _("This is not your password."))
    return render(
        request, "people/erase.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _erased(request: Request, form: ErasureForm) -> HttpResponse:
    try:
        erase(request.user)
    except LastSteward:
        form.add_error(None, _("You are the last steward of the network: name another one first."))
        return render(request, "people/erase.html", {"form": form}, status=409)
    logout(request)
    messages.success(request, _("Your account is erased."))
    return redirect("explore:start")
