"""The strategies that a person works on, and the beginning of a new one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from inducult.partnership.queries import actor_of
from inducult.strategy.access import Request, needs
from inducult.strategy.actions import begin as begin_strategy
from inducult.strategy.forms import BeginForm
from inducult.strategy.queries import strategies_for
from inducult.strategy.rights import may
from inducult.strategy.showing import lines_of


@require_safe
@needs("strategy.enter")
def strategies(request: Request) -> HttpResponse:
    """All whose drafts she may see."""
    lines = lines_of(strategies_for(request.user))
    context = {"lines": lines, "may_begin": may(request.user, "strategy.begin")}
    return render(request, "planning/strategies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("strategy.begin")
def begin(request: Request) -> HttpResponse:
    """Whose strategy, in which language, for which years."""
    form = BeginForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        strategy = begin_strategy(form.said(), by=actor_of(request.user))
        return redirect("planning:strategy", slug=strategy.slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/begin.html", {"form": form}, status=status)
