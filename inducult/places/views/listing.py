"""The list of the register: filtered, sorted, page by page, with a tick at each place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inducult.places.access import Request, needs
from inducult.places.completeness import Completeness, completeness_of, is_getting_old
from inducult.places.listing import ListFilter, listed
from inducult.places.models import Place
from inducult.places.records import Record, records_of
from inducult.places.rights import may

PAGE = 50


@dataclass(frozen=True)
class Row:
    """A place on the list."""

    place: Place
    record: Record
    lack: Completeness
    old: bool


@require_safe
@needs("places.enter")
def places(request: Request) -> HttpResponse:
    """What of the register this person may see, as she asks for it."""
    form = ListFilter(request.GET)
    asked = form.asked()
    pages = Paginator(listed(request.user, asked), PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": asked,
        "rows": rows_of(list(page)),
        "page": page,
        "pages": list(pages.get_elided_page_range(page.number)),
        "query": query_of(asked),
        "may_keep": may(request.user, "places.keep_any"),
    }
    return render(request, "register/places.html", context)


def rows_of(places: list[Place]) -> list[Row]:
    """The places with their records, in the order given, read in one go."""
    known = Place.objects.filter(pk__in=[place.pk for place in places])
    records = {record["id"]: record for record in records_of(known)}
    today = timezone.localdate()
    found = ((place, records[place.identifier]) for place in places)
    return [Row(p, r, completeness_of(r), is_getting_old(r, today)) for p, r in found]


def query_of(asked: dict[str, Any]) -> str:
    """The same question as an address says it."""
    query = QueryDict(mutable=True)
    query.update({name: "on" if value is True else value for name, value in asked.items()})
    return query.urlencode()
