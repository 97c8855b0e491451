"""Where the place is: point, address, regions."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inducult.places.footprints import NoOutline, outline_in
from inducult.places.queries import surroundings
from inducult.places.records import ADDRESS_FIELDS, Record
from inducult.places.sections.section import FlatSection
from inducult.places.vocabulary import FoundBy, Precision

# Points that people bring must be free to pass on; share-alike ones have a layer of their own.
LICENCES = ("CC0-1.0", "CC-BY-4.0", "PDDL-1.0", "ODC-By-1.0")
POINT = ("lon", "lat", "precision", "source", "licence")


class PositionForm(forms.Form):
    lat = forms.FloatField(
        label=_("Latitude in degrees"),
        min_value=-90,
        max_value=90,
        required=False,
        localize=False,
        widget=forms.NumberInput(attrs={"step": "any"}),
        error_messages={"invalid": _("A number such as 50.7189.")},
    )
    lon = forms.FloatField(
        label=_("Longitude in degrees"),
        min_value=-180,
        max_value=180,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any"}),
        error_messages={"invalid": _("A number such as 12.4964.")},
    )
    precision = forms.ChoiceField(label=_("How exact"), choices=Precision, required=False)
    source = forms.CharField(
        label=_("Where the position comes from"),
        max_length=500,
        required=False,
        help_text=_("For example “own knowledge” or the address of a page."),
    )
    licence = forms.ChoiceField(
        label=_("Licence"), choices=[(code, code) for code in LICENCES], required=False
    )
    street = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=12, required=False)
    municipality = forms.CharField(label=_("Town or municipality"), max_length=120, required=False)
    footprint = forms.CharField(
        label=_("Outline as GeoJSON"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("A Polygon or MultiPolygon, longitude first. The map above draws it."),
    )
    country = forms.RegexField(
        label=_("Country (two letters)"),
        regex=r"^[A-Za-z]{2}$",
        error_messages={
            "invalid": _("Two letters, for example CZ."),
            "required": _("Two letters, for example CZ."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        licence: Any = self.fields["licence"]
        known = self.initial.get("licence")
        if known and known not in LICENCES:
            licence.choices = [*licence.choices, (known, known)]

    def clean_footprint(self) -> dict[str, Any] | None:
        """The outline as a value."""
        try:
            return outline_in(str(self.cleaned_data["footprint"]))
        except NoOutline as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (told.get("lat") is None) != (told.get("lon") is None) and not self.errors:
            missing = "lat" if told.get("lat") is None else "lon"
            self.add_error(
                missing, _("A position needs both numbers; leave both empty if unknown.")
            )
        return told


class PositionSection(FlatSection):
    name = "position"
    label = _("Position and address")
    fields = ("position", "address", "regions", "footprint")
    form_class = PositionForm
    template = "register/sections/position.html"

    def read(self, record: Record) -> dict[str, Any]:
        outline = record["footprint"]
        footprint = json.dumps(outline, ensure_ascii=False) if outline else ""
        point = record["position"] or {"licence": "CC0-1.0"}
        return {**record["address"], **point, "footprint": footprint}

    def write(self, told: dict[str, Any]) -> Record:
        address = {name: told[name] for name in ADDRESS_FIELDS}
        point = {name: told[name] for name in POINT} if told["lat"] is not None else None
        written: Record = {"address": {**address, "country": told["country"].upper()}}
        written["position"] = point
        written["footprint"] = told["footprint"]
        if moved(self.before["position"], point):
            written["regions"] = regions_after_move(self.before, point)
        return written


def moved(before: Record | None, after: Record | None) -> bool:
    """Whether the point is another."""
    where = [(point["lon"], point["lat"]) if point else None for point in (before, after)]
    return where[0] != where[1]


def regions_after_move(record: Record, point: Record | None) -> list[Record]:
    """Those that a person named stay; those that a boundary found are looked up anew."""
    named = [entry for entry in record["regions"] if entry["found_by"] != FoundBy.BOUNDARY]
    codes = {entry["code"] for entry in named}
    holding = surroundings().regions_at(point["lon"], point["lat"]) if point else []
    found = [{"code": code, "found_by": FoundBy.BOUNDARY.value} for code in holding]
    return [*named, *(entry for entry in found if entry["code"] not in codes)]
