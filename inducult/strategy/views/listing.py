"""All strategies that everybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inducult.strategy.queries import open_strategies
from inducult.strategy.showing import lines_of


@require_safe
def strategies(request: HttpRequest) -> HttpResponse:
    """That of Central Europe first, then the regions."""
    lines = lines_of(open_strategies())
    return render(request, "strategy/strategies.html", {"lines": lines})
