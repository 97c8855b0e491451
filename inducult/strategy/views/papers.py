"""Strategies, pilots and reports as files to print or to go on writing."""

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
from inducult.strategy.papers.strategies import strategy_document
from inducult.strategy.plan_access import for_half_year, open_pilot, open_plan
from inducult.strategy.views.reading import adoptions_of, edition_of


@require_safe
@open_strategy
def strategy(request: HttpRequest, strategy: Strategy, kind: str) -> HttpResponse:
    """What its page says (`?version=` as there), as this reader may see it."""
    adoptions = adoptions_of(strategy)
    read = edition_of(request, strategy, adoptions)
    version = read.version.pk if read.version else 0
    adoption = next((each for each in adoptions if each.version_id == version), None)
    today = timezone.localdate()
    document = strategy_document(strategy, read.content, request.user, today, adoption=adoption)
    return answer(document, kind, strategy.slug)


@require_safe
@open_pilot
def pilot(request: HttpRequest, pilot: Pilot, kind: str) -> HttpResponse:
    """What its page says, as this reader may see it."""
    return answer(pilot_document(pilot, timezone.localdate(), request.user), kind, pilot.slug)


@require_safe
@open_plan
def closed_report(request: HttpRequest, strategy: Strategy, key: str, kind: str) -> HttpResponse:
    """A closed report, for everybody who may read the plan."""
    found = strategy.half_years.exclude(closed_at=None).filter(key=key).first()
    if found is None:
        raise Http404(_("There is no such report."))
    return answer(half_year_document(found, timezone.localdate()), kind)


@require_safe
@for_half_year("strategy.see")
def report(request: Request, strategy: Strategy, thing: HalfYear, kind: str) -> HttpResponse:
    """A report as it stands, for the people of the strategy."""
    return answer(half_year_document(thing, timezone.localdate()), kind)
