"""The form of a wish for many places: what is left empty stays as it is."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.partnership.models import Area, Region
from inducult.places.bulk import EMPTY, Wish
from inducult.places.terms import load_terms
from inducult.places.vocabulary import Ownership, VisitState
from inducult.places.wording import label_of

LEAVE: Final = ("", pgettext_lazy("field of many places", "leave as it is"))
NAMES: Final = ("types", "areas", "regions")
ANSWERS: Final = {"yes": True, "no": False}


class WishForm(forms.Form):
    """One field for each thing that may be set at many places."""

    operator = forms.CharField(label=_("Operator"), max_length=200, required=False)
    ownership = forms.ChoiceField(
        label=_("Owner"), choices=[LEAVE, *Ownership.choices], required=False
    )
    protection = forms.CharField(
        label=_("Protection as a monument"), max_length=200, required=False
    )
    endangered = forms.ChoiceField(
        label=_("At risk"),
        choices=[
            LEAVE,
            ("yes", pgettext_lazy("answer", "yes")),
            ("no", pgettext_lazy("answer", "no")),
        ],
        required=False,
    )
    website = forms.URLField(
        label=_("Website"), max_length=500, required=False, assume_scheme="https"
    )
    visit_state = forms.ChoiceField(
        label=_("Can it be visited?"), choices=[LEAVE, *VisitState.choices], required=False
    )
    add_types = forms.ChoiceField(label=_("Add a type"), required=False)
    remove_types = forms.ChoiceField(label=_("Take a type away"), required=False)
    add_areas = forms.ChoiceField(label=_("Add a thematic area"), required=False)
    remove_areas = forms.ChoiceField(label=_("Take a thematic area away"), required=False)
    add_regions = forms.ChoiceField(label=_("Add a region"), required=False)
    remove_regions = forms.ChoiceField(label=_("Take a region away"), required=False)
    # Asked anew for each page: the words are in its language.
    empty = forms.MultipleChoiceField(
        label=_("Empty these fields"),
        choices=lambda: [(name, label_of((name,))) for name in EMPTY],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why? A word for those who read the history (optional)"),
        max_length=500,
        required=False,
    )
    publish_too = forms.BooleanField(
        label=_("Show it to the public at once, where the place is public already"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        regions = Region.objects.prefetch_related("texts")
        choices: dict[str, list[tuple[str, Any]]] = {
            "types": sorted(
                ((term.code, term.labels[language]) for term in load_terms().values()),
                key=lambda choice: choice[1],
            ),
            "areas": [(code, f"{code} {label}") for code, label in Area.choices],
            "regions": [(region.code, region.name_in(language).text) for region in regions],
        }
        for name, listed in choices.items():
            for way in ("add", "remove"):
                self.fields[f"{way}_{name}"].choices = [LEAVE, *listed]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in told.get("empty", ()):
            if told.get(name):
                self.add_error(name, _("Either a new value or empty, not both."))
        if not self.errors and not self.wish_of(told):
            raise forms.ValidationError(_("Say what is to change."))
        return told

    def wish(self) -> Wish:
        """What the valid form wants."""
        return self.wish_of(self.cleaned_data)

    def wish_of(self, told: dict[str, Any]) -> Wish:
        """What these answers want."""
        given = {name: told[name] for name in ("operator", "ownership", "protection", "website")}
        given |= {"visit.state": told["visit_state"]}
        values = {name: value for name, value in given.items() if value}
        if told["endangered"]:
            values["endangered"] = ANSWERS[told["endangered"]]
        return Wish(
            values={**values, **{name: EMPTY[name] for name in told.get("empty", ())}},
            add={name: told[f"add_{name}"] for name in NAMES if told[f"add_{name}"]},
            remove={name: told[f"remove_{name}"] for name in NAMES if told[f"remove_{name}"]},
        )
