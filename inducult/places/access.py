"""The one door to each guarded thing: views get places and corrections here or not at all.

Who may not see a thing is told that it is not there; who may see it but not do this to it is
refused; who has not signed in is led to the sign-in page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from inducult.partnership.access import Guarded, Request, guard, needs
from inducult.places.models import Correction, Place, Report
from inducult.places.rights import may

__all__ = ["Request", "for_correction", "for_place", "for_report", "needs"]


def for_place(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets the place of its address (`identifier`), if the person has the right."""

    def find(request: HttpRequest, identifier: str) -> dict[str, Any]:
        return {"place": place_for(request.user, identifier, right)}

    return guard(find, "identifier")


def for_correction(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets the correction of its address (`key`), if the person has the right."""

    def find(request: HttpRequest, key: str) -> dict[str, Any]:
        return {"correction": correction_for(request.user, key, right)}

    return guard(find, "key")


def for_report(right: str) -> Callable[[Guarded], Guarded]:
    """A view that gets the report of its address (`receipt`), if the person has the right."""

    def find(request: HttpRequest, receipt: str) -> dict[str, Any]:
        report = Report.objects.select_related("place").filter(receipt=receipt).first()
        if report is None or not may(request.user, right, report):
            raise Http404(_("There is no such report for you to answer."))
        return {"report": report}

    return guard(find, "receipt")


def place_for(person: Any, identifier: str, right: str) -> Place:
    """The place with this identifier.

    Raises Http404 if the person may not see it, PermissionDenied if she has not the right.
    """
    places = Place.objects.prefetch_related("belongings", "keepings")
    place = places.filter(identifier=identifier).first()
    if place is None or not may(person, "places.see", place):
        raise Http404(_("There is no such place in the register."))
    if not may(person, right, place):
        raise PermissionDenied(_("This place is kept by others; you may propose a change."))
    return place


def correction_for(person: Any, key: str, right: str) -> Correction:
    """The correction; raises Http404 and PermissionDenied as `place_for` does."""
    found = Correction.objects.select_related("place", "author").filter(key=key).first()
    if found is None or not may(person, "places.see_correction", found):
        raise Http404(_("There is no such change."))
    if not may(person, right, found):
        raise PermissionDenied(_("Others decide about this change."))
    return found
