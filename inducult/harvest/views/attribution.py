"""Whom to name when a result is used."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inducult.catalogue.queries import at, current, is_ready, numbers, parse
from inducult.explore.queries import chips_in_words
from inducult.harvest.naming import MOST, as_json, as_text, names_for


@require_safe
def attribution(request: HttpRequest) -> HttpResponse:
    """The list as a page, or with `as=json` for programs; any filter of the map holds."""
    asked, _problems = parse(request.GET)
    is_old = asked.edition in numbers() and is_ready(asked.edition) if asked.edition else False
    edition = at(asked.edition) if is_old and asked.edition else current()
    if edition is None:
        return render(request, "harvest/attribution.html", {"edition": None})
    selection = edition.select(asked, moment=edition.changed_at)
    names = names_for(selection)
    if request.GET.get("as") == "json":
        return HttpResponse(as_json(names), content_type="application/json")
    context = {
        "edition": edition,
        "names": names,
        "text": as_text(names),
        "count": len(selection),
        "most": MOST,
        "is_cut": len(selection) > MOST,
        "chips": chips_in_words(asked, get_language() or "en"),
        "query": asked.to_query(page=1),
    }
    return render(request, "harvest/attribution.html", context)
