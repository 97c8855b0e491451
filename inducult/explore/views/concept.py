"""The concept page: what living industrial culture means here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import Edition, Filter, current
from inducult.explore import example
from inducult.explore.overview import TIMES, shares
from inducult.partnership.models import Area
from inducult.places.vocabulary import VisitState


@require_safe
def concept(request: HttpRequest) -> HttpResponse:
    """The concept in words, the rule with its example, and what each part counts today."""
    counts = _counts(current(), get_language() or "en")
    today = timezone.localdate()
    return render(
        request,
        "explore/concept.html",
        {
            "times": shares(TIMES, counts["time"], "time"),
            "areas": shares(Area.values, counts["area"], "area"),
            "visits": shares(VisitState.values, counts["visit"], "visit"),
            "answers": example.answers(today),
            "example_times": example.times(today),
            "example_times_with_school": example.times(today, "school_programme"),
        },
    )


def _counts(edition: Edition | None, language: str) -> dict[str, dict[str, int]]:
    """How many places have each value of the facets that the page names."""
    if edition is None:
        return {"time": {}, "area": {}, "visit": {}}
    found = edition.search(Filter(), language=language, moment=timezone.now(), page_size=1)
    return {name: {each.value: each.count for each in f} for name, f in found.facets.items()}
