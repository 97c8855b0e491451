"""Indicators: where from, where to, how far; values are reported on the page of each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from inducult.partnership.queries import actor_of, names_of_actors
from inducult.strategy.access import Request, for_strategy
from inducult.strategy.actions.measuring import report, take_back
from inducult.strategy.models import Indicator, Strategy
from inducult.strategy.plan_access import for_indicator, open_plan
from inducult.strategy.plan_forms import ValueForm
from inducult.strategy.planned import Figure, figures_of, measured, plan_of
from inducult.strategy.rights import may
from inducult.strategy.surroundings import history_of
from inducult.strategy.trend import trend_of, trends_of


@require_safe
@open_plan
def indicators(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """All of a strategy, each with its trend."""
    return render(request, "strategy/indicators.html", _context(strategy))


@require_safe
@for_strategy("strategy.see")
def workbench(request: Request, strategy: Strategy) -> HttpResponse:
    """The same, with the way to report."""
    context = _context(strategy)
    context["may_write"] = may(request.user, "strategy.write", strategy)
    return render(request, "planning/indicators.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_indicator("strategy.see", "strategy.write")
def indicator(request: Request, strategy: Strategy, thing: Indicator) -> HttpResponse:
    """One indicator: its values, and another value."""
    by = actor_of(request.user)
    if wrong := request.POST.get("take_back"):
        value = thing.values.filter(pk=wrong if wrong.isdecimal() else 0).first()
        if value is not None:
            take_back(value, by=by)
        return redirect("planning:indicator", slug=strategy.slug, key=thing.key)
    form = ValueForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        report(thing, told["on"], told["value"], source=told["source"], by=by)
        messages.success(request, _("The value is kept."))
        return redirect("planning:indicator", slug=strategy.slug, key=thing.key)
    values = list(thing.values.order_by("-on", "-id"))
    names = names_of_actors(value.reported_by for value in values)
    context = {
        "strategy": strategy,
        "indicator": thing,
        "trend": trend_of(Figure(thing, measured(thing))),
        "values": [(value, names[value.reported_by]) for value in values],
        "form": form,
        "history": history_of("indicator", thing.key),
        "may_write": may(request.user, "strategy.write", strategy),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "planning/indicator.html", context, status=status)


def _context(strategy: Strategy) -> dict[str, Any]:
    return {
        "strategy": strategy,
        "trends": trends_of(figures_of(strategy.indicators.all())),
        "codes": plan_of(strategy, timezone.localdate()).codes,
    }
