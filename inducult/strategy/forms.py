"""What people send about strategies."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inducult.common.models import Language
from inducult.partnership.models import Area, Region
from inducult.partnership.roles import (
    KEEPING,
    coordinates_a_region,
    everywhere,
    is_steward,
    regions_of,
)
from inducult.strategy.actions import Begun
from inducult.strategy.showing import name_of_region

EUROPE: Final = "central-europe"
YEARS: Final = (1990, 2100)


class BeginForm(forms.Form):
    """Whose strategy it is to be, and for how long."""

    region = forms.ChoiceField(label=_("Region"))
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    begins = forms.IntegerField(label=_("First year"), min_value=YEARS[0], max_value=YEARS[1])
    ends = forms.IntegerField(label=_("Last year"), min_value=YEARS[0], max_value=YEARS[1])
    areas = forms.MultipleChoiceField(
        label=_("Thematic areas"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = forms.ChoiceField(label=_("Region"), choices=_choices(person))
        year = timezone.localdate().year
        self.initial.update(language=get_language(), begins=year, ends=year + 10)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("begins") and said.get("ends") and said["ends"] < said["begins"]:
            self.add_error("ends", _("The last year lies before the first."))
        return said

    def said(self) -> Begun:
        """What was sent, once it is valid."""
        told = self.cleaned_data
        region = None if told["region"] == EUROPE else told["region"]
        years = (told["begins"], told["ends"])
        return Begun(told["title"], region, told["language"], *years, tuple(told["areas"]))


def _choices(person: Any) -> list[tuple[str, str]]:
    """The regions for which the person may write."""
    rows = Region.objects.prefetch_related("texts").order_by("code")
    if not (is_steward(person) or everywhere(person, *KEEPING)):
        rows = rows.filter(code__in=regions_of(person, *KEEPING))
    named = [(region.code, name_of_region(region).text) for region in rows]
    together = [(EUROPE, name_of_region(None).text)]
    return [*named, *(together if coordinates_a_region(person) or is_steward(person) else [])]
