"""A strategy as plain values: what a version freezes, and what pages read, now or then.

Parts add theirs under a name; what they give must hold no words of cited things::

    @frozen("plan")
    def plan_of(strategy): return {...}  # JSON
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from inducult.strategy.figures import figures_of
from inducult.strategy.models import Citation, Section, Strategy

Content = dict[str, Any]
Part = Callable[[Strategy], Any]

_parts: dict[str, Part] = {}


def frozen(name: str) -> Callable[[Part], Part]:
    """Registers a function whose value stands in every version under `name`."""

    def registered(part: Part) -> Part:
        _parts[name] = part
        return part

    return registered


def content_of(strategy: Strategy) -> Content:
    """All that the strategy says now: `strategy`, `sections`, `citations`, and each part's own."""
    return {name: part(strategy) for name, part in _parts.items()}


@frozen("strategy")
def _strategy(strategy: Strategy) -> Any:
    names = ("title", "language", "begins", "ends", "areas", "is_example")
    return {name: getattr(strategy, name) for name in names}


@frozen("sections")
def _sections(strategy: Strategy) -> Any:
    rows = Section.objects.filter(strategy=strategy).order_by("order", "id")
    names = ("key", "kind", "title", "body", "order")
    return [{**{name: getattr(row, name) for name in names}, "due": _day(row.due)} for row in rows]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


@frozen("citations")
def _citations(strategy: Strategy) -> Any:
    """Four words each: kind and key of what cites, kind and key of what it grew from."""
    rows = Citation.objects.filter(strategy=strategy).order_by("order", "id")
    names = ("subject_kind", "subject_key", "cited_kind", "cited_key")
    return [list(row) for row in rows.values_list(*names)]


@frozen("figures")
def _figures(strategy: Strategy) -> Any:
    return figures_of(strategy.region_id)
