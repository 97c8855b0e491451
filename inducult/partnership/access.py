"""The door to pages about people: sign-in first, then the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from inducult.partnership.models import Person


class Request(HttpRequest):
    """A request behind the door: somebody has signed in."""

    user: Person  # the door has seen to it


Guarded = Callable[..., HttpResponse]


def signed_in(view: Guarded) -> Guarded:
    """A view for everybody who has an account."""
    return guard(lambda request: {})(view)


def needs(right: str) -> Callable[[Guarded], Guarded]:
    """A view that asks for a right that is about no single thing."""

    def check(request: HttpRequest) -> dict[str, Any]:
        if not rules.has_perm(right, request.user):
            raise PermissionDenied(_("Your role does not reach this page."))
        return {}

    return guard(check)


def guard(find: Callable[..., dict[str, Any]], *taken: str) -> Callable[[Guarded], Guarded]:
    """Asks for the sign-in, then lets `find` turn words of the address into things, or refuse."""

    def guarded(view: Guarded) -> Guarded:
        @wraps(view)
        def at_the_door(request: HttpRequest, **words: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            found = find(request, **{word: words.pop(word) for word in taken})
            return view(request, **found, **words)

        return at_the_door

    return guarded
