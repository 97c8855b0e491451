"""A region asks to join the strategy of Central Europe; stewards look at it and decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, for_strategy, open_strategy
from inducult.strategy.actions import (
    Subject,
    accept_joining,
    ask_to_join,
    cite,
    refuse_joining,
)
from inducult.strategy.actions import planning as plan_deeds
from inducult.strategy.desk import desk
from inducult.strategy.joining_forms import AcceptForm, JoinForm, SharedForm
from inducult.strategy.models import Joining, Measure, Strategy
from inducult.strategy.regional import members_of, proposed
from inducult.strategy.rights import may

MOST_WAITING = 200  # wishes that wait before the form says so and takes no more


@require_http_methods(["GET", "HEAD", "POST"])
@open_strategy
def joining(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """The invitation with its form; sent, it is looked at before anything is shown."""
    if strategy.region_id:
        raise Http404(_("There is no such page."))
    sent = request.POST if request.method == "POST" else None
    form: Any = JoinForm(sent, subject=f"joining {strategy.key}")
    status = 200
    if sent is not None:
        waiting = Joining.objects.filter(strategy=strategy, state=Joining.State.ASKED).count()
        if form.is_valid() and waiting < MOST_WAITING:
            ask_to_join(strategy, form.said(get_language() or "en"))
            return render(request, "strategy/joined.html", {"strategy": strategy})
        form, status = form.sent_again(), 422
    invitation = strategy.sections.filter(kind="invitation").first()
    context = {"strategy": strategy, "form": form, "invitation": invitation}
    response = render(request, "strategy/joining.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", "strategy.admit")
def members(request: Request, strategy: Strategy) -> HttpResponse:
    """Members, and for stewards what waits; sent, one wish is decided."""
    may_admit = may(request.user, "strategy.admit", strategy)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and _decided(request, strategy, form):
        return redirect("planning:members", slug=strategy.slug)
    rows = Joining.objects.filter(strategy=strategy, state=Joining.State.ASKED) if may_admit else ()
    forms = [(wish, AcceptForm(auto_id=f"id_{wish.key}_%s")) for wish in rows]
    context = {
        **desk(request.user, strategy, "invitation"),
        "members": members_of(strategy),
        "waiting": forms,
        "form": form,
        "may_admit": may_admit,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/members.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_strategy("strategy.see", "strategy.write")
def shared(request: Request, strategy: Strategy) -> HttpResponse:
    """Measures of regions that could be one; picked, they become a measure with credit."""
    form = SharedForm(request.POST or None, strategy=strategy)
    if request.method == "POST" and form.is_valid():
        by, told = actor_of(request.user), form.cleaned_data
        made = Measure(objective=told["objective"], title=told["title"])
        made = plan_deeds.add(made, by=by)
        for key in told["measures"]:
            cite(Subject("measure", made.key, strategy), "measure", key, by=by)
        messages.success(request, _("Joined into one measure; it names the regions that it is of."))
        return redirect("planning:shared", slug=strategy.slug)
    found = proposed(strategy) if not strategy.region_id else []
    context = {
        **desk(request.user, strategy, "regions"),
        "form": form,
        "proposals": [
            (measures, SharedForm(strategy=strategy, auto_id=f"id_{number}_%s"))
            for number, (_shared, measures) in enumerate(found)
        ],
        "has_objectives": form.has_objectives,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/shared.html", context, status=status)


def _decided(request: Request, strategy: Strategy, form: AcceptForm) -> bool:
    """Whether the wish that was named is decided now."""
    rows = Joining.objects.filter(strategy=strategy, state=Joining.State.ASKED)
    wish = rows.filter(key=request.POST.get("joining", "")).first()
    if wish is None:
        messages.warning(request, _("This wish has been decided already."))
        return True
    if request.POST.get("do") == "refuse":
        refuse_joining(wish, by=actor_of(request.user))
        return True
    if not form.is_valid():
        return False
    on = form.cleaned_data["on"] or timezone.localdate()
    accept_joining(wish, on, form.cleaned_data["region"] or None, by=actor_of(request.user))
    messages.success(request, _("Welcome! The region is a member now."))
    return True
