"""A new place: the few things without which it cannot be found again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from inducult.common.languages import OF_COUNTRY
from inducult.common.models import Language, Origin
from inducult.partnership.models import Region
from inducult.places.access import Request, needs
from inducult.places.actions import add_place
from inducult.places.naming import free_slug
from inducult.places.vocabulary import FoundBy, NameKind


class NewPlaceForm(forms.Form):
    """Name, language of the name, region or country."""

    name = forms.CharField(
        label=pgettext_lazy("of a place", "Name"),
        max_length=200,
        error_messages={"required": _("Write the name of the place.")},
    )
    language = forms.ChoiceField(label=_("Language of the name"), choices=Language.choices)
    municipality = forms.CharField(label=_("Town or municipality"), max_length=120, required=False)
    region = forms.ModelChoiceField(
        label=_("Region"),
        queryset=Region.objects.prefetch_related("texts"),
        required=False,
        empty_label=_("none of these"),
    )
    country = forms.RegexField(
        label=_("Country (two letters)"),
        regex=r"^[A-Za-z]{2}$",
        required=False,
        error_messages={"invalid": _("Two letters, for example CZ.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        region: Any = self.fields["region"]
        region.label_from_instance = lambda each: each.name_in(language).text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("region") and not told.get("country"):
            self.add_error("country", _("Name a region or a country."))
        return told


@require_http_methods(["GET", "HEAD", "POST"])
@needs("places.add")
def add(request: Request) -> HttpResponse:
    """The form; then the editor with a draft."""
    form = NewPlaceForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            correction = add_place(record_from(form.cleaned_data), author=request.user)
        return redirect("register:place", identifier=correction.place.identifier)
    status = 422 if form.is_bound else 200
    return render(request, "register/add.html", {"form": form}, status=status)


def record_from(told: dict[str, Any]) -> dict[str, Any]:
    """What the record of a new place begins with."""
    region = told["region"]
    country = region.country if region else told["country"].upper()
    kind = NameKind.OFFICIAL if told["language"] in OF_COUNTRY.get(country, ()) else NameKind.EXONYM
    name = {"language": told["language"], "kind": kind.value, "text": told["name"]}
    address = {"street": "", "postal_code": "", "municipality": told["municipality"]}
    found = [{"code": region.code, "found_by": FoundBy.PERSON.value}] if region else []
    return {
        "slug": free_slug(told["name"], told["municipality"]),
        "names": [{**name, "origin": Origin.PERSON.value}],
        "address": {**address, "country": country},
        "regions": found,
    }
