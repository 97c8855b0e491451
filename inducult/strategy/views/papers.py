"""Pilots and reports as files to print or to go on writing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from inducult.common.documents.making import answer
from inducult.strategy.access import Request, open_strategy
from inducult.strategy.models import HalfYear, Pilot, Strategy
from inducult.strategy.papers.half_years import half_year_document
from inducult.strategy.papers.pilots import pilot_document
from inducult.strategy.plan_access import for_half_year, open_pilot


@require_safe
@open_pilot
def pilot(request: HttpRequest, pilot: Pilot, kind: str) -> HttpResponse:
    return answer(pilot_document(pilot, timezone.localdate()), kind, pilot.slug)


@require_safe
@open_strategy
def closed_report(request: HttpRequest, strategy: Strategy, key: str, kind: str) -> HttpResponse:
    """A closed report, for everybody who may read the strategy."""
    found = strategy.half_years.exclude(closed_at=None).filter(key=key).first()
    if found is None:
        raise Http404(_("There is no such report."))
    return answer(half_year_document(found, timezone.localdate()), kind)


@require_safe
@for_half_year("strategy.see")
def report(request: Request, strategy: Strategy, thing: HalfYear, kind: str) -> HttpResponse:
    """A report as it stands, for the people of the strategy."""
    return answer(half_year_document(thing, timezone.localdate()), kind)
