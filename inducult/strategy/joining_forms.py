"""What regions send that want to join, and what is decided about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.explore.forms import StampedForm, email_field
from inducult.partnership.models import Region
from inducult.strategy.actions import Wish
from inducult.strategy.models import Measure, Objective, Strategy
from inducult.strategy.showing import name_of_region


class JoinForm(StampedForm):
    """Which region, and who speaks for it."""

    name = forms.CharField(label=_("Region"), max_length=160)
    country = forms.RegexField(
        label=_("Country"),
        help_text=_("Two letters, for example AT"),
        regex=r"^[A-Za-z]{2}$",
        max_length=2,
    )
    website = forms.URLField(
        label=_("Website"), max_length=300, required=False, assume_scheme="https"
    )
    contact = forms.CharField(label=_("Your name and organisation"), max_length=160)
    email = email_field()
    message = forms.CharField(
        label=_("Why do you want to join, and what do you bring?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def said(self, language: str) -> Wish:
        """What was sent, once it is valid."""
        told = self.cleaned_data
        names = ("name", "contact", "email", "website", "message")
        return Wish(
            country=told["country"].upper(), language=language, **{n: told[n] for n in names}
        )


class AcceptForm(forms.Form):
    """From when on a region is a member, and that somebody has spoken with it."""

    on = forms.DateField(
        label=_("Member since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: today"),
    )
    region = forms.ChoiceField(label=_("Region of the network"), required=False)
    is_checked = forms.BooleanField(
        label=_("I have spoken with them: the organisation exists and speaks for the region")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Region.objects.prefetch_related("texts").order_by("code")
        named = [(region.code, name_of_region(region).text) for region in rows]
        none = ("", pgettext_lazy("region of the network", "none of these"))
        self.fields["region"] = forms.ChoiceField(
            label=_("Region of the network"), choices=[none, *named], required=False
        )


class SharedForm(forms.Form):
    """Measures of regions, and the measure that they become."""

    measures = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput)
    title = forms.CharField(label=_("What the shared measure is called"), max_length=300)
    objective = forms.ModelChoiceField(
        label=_("Objective that it serves"), queryset=Objective.objects.none()
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Objective.objects.filter(field__strategy=strategy).order_by("field__order", "order")
        self.has_objectives = own.exists()
        objective: Any = self.fields["objective"]
        objective.queryset = own
        keys = Measure.objects.exclude(objective__field__strategy=strategy).order_by("id")
        measures: Any = self.fields["measures"]
        measures.choices = [(key, key) for key in keys.values_list("key", flat=True)]
