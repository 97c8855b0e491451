"""What is missing, out of date or unchecked, by language and region; each count leads to places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from inducult.common.languages import CODES, OWN_NAMES
from inducult.common.translations import TO_DO, Standing
from inducult.partnership.models import Region
from inducult.places.access import Request, needs
from inducult.places.models import Place, PlaceRegion
from inducult.places.queries import worked_on_by
from inducult.places.records import Record, records_of
from inducult.places.sections.sheet import Pair
from inducult.places.translating import counts_of
from inducult.places.untranslated import Tallies, Tally, standing_at, tallies, to_do_at
from inducult.places.views.translating import address_of

PAGE = 50
NO_REGION = "-"


class LanguagesFilter(forms.Form):
    """Which texts to list. Whatever is not valid counts as not asked."""

    region = forms.ChoiceField(label=_("Region"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=list(OWN_NAMES.items())
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("of a translation", "State"),
        required=False,
        choices=[("", _("all that is to be done")), *((s.value, s.label) for s in TO_DO)],
    )

    def __init__(self, sent: QueryDict, regions: dict[str, str]) -> None:
        page = get_language() or "en"
        told = {name: sent.get(name, "") for name in ("region", "language", "state")}
        told["language"] = told["language"] if told["language"] in CODES else page
        super().__init__(told)
        choices = [("", pgettext_lazy("choice of a filter", "all")), *regions.items()]
        self.fields["region"].choices = choices  # type: ignore[attr-defined]
        self.is_valid()

    def of(self, name: str) -> str:
        return str(self.cleaned_data.get(name, ""))


@dataclass(frozen=True)
class Cell:
    """What is to be done in a language, and where the places are listed at which it is."""

    code: str
    name: str
    tally: Tally
    query: str


@dataclass(frozen=True)
class Line:
    """A region with a cell for each language."""

    name: str
    cells: list[Cell]


@dataclass(frozen=True)
class Listed:
    """A place on the list, how its texts stand, and its translation page."""

    place: Place
    record: Record
    counts: list[tuple[Standing, int]]
    address: str


@require_safe
@needs("places.translate")
def languages(request: Request) -> HttpResponse:
    """The texts of the places that this person may change, by language and region."""
    places = worked_on_by(request.user)
    names = _region_names()
    form = LanguagesFilter(request.GET, names)
    asked = _asked(form, _of_region(places, form.of("region")))
    page = Paginator(asked, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "languages_told": _cells(form.of("region"), tallies(_of_region(places, form.of("region")))),
        "lines": _lines(names, tallies(places, by_region=True)),
        "page": page,
        "pages": list(page.paginator.get_elided_page_range(page.number)),
        "query": urlencode({name: form.of(name) for name in ("region", "language", "state")}),
        "rows": _rows(list(page), form.of("language")),
    }
    return render(request, "register/languages.html", context)


def _region_names() -> dict[str, str]:
    page = get_language() or "en"
    regions = Region.objects.defer("boundary").order_by("code").prefetch_related("texts")
    return {region.code: region.name_in(page).text for region in regions} | {
        NO_REGION: str(_("no region"))
    }


def _of_region(places: QuerySet[Place], code: str) -> QuerySet[Place]:
    if not code:
        return places
    own = PlaceRegion.objects.filter(place=OuterRef("pk")).order_by()
    wanted = ~Q(Exists(own)) if code == NO_REGION else Q(Exists(own.filter(region=code)))
    return places.filter(wanted)


def _asked(form: LanguagesFilter, places: QuerySet[Place]) -> QuerySet[Place]:
    language, state = form.of("language"), form.of("state")
    wanted = standing_at(Standing(state), language) if state else to_do_at(language)
    return places.filter(wanted).order_by("slug")


def _cells(region: str, told: Tallies, of: str | None = None) -> list[Cell]:
    return [
        Cell(code, name, told.get((of, code), Tally()), _query(region=region, language=code))
        for code, name in OWN_NAMES.items()
    ]


def _lines(names: dict[str, str], told: Tallies) -> list[Line]:
    """A line for each region that has texts, and one for the places of none."""
    known = {region for region, _language in told}
    return [
        Line(name, _cells(code, told, key))
        for code, name in names.items()
        if (key := None if code == NO_REGION else code) in known
    ]


def _query(**told: str) -> str:
    return urlencode({name: value for name, value in told.items() if value})


def _rows(places: list[Place], language: str) -> list[Listed]:
    known = Place.objects.filter(pk__in=[place.pk for place in places])
    records = {record["id"]: record for record in records_of(known)}
    return [_listed(place, records[place.identifier], language) for place in places]


def _listed(place: Place, record: Record, language: str) -> Listed:
    counts = counts_of(record, language)
    told = [(each, counts[each]) for each in TO_DO if counts[each]]
    return Listed(place, record, told, address_of(place, Pair("", language)))
