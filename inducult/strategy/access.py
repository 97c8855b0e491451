"""The one door to strategies: views get them here or not at all.

Who may not see a thing is told that it is not there; who may see it but not do this to it is
refused; who has not signed in is led to the sign-in page (of pages behind `register/`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from inducult.partnership.access import Guarded, Request, guard, needs
from inducult.strategy.models import Strategy
from inducult.strategy.rights import may

__all__ = ["Request", "for_strategy", "needs", "open_strategy", "strategy_for"]


def for_strategy(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    """A view of the workbench that gets the strategy of its address (`slug`).

    `to_send` is the right to send the form of the page, where it is another than that to look.
    """

    def find(request: HttpRequest, slug: str) -> dict[str, Any]:
        wanted = to_send if to_send and request.method == "POST" else right
        return {"strategy": strategy_for(request.user, slug, wanted)}

    return guard(find, "slug")


def open_strategy(view: Guarded) -> Guarded:
    """A public view that gets the strategy of its address (`slug`), if the reader may read it."""

    @wraps(view)
    def at_the_door(request: HttpRequest, slug: str, **words: Any) -> HttpResponse:
        found = _found(slug)
        if found is None or not may(request.user, "strategy.read", found):
            raise Http404(_("There is no such strategy."))
        return view(request, strategy=found, **words)

    return at_the_door


def strategy_for(person: Any, slug: str, right: str) -> Strategy:
    """The strategy; raises Http404 for who may not see it, PermissionDenied without the right."""
    found = _found(slug)
    if found is None or not may(person, "strategy.see", found):
        raise Http404(_("There is no such strategy."))
    if not may(person, right, found):
        raise PermissionDenied(_("Others write this strategy."))
    return found


def _found(slug: str) -> Strategy | None:
    return Strategy.objects.select_related("region").filter(slug=slug).first()
