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
from inducult.strategy.actions import Subject
from inducult.strategy.models import Review, Strategy
from inducult.strategy.rights import may
from inducult.strategy.subjects import name_of_subject

__all__ = [
    "Request",
    "for_review",
    "for_section",
    "for_strategy",
    "for_subject",
    "for_version",
    "needs",
    "open_strategy",
    "strategy_for",
]


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


def for_section(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    """A view of the workbench that gets strategy and section (`slug`, `key`)."""

    def find(request: HttpRequest, slug: str, key: str) -> dict[str, Any]:
        wanted = to_send if to_send and request.method == "POST" else right
        strategy = strategy_for(request.user, slug, wanted)
        section = strategy.sections.select_related("strategy").filter(key=key).first()
        if section is None:
            raise Http404(_("There is no such part."))
        return {"strategy": strategy, "section": section}

    return guard(find, "slug", "key")


def for_subject(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    """A view of the workbench that gets strategy, subject and its name (`slug`, `kind`, `key`)."""

    def find(request: HttpRequest, slug: str, kind: str, key: str) -> dict[str, Any]:
        wanted = to_send if to_send and request.method == "POST" else right
        strategy = strategy_for(request.user, slug, wanted)
        name = name_of_subject(strategy, kind, key)
        if name is None:
            raise Http404(_("There is no such part."))
        return {"strategy": strategy, "subject": Subject(kind, key, strategy), "name": name}

    return guard(find, "slug", "kind", "key")


def for_version(right: str, to_send: str = "") -> Callable[[Guarded], Guarded]:
    """A view of the workbench that gets strategy and version (`slug`, `number`)."""

    def find(request: HttpRequest, slug: str, number: int) -> dict[str, Any]:
        wanted = to_send if to_send and request.method == "POST" else right
        strategy = strategy_for(request.user, slug, wanted)
        version = strategy.versions.select_related("strategy").filter(number=number).first()
        if version is None:
            raise Http404(_("There is no such version."))
        return {"strategy": strategy, "version": version}

    return guard(find, "slug", "number")


def for_review(view: Guarded) -> Guarded:
    """A view that gets strategy and review (`slug`, `key`), for all who see the strategy."""

    def find(request: HttpRequest, slug: str, key: str) -> dict[str, Any]:
        strategy = strategy_for(request.user, slug, "strategy.see")
        rows = Review.objects.select_related("version", "by").filter(version__strategy=strategy)
        review = rows.filter(key=key).first()
        if review is None:
            raise Http404(_("There is no such review."))
        return {"strategy": strategy, "review": review}

    return guard(find, "slug", "key")(view)
