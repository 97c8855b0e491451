"""The door to parts of a plan and to pilots; who may not see them is told that there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from inducult.partnership.access import Guarded, guard
from inducult.strategy.access import open_strategy, strategy_for
from inducult.strategy.models import Action, HalfYear, Indicator, Pilot, PlanSheet, Strategy
from inducult.strategy.plan_records import KINDS
from inducult.strategy.rights import may

UNDER = {
    "field": "strategy",
    "objective": "field__strategy",
    "measure": "objective__field__strategy",
}


def for_action(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    """A view that gets strategy and action (`slug`, `key`); rights of `action.` are on the action.

    `to_send` is the right to send the form of the page, where it is another than that to look.
    """

    def find(request: HttpRequest, slug: str, key: str) -> dict[str, Any]:
        strategy = strategy_for(request.user, slug, "strategy.see")
        action = action_of(strategy, key)
        wanted = to_send if to_send and request.method == "POST" else right
        thing = action if wanted.startswith("action.") else strategy
        _insist(request, wanted, thing)
        return {"strategy": strategy, "action": action}

    return guard(find, "slug", "key")


def for_part(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets strategy and part (`slug`, `kind`, `key`)."""

    def find(request: HttpRequest, slug: str, kind: str, key: str) -> dict[str, Any]:
        strategy = strategy_for(request.user, slug, right)
        return {"strategy": strategy, "part": part_of(strategy, kind, key)}

    return guard(find, "slug", "kind", "key")


def for_thing(model: type[Any], right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    """A view that gets strategy and `thing`, something that names its strategy (`slug`, `key`)."""

    def find(request: HttpRequest, slug: str, key: str) -> dict[str, Any]:
        wanted = to_send if to_send and request.method == "POST" else right
        strategy = strategy_for(request.user, slug, wanted)
        return {"strategy": strategy, "thing": _thing(model, strategy, key)}

    return guard(find, "slug", "key")


def for_indicator(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    return for_thing(Indicator, right, to_send)


def for_half_year(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    return for_thing(HalfYear, right, to_send)


def for_sheet(view: Guarded) -> Guarded:
    """A view that gets strategy and the table that the person sent."""

    def find(request: HttpRequest, slug: str, key: str) -> dict[str, Any]:
        strategy = strategy_for(request.user, slug, "strategy.see")
        rows = PlanSheet.objects.filter(strategy=strategy, person=request.user)  # type: ignore[misc]
        found = rows.filter(key=key).first()
        if found is None:
            raise Http404(_("There is no such table of yours."))
        _insist(request, "strategy.write", strategy)
        return {"strategy": strategy, "sheet": found}

    return guard(find, "slug", "key")(view)


def open_plan(view: Guarded) -> Guarded:
    """A public view that gets the strategy (`slug`) whose plan the reader may read as it stands."""

    @open_strategy
    @wraps(view)
    def at_the_door(request: HttpRequest, strategy: Strategy, **words: Any) -> HttpResponse:
        if not may(request.user, "plan.read", strategy):
            raise Http404(_("There is no such strategy."))
        return view(request, strategy=strategy, **words)

    return at_the_door


def open_action(view: Guarded) -> Guarded:
    """A public view that gets strategy and action (`slug`, `key`)."""

    @open_plan
    @wraps(view)
    def at_the_door(
        request: HttpRequest, strategy: Strategy, key: str, **words: Any
    ) -> HttpResponse:
        return view(request, strategy=strategy, action=action_of(strategy, key), **words)

    return at_the_door


def for_pilot(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    """A view of the workbench that gets the pilot of its address (`slug`)."""

    def find(request: HttpRequest, slug: str) -> dict[str, Any]:
        pilot = _pilot(request, slug)
        _insist(request, to_send if to_send and request.method == "POST" else right, pilot)
        return {"pilot": pilot}

    return guard(find, "slug")


def open_pilot(view: Guarded) -> Guarded:
    """A public view that gets the pilot of its address (`slug`), if the reader may read it."""

    @wraps(view)
    def at_the_door(request: HttpRequest, slug: str, **words: Any) -> HttpResponse:
        return view(request, pilot=_pilot(request, slug), **words)

    return at_the_door


def action_of(strategy: Strategy, key: str) -> Action:
    """The action of this strategy; raises Http404."""
    related = ("measure__objective__field", "lead_organisation", "lead_person")
    found = Action.objects.filter(strategy=strategy, key=key).select_related(*related).first()
    if found is None:
        raise Http404(_("There is no such action in this strategy."))
    found.strategy = strategy
    return found


def part_of(strategy: Strategy, kind: str, key: str) -> Any:
    """The part of this strategy; raises Http404."""
    if kind not in KINDS:
        raise Http404(_("There is no such part of a strategy."))
    own = {UNDER.get(kind, "strategy"): strategy, "key": key}
    found = KINDS[kind].objects.filter(**own).first()
    if found is None:
        raise Http404(_("There is no such part of a strategy."))
    return found


def _thing(model: type[Any], strategy: Strategy, key: str) -> Any:
    found = model.objects.filter(strategy=strategy, key=key).first()
    if found is None:
        raise Http404(_("There is no such part of a strategy."))
    found.strategy = strategy
    return found


def _pilot(request: HttpRequest, slug: str) -> Pilot:
    found = Pilot.objects.filter(slug=slug).select_related("region", "action__strategy").first()
    if found is None or not may(request.user, "pilot.see", found):
        raise Http404(_("There is no such pilot."))
    return found


def _insist(request: HttpRequest, right: str, thing: Any) -> None:
    if not may(request.user, right, thing):
        raise PermissionDenied(_("Your role does not reach this page."))
