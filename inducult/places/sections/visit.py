"""Conditions of a visit: guide, booking, groups, languages; and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inducult.common.languages import OWN_NAMES
from inducult.places.records import Record
from inducult.places.sections.section import FlatSection, RowForm, RowsSection
from inducult.places.vocabulary import Booking, Guided

NUMBERS = (
    "duration_min",
    "last_entry_min",
    "booking_lead_days",
    "group_min",
    "group_max",
    "min_age",
)
PLAIN = ("guided", "booking", "booking_url", "price_note", "group_note", "languages")
MOST = 10_000


def number(label: Any, **options: Any) -> forms.IntegerField:
    """A small whole number, or nothing where it is not known."""
    words = {"invalid": _("A whole number."), "min_value": _("A whole number, not below 0.")}
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, required=False, error_messages=words, **options
    )


class VisitForm(forms.Form):
    guided = forms.ChoiceField(label=_("With or without a guide"), choices=Guided.choices)
    duration_min = number(_("Length of a visit in minutes"))
    last_entry_min = number(_("Last entry before closing, in minutes"))
    languages = forms.MultipleChoiceField(
        label=_("Languages of the visit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    booking = forms.ChoiceField(label=_("Booking"), choices=Booking.choices)
    booking_lead_days = number(_("Book ahead, in days"))
    booking_url = forms.URLField(
        label=_("Page for booking"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address; it begins with https://.")},
    )
    group_min = number(_("Smallest group"))
    group_max = number(_("Largest group"))
    group_note = forms.CharField(label=_("Note on groups"), max_length=300, required=False)
    min_age = number(_("Youngest age"))
    price_note = forms.CharField(
        label=_("Note on prices"),
        max_length=300,
        required=False,
        help_text=_("Free days, passes, what is included. Prices have a page of their own."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages: Any = self.fields["languages"]
        known = [code for code in self.initial.get("languages", ()) if code not in OWN_NAMES]
        languages.choices = [*OWN_NAMES.items(), *((code, code) for code in known)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        least, most = told.get("group_min"), told.get("group_max")
        if least is not None and most is not None and most < least:
            self.add_error("group_max", _("The largest group is smaller than the smallest."))
        return told


class Visit(FlatSection):
    name = "visit"
    label = _("Visit: guide, booking, groups")
    fields = ("visit",)
    inner = (*NUMBERS, *PLAIN)
    form_class = VisitForm

    def read(self, record: Record) -> dict[str, Any]:
        return {name: record["visit"][name] for name in (*NUMBERS, *PLAIN)}

    def write(self, told: dict[str, Any]) -> Record:
        own = {name: told[name] for name in (*NUMBERS, *PLAIN)}
        return {"visit": {**self.before["visit"], **own}}


GROUPS: Mapping[str, Any] = {
    "adult": _("adults"),
    "reduced": _("reduced price"),
    "child": _("children"),
    "family": _("families"),
    "student": _("students"),
    "pupil": _("pupils"),
    "senior": _("seniors"),
    "group": _("groups"),
}
CURRENCIES = ("EUR", "CZK", "PLN", "CHF", "HUF")


class PriceForm(RowForm):
    group = forms.CharField(
        label=_("For whom"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "price-groups"}),
        help_text=_("One of the suggestions is translated; any other word is shown as written."),
        error_messages={"required": _("Say for whom, or take this row out.")},
    )
    amount = forms.DecimalField(
        label=_("Price"),
        max_digits=8,
        decimal_places=2,
        min_value=0,
        localize=True,
        error_messages={
            "required": _("Write the price, 0 if it is free."),
            "invalid": _("A number such as 8.50."),
        },
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code in CURRENCIES], initial="EUR"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currency: Any = self.fields["currency"]
        known = self.initial.get("currency")
        if known and known not in CURRENCIES:
            currency.choices = [*currency.choices, (known, known)]

    def clean_group(self) -> str:
        """A suggestion in the language of the page is kept as its code."""
        told = str(self.cleaned_data["group"]).strip()
        return {str(label): code for code, label in GROUPS.items()}.get(told, told)


class Prices(RowsSection):
    name = "prices"
    label = _("Prices")
    fields = ("visit",)
    inner = ("prices",)
    form_class = PriceForm
    row_label = _("Price")
    add_label = _("Add a price")
    template = "register/sections/prices.html"
    suggestions = tuple(GROUPS.values())

    def listed(self, record: Record) -> list[Any]:
        prices: list[Any] = record["visit"]["prices"]
        return prices

    def record(self) -> Record:
        return {**self.before, "visit": {**self.before["visit"], "prices": self.entries()}}

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {**entry, "group": GROUPS.get(entry["group"], entry["group"])}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        written = {"group": told["group"], "amount": f"{told['amount']:.2f}"}
        written["currency"] = told["currency"]
        if before and _same_price(before, written):
            return before
        return written


def _same_price(before: Mapping[str, Any], written: Mapping[str, Any]) -> bool:
    """8, "8.0" and "8.00" are one price; what nobody touched stays as it was written."""
    rest = ("group", "currency")
    return all(before[name] == written[name] for name in rest) and float(before["amount"]) == float(
        written["amount"]
    )
