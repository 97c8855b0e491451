"""Pilots as everybody may read them: a list with filters, a page for each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.partnership.models import Area, Region
from inducult.strategy.models import Pilot
from inducult.strategy.models.action import Status
from inducult.strategy.pilot_pages import PilotAsked, appreciations_of, takeovers_of
from inducult.strategy.plan_access import open_pilot
from inducult.strategy.plan_words import told_of_pilot
from inducult.strategy.planned import figures_of
from inducult.strategy.rights import may
from inducult.strategy.showing import areas_of, name_of_region
from inducult.strategy.surroundings import places_of, points_of, voices_of
from inducult.strategy.trend import trends_of


@require_safe
def pilots(request: HttpRequest) -> HttpResponse:
    """The public ones that were asked for, and how many they are."""
    asked = PilotAsked.of(request.GET)
    rows = asked.rows(Pilot.objects.filter(is_public=True))
    language = get_language() or "en"
    regions = Region.objects.filter(pilots__is_public=True).distinct().order_by("code")
    context = {
        "asked": asked,
        "lines": [(pilot, name_of_region(pilot.region), areas_of(pilot.areas)) for pilot in rows],
        "regions": [(r.code, r.name_in(language).text) for r in regions.prefetch_related("texts")],
        "areas": Area.choices,
        "types": Pilot.Type.choices,
        "statuses": Status.choices,
    }
    return render(request, "strategy/pilots.html", context)


@require_safe
@open_pilot
def pilot(request: HttpRequest, pilot: Pilot) -> HttpResponse:
    """What a pilot tried, what came of it, who took it up."""
    places = places_of(pilot)
    context = {
        "pilot": pilot,
        "region": name_of_region(pilot.region),
        "areas": areas_of(pilot.areas),
        "told": told_of_pilot(pilot),
        "places": places,
        "points": points_of(places),
        "voices": voices_of("pilot", pilot.key, request.user),
        "trends": trends_of(figures_of(pilot.indicators.all())),
        "links": list(pilot.links.all()),
        "pictures": list(pilot.pictures.all()),
        "appreciations": appreciations_of(pilot),
        "takeovers": takeovers_of("pilot", pilot.key, request.user),
        "strategy": _strategy(request, pilot),
        "may_write": may(request.user, "pilot.write", pilot),
        "may_appreciate": may(request.user, "pilot.appreciate", pilot),
    }
    return render(request, "strategy/pilot.html", context)


def _strategy(request: HttpRequest, pilot: Pilot) -> object:
    """The strategy that it belongs to, if the reader may read that."""
    strategy = pilot.action.strategy if pilot.action else None
    return strategy if strategy and may(request.user, "plan.read", strategy) else None
