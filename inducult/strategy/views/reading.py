"""A strategy as everybody may read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inducult.strategy.access import open_strategy
from inducult.strategy.models import Strategy
from inducult.strategy.showing import name_of_region


@require_safe
@open_strategy
def strategy(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """The adopted version, or the text as it stands now where its people show it."""
    context = {"strategy": strategy, "region": name_of_region(strategy.region)}
    return render(request, "strategy/strategy.html", context)
