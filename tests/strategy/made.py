"""Strategies for tests, begun as people begin them."""

from __future__ import annotations

from typing import Any

from inducult.common.history import Actor
from inducult.strategy.actions import Begun, begin
from inducult.strategy.models import Strategy
from tests.cast import ABROAD, HOME

BY = Actor("command:test")


def strategy(region: str | None = HOME, title: str = "Together we make", **said: Any) -> Strategy:
    """A draft of a region; without one, of Central Europe."""
    told = {"language": "en", "begins": 2026, "ends": 2036, "areas": ("T2", "T3"), **said}
    return begin(Begun(title=title, region=region, **told), by=BY)


def strategies_for_permissions() -> dict[str, str]:
    """The words of addresses that the permission matrix asks."""
    shown = strategy(title="Shown to all")
    Strategy.objects.filter(pk=shown.pk).update(is_public=True)
    return {
        "home strategy": strategy().slug,
        "foreign strategy": strategy(ABROAD, "Iron lives").slug,
        "strategy of Europe": strategy(None, "New industrial culture").slug,
        "{open strategy}": shown.slug,
    }
