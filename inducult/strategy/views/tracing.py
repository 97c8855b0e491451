"""From a voice to an indicator and back, on one page."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from inducult.strategy.access import Request, for_strategy
from inducult.strategy.drawing import MOST_BESIDE, drawing_of
from inducult.strategy.models import Strategy
from inducult.strategy.plan_access import open_plan
from inducult.strategy.plan_words import LAYER_WORDS
from inducult.strategy.showing import name_of_region
from inducult.strategy.trace import LAYERS, Node, Trace
from inducult.strategy.tracing import trace_of

LISTED: Final = 200  # of one kind


@require_safe
@open_plan
def trace(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """With the words that everybody may read; signed in, with those that one may read oneself."""
    return render(request, "strategy/trace.html", _context(request, strategy, is_workbench=False))


@require_safe
@for_strategy("strategy.see")
def workbench(request: Request, strategy: Strategy) -> HttpResponse:
    """The same, with ways into the workbench."""
    return render(request, "planning/trace.html", _context(request, strategy, is_workbench=True))


def _context(request: HttpRequest, strategy: Strategy, *, is_workbench: bool) -> dict[str, Any]:
    whole = trace_of(strategy, request.user)
    chosen = request.GET.get("from", "")
    chosen = chosen if chosen in whole.nodes else ""
    part = whole.around(chosen) if chosen else whole
    is_small = not chosen or len(whole.nodes) <= MOST_BESIDE
    drawn = drawing_of(whole if is_small else part, chosen)
    return {
        "strategy": strategy,
        "region": name_of_region(strategy.region),
        "chosen": whole.nodes.get(chosen),
        "chosen_address": _address(whole.nodes.get(chosen), strategy, is_workbench),
        "drawing": drawn,
        "words": LAYER_WORDS,
        "before": _listed(part, whole.up(chosen)) if chosen else [],
        "after": _listed(part, whole.down(chosen)) if chosen else [],
        "layers": [] if chosen else _listed(whole, frozenset(whole.nodes)),
        "lost": whole.lost_before(chosen) if chosen else sum(whole.lost.values()),
        "silent": whole.without_voice(),
        "count": len(whole.nodes),
    }


def _listed(trace: Trace, names: frozenset[str]) -> list[tuple[Any, list[Node], int]]:
    """Kind in words, its nodes, and how many more there are."""
    found = []
    for kind in LAYERS:
        nodes = [node for node in trace.layer(kind) if node.name in names]
        if nodes:
            found.append((LAYER_WORDS[kind], nodes[:LISTED], max(0, len(nodes) - LISTED)))
    return found


def _address(node: Node | None, strategy: Strategy, is_workbench: bool) -> str:
    """The page of the thing itself, where it has one."""
    if node is None:
        return ""
    if node.kind == "action":
        side = "planning" if is_workbench else "strategy"
        return reverse(f"{side}:action", args=[strategy.slug, node.key])
    if node.kind == "pilot":
        return reverse("strategy:pilot", args=[node.address])
    return node.address
