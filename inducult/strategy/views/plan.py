"""An action plan as table, time chart and board; for everybody, and in the workbench."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inducult.partnership.models import Area
from inducult.strategy.access import Request, for_strategy
from inducult.strategy.models import Strategy
from inducult.strategy.models.action import Status
from inducult.strategy.plan_access import open_plan
from inducult.strategy.plan_pages import SORTS, Shown, chart_for, shown
from inducult.strategy.plan_words import AS, STANDING_WORDS, heads
from inducult.strategy.planned import plan_of
from inducult.strategy.rights import may
from inducult.strategy.showing import name_of_region

VIEWS: Final = ("table", "chart", "board")


@require_safe
@open_plan
def plan(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """What everybody may read of it."""
    context = _context(request, strategy, "strategy:action")
    return render(request, "strategy/plan.html", context)


@require_safe
@for_strategy("strategy.see")
def workbench(request: Request, strategy: Strategy) -> HttpResponse:
    """The same with what can be done to it."""
    context = _context(request, strategy, "planning:action")
    context["may_write"] = may(request.user, "strategy.write", strategy)
    return render(request, "planning/plan.html", context)


@require_safe
@for_strategy("strategy.see")
def outline(request: Request, strategy: Strategy) -> HttpResponse:
    """Fields, objectives, measures and actions under each other, to write and to order."""
    context = {
        "strategy": strategy,
        "plan": plan_of(strategy, timezone.localdate()),
        "may_write": may(request.user, "strategy.write", strategy),
    }
    return render(request, "planning/outline.html", context)


def _context(request: HttpRequest, strategy: Strategy, page_name: str) -> dict[str, Any]:
    today = timezone.localdate()
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "table"
    found = shown(strategy, request.GET, today, page_name=page_name)
    chart = chart_for(found, strategy, today) if view == "chart" else None
    return {
        "strategy": strategy,
        "region": name_of_region(strategy.region),
        "found": found,
        "view": view,
        "views": [(name, AS[name], _query(found, view=name)) for name in VIEWS],
        "chart": chart,
        "bars": list(zip(chart.bars, found.rows, strict=False)) if chart else [],
        "heads": [(name, words, _query(found, view=view, sort=name)) for name, words in heads()],
        "sorts": SORTS,
        "statuses": [*Status.choices, *STANDING_WORDS.items()],
        "areas": Area.choices,
        "pages": [
            (n, _query(found, view=view, page=str(n))) for n in found.page.paginator.page_range
        ],
        "today": today,
        "may_write": False,
        "is_workbench": page_name.startswith("planning:"),
    }


def _query(found: Shown, **more: str) -> str:
    """The words of the address for the same question with something else in it."""
    asked = found.asked
    told = {"status": asked.status, "area": asked.area, "lead": asked.lead}
    told |= {"sort": asked.sort if asked.sort in SORTS else "", **more}
    return urlencode({name: value for name, value in told.items() if value})
