"""The one door to each guarded thing: who may not see it is told that it is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from inducult.harvest.models import Run, SampleCheck, Suggestion, Upload
from inducult.partnership.access import Guarded, Request, guard, needs

__all__ = ["Request", "for_check", "for_run", "for_suggestion", "for_upload", "needs"]


def for_suggestion(right: str, right_to_send: str) -> Callable[[Guarded], Guarded]:
    """A view that gets the suggestion of its address (`key`), if the person has the right."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        wanted = right_to_send if request.method == "POST" else right
        return {"suggestion": suggestion_for(request, key, wanted)}

    return guard(find, "key")


def for_run(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets the run of its address (`key`); rights on runs are about no single one."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        if not rules.has_perm(right, request.user):
            raise PermissionDenied(_("Your role does not reach this page."))
        found = Run.objects.select_related("source").filter(key=key).first()
        if found is None:
            raise Http404(_("There is no such run."))
        return {"run": found}

    return guard(find, "key")


def for_check(view: Guarded) -> Guarded:
    """A view that gets the sample (`key`) that the person checks, hers alone."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        found = SampleCheck.objects.select_related("run__source").filter(key=key).first()
        if found is None or not rules.has_perm("harvest.check", request.user, found):
            raise Http404(_("There is no such sample of yours."))
        return {"check": found}

    return guard(find, "key")(view)


def for_upload(view: Guarded) -> Guarded:
    """A view that gets the file (`key`) that the person has sent."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        found = Upload.objects.select_related("source").filter(key=key).first()
        if found is None or not rules.has_perm("harvest.see_upload", request.user, found):
            raise Http404(_("There is no such file of yours."))
        return {"upload": found}

    return guard(find, "key")(view)


def suggestion_for(request: HttpRequest, key: str, right: str) -> Suggestion:
    """The suggestion; raises Http404 for who may not see it, PermissionDenied without the right."""
    rows = Suggestion.objects.select_related("source", "run", "place", "received", "region")
    found = rows.filter(key=key).first()
    if found is None or not rules.has_perm("harvest.see_suggestion", request.user, found):
        raise Http404(_("There is no such suggestion."))
    if not rules.has_perm(right, request.user, found):
        raise PermissionDenied(_("Others decide about this suggestion."))
    return found
