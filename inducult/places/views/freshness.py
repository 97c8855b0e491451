"""The report on freshness: by region, and the places that wait the longest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inducult.partnership.models import Region
from inducult.places.access import Request, needs
from inducult.places.ageing import getting_old, of_freshness
from inducult.places.freshness import DECAYS, Freshness, Verdict, verdict_on
from inducult.places.models import Place, Reminder
from inducult.places.overseeing import (
    NO_REGION,
    counts_of,
    places_overseen,
    regions_overseen,
    sees_all,
)
from inducult.places.records import Record, records_of

PAGE = 50


class ReportFilter(forms.Form):
    """Which places to list."""

    freshness = forms.ChoiceField(
        label=_("How fresh"),
        required=False,
        choices=[
            ("", _("getting old or stale")),
            *((each.value, each.label) for each in Freshness),
        ],
    )

    def __init__(self, data: QueryDict, regions: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        choices = [("", _("all of mine")), *regions]
        self.fields["region"] = forms.ChoiceField(
            label=_("Region"), required=False, choices=choices
        )


@dataclass(frozen=True)
class Row:
    """A place on the list, what is said of its freshness, and our last letter about it."""

    place: Place
    record: Record
    verdict: Verdict | None
    reminder: Reminder | None


@require_safe
@needs("places.oversee")
def freshness(request: Request) -> HttpResponse:
    """How fresh the visits of my regions are, and which places have waited the longest."""
    regions = regions_overseen(request.user).prefetch_related("texts")
    of_none = sees_all(request.user)
    form = _form(request, list(regions), of_none=of_none)
    page = Paginator(_asked(form, regions, of_none=of_none), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "counts": counts_of(regions, timezone.localdate(), of_none=of_none),
        "page": page,
        "pages": list(page.paginator.get_elided_page_range(page.number)),
        "rows": _rows(list(page)),
        "decays": DECAYS,
    }
    return render(request, "register/freshness.html", context)


def _form(request: Request, regions: list[Region], *, of_none: bool) -> ReportFilter:
    language = get_language() or "en"
    named = [(region.code, region.name_in(language).text) for region in regions]
    return ReportFilter(request.GET, [*named, *([(NO_REGION, _("no region"))] if of_none else [])])


def _asked(form: ReportFilter, regions: QuerySet[Region], *, of_none: bool) -> QuerySet[Place]:
    """The longest unchecked first."""
    asked = form.cleaned_data if form.is_valid() else {}
    code, fresh = asked.get("region", ""), asked.get("freshness", "")
    codes = [region.code for region in regions if code in ("", region.code)]
    places = places_overseen(codes, of_none=of_none and code in ("", NO_REGION))
    today = timezone.localdate()
    wanted = of_freshness(Freshness(fresh), today) if fresh else getting_old(today)
    return places.filter(wanted).order_by("visit__checked_on", "slug")


def _rows(places: list[Place]) -> list[Row]:
    keys = [place.pk for place in places]
    records = {r["id"]: r for r in records_of(Place.objects.filter(pk__in=keys))}
    sent = Reminder.objects.filter(place__in=keys, sent_at__isnull=False).order_by("sent_at")
    last = {reminder.place_id: reminder for reminder in sent}
    today = timezone.localdate()
    return [
        Row(place, record, verdict_on(record["visit"], today), last.get(place.pk))
        for place in places
        if (record := records.get(place.identifier))
    ]
