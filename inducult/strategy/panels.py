"""What plans show on the page of a place: the actions and pilots that touch it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from inducult.common.panels import panel
from inducult.strategy.models import Action, Pilot
from inducult.strategy.queries import open_strategies, strategies_for
from inducult.strategy.showing import lines_of


@panel("region")
def strategies_of_region(request: HttpRequest, region: Any) -> str:
    """On the public page of a region: what it wants to reach, as everybody may read it."""
    lines = lines_of(open_strategies().filter(region=region.pk))
    if not lines:
        return ""
    return render_to_string("strategy/_of_region.html", {"lines": lines}, request)


@panel("place")
def touching(request: HttpRequest, record: Mapping[str, Any]) -> str:
    """On the public page: of plans and pilots that everybody may read."""
    actions = _actions(record).filter(strategy__is_public=True)
    pilots = _pilots(record).filter(is_public=True)
    return _shown(request, actions, pilots, "strategy:action")


@panel("register place")
def touching_in_the_register(request: HttpRequest, record: Mapping[str, Any]) -> str:
    """In the register: of plans that the person may see."""
    person: Any = request.user
    actions = _actions(record).filter(strategy__in=strategies_for(person))
    pilots = _pilots(record) if person.held else _pilots(record).filter(is_public=True)
    return _shown(request, actions, pilots, "planning:action")


def _actions(record: Mapping[str, Any]) -> Any:
    rows = Action.objects.filter(places__identifier=record["id"]).select_related("strategy")
    return rows.order_by("strategy__title", "order", "id")


def _pilots(record: Mapping[str, Any]) -> Any:
    return Pilot.objects.filter(places__identifier=record["id"]).order_by("title", "id")


def _shown(request: HttpRequest, actions: Any, pilots: Any, name: str) -> str:
    found = [(action, reverse(name, args=[action.strategy.slug, action.key])) for action in actions]
    context = {"actions": found, "pilots": list(pilots)}
    if not any(context.values()):
        return ""
    return render_to_string("strategy/_touching.html", context, request)
