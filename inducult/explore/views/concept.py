"""The concept page: what living industrial culture means here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import Filter, current
from inducult.explore import example
from inducult.explore.overview import TIMES, counted, in_order
from inducult.partnership.models import Area
from inducult.places.vocabulary import VisitState


@require_safe
def concept(request: HttpRequest) -> HttpResponse:
    """The concept in words, the rule with its example, and what each part counts today."""
    edition, today = current(), timezone.localdate()
    counts = counted(edition, Filter(), get_language() or "en") if edition else {}
    return render(
        request,
        "explore/concept.html",
        {
            "times": in_order(TIMES, counts.get("time", {})),
            "areas": in_order(tuple(Area.values), counts.get("area", {})),
            "visits": in_order(tuple(VisitState.values), counts.get("visit", {})),
            "answers": example.answers(today),
            "example_times": example.times(today),
            "example_times_with_school": example.times(today, "school_programme"),
        },
    )
