"""The first page of the register: what waits for me, and where I left off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inducult.places.access import Request, needs
from inducult.places.ageing import getting_old
from inducult.places.completeness import CHECKS, Check
from inducult.places.lacking import LACKING
from inducult.places.models import Correction
from inducult.places.queries import kept_by
from inducult.places.rights import may
from inducult.places.views.reports import reports_for


@dataclass(frozen=True)
class Lack:
    """A check, and at how many of my places it does not hold."""

    check: Check
    places: int


@require_safe
@needs("places.enter")
def home(request: Request) -> HttpResponse:
    """My open changes, my places, and the queues of those who decide."""
    mine = Correction.objects.filter(author=request.user, state__in=Correction.OPEN)
    context = {
        "mine": mine.select_related("place"),
        "may_add": may(request.user, "places.add"),
        "may_keep": may(request.user, "places.keep_any"),
        "may_see_tasks": may(request.user, "partnership.see_tasks"),
        "may_oversee": may(request.user, "places.oversee"),
        "kept": _kept(request.user) if may(request.user, "places.keep_any") else None,
    }
    return render(request, "register/home.html", context)


def _kept(person: Any) -> dict[str, Any]:
    """What the places that she keeps need, counted in one query, and what waits for her word."""
    places = kept_by(person)
    counts = {f"no_{code}": Count("pk", filter=lack) for code, lack in LACKING.items()}
    old = Count("pk", filter=getting_old(timezone.localdate()))
    found = places.order_by().aggregate(all=Count("pk"), old=old, **counts)
    lacks = [Lack(check, found[f"no_{check.code}"]) for check in CHECKS]
    waiting = Correction.objects.filter(state__in=Correction.WAITING, place__in=places)
    return {
        "places": found["all"],
        "old": found["old"],
        "musts": [lack for lack in lacks if lack.places and lack.check.must],
        "advice": [lack for lack in lacks if lack.places and not lack.check.must],
        "proposals": waiting.exclude(author=person).count(),
        "reports": len(reports_for(person)),
    }
