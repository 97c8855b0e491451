"""Who runs the place, who protects it, how to reach it, and how sure we are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.partnership.models import Area
from inducult.places.models import FormerSlug, Place
from inducult.places.records import Record
from inducult.places.sections.section import Data, FlatSection
from inducult.places.vocabulary import Ownership

YES_NO_UNKNOWN = (
    ("unknown", _("not known")),
    ("yes", pgettext_lazy("answer", "yes")),
    ("no", pgettext_lazy("answer", "no")),
)
SURE = (
    ("", _("not said")),
    ("high", _("sure")),
    ("medium", _("fairly sure")),
    ("low", _("unsure")),
)
ENDANGERED = {"unknown": None, "yes": True, "no": False}
PLAIN = ("operator", "ownership", "protection", "website", "phone", "confidence", "doubts", "slug")


class AboutForm(forms.Form):
    operator = forms.CharField(label=_("Operator"), max_length=200, required=False)
    ownership = forms.ChoiceField(label=_("Owner"), choices=Ownership)
    website = forms.URLField(
        label=_("Website"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address; it begins with https://.")},
    )
    phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    protection = forms.CharField(
        label=_("Protection as a monument"),
        max_length=200,
        required=False,
        help_text=_("As the list of monuments says, with its number."),
    )
    endangered = forms.ChoiceField(label=_("At risk"), choices=YES_NO_UNKNOWN)
    areas = forms.MultipleChoiceField(
        label=_("Thematic areas"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    confidence = forms.ChoiceField(label=_("How sure we are"), choices=SURE, required=False)
    doubts = forms.CharField(
        label=_("Doubts"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What to check before relying on it. Readers see it."),
    )
    slug = forms.SlugField(
        label=_("Address of the page"),
        max_length=100,
        help_text=_("Small letters, digits and hyphens. The old address goes on leading here."),
        error_messages={
            "required": _("The page needs an address."),
            "invalid": _("Small letters, digits and hyphens only."),
        },
    )

    def __init__(self, *args: Any, identifier: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._identifier = identifier

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        others = Place.objects.exclude(identifier=self._identifier).filter(slug=slug)
        former = FormerSlug.objects.exclude(place__identifier=self._identifier).filter(slug=slug)
        if others.exists() or former.exists():
            raise forms.ValidationError(_("Another place has or had this address."))
        return slug


class About(FlatSection):
    name = "about"
    label = _("Operator, protection, contact")
    fields = (*PLAIN, "endangered", "areas")
    form_class = AboutForm

    def __init__(self, record: Record, data: Data = None) -> None:
        super(FlatSection, self).__init__(record, data)
        self.form = AboutForm(data, initial=self.read(record), identifier=record["id"])

    def read(self, record: Record) -> dict[str, Any]:
        risk = {value: name for name, value in ENDANGERED.items()}[record["endangered"]]
        plain = {name: record[name] for name in PLAIN}
        return {**plain, "areas": record["areas"], "endangered": risk}

    def write(self, told: dict[str, Any]) -> Record:
        plain = {name: told[name] for name in PLAIN}
        return {**plain, "areas": told["areas"], "endangered": ENDANGERED[told["endangered"]]}
