"""The builder: the outline of a strategy and the state of each part."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inducult.strategy.access import Request, for_strategy
from inducult.strategy.models import Strategy
from inducult.strategy.outline import chapters_of
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region


@require_safe
@for_strategy("strategy.see")
def building(request: Request, strategy: Strategy) -> HttpResponse:
    """Where one begins: the outline."""
    context = {
        "strategy": strategy,
        "region": name_of_region(strategy.region),
        "chapters": chapters_of(strategy),
        "may_write": may(request.user, "strategy.write", strategy),
    }
    return render(request, "planning/strategy.html", context)
