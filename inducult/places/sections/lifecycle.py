"""Phases in the life of the place, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inducult.common.dates import is_edtf
from inducult.places.rules import Phase, State, faults_in
from inducult.places.sections.section import RowForm, RowsSection
from inducult.places.sections.types import choices_of_types
from inducult.places.vocabulary import PhaseState

FIELDS = ("state", "start", "end", "as_type", "note")
GOES_ON = ".."
HELP = gettext_lazy("A year or a date: 1870, about 1870 as 1870~, the 1920s as 192X, 1993-03-31.")


def is_a_date(text: str) -> None:
    """Raises ValidationError for what is no EDTF date."""
    if not is_edtf(text):
        raise forms.ValidationError(
            _("%(text)s is not a date such as 1870, 1870~ or 192X.") % {"text": text}
        )


def is_an_end(text: str) -> None:
    """A date, or two dots for what goes on."""
    if text != GOES_ON:
        is_a_date(text)


class PhaseForm(RowForm):
    state = forms.ChoiceField(
        label=pgettext_lazy("of a phase", "What it was"),
        choices=PhaseState,
        initial=PhaseState.WORKING.value,
    )
    start = forms.CharField(
        label=pgettext_lazy("of a phase", "From"),
        max_length=24,
        required=False,
        validators=[is_a_date],
        help_text=HELP,
    )
    end = forms.CharField(
        label=pgettext_lazy("of a phase", "Until"),
        max_length=24,
        required=False,
        validators=[is_an_end],
        help_text=gettext_lazy(
            "Two dots (..) if it goes on beside the next phase; empty: not known."
        ),
    )
    as_type = forms.ChoiceField(
        label=pgettext_lazy("of a phase", "As what"), choices=choices_of_types, required=False
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)


class Lifecycle(RowsSection):
    name = "lifecycle"
    label = gettext_lazy("Phases of its life")
    fields = ("phases",)
    form_class = PhaseForm
    row_label = gettext_lazy("Phase")
    add_label = gettext_lazy("Add a phase")
    disorder: tuple[int, ...] = ()

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        phases = [Phase(**{**entry, "state": State(entry["state"])}) for entry in self.entries()]
        self.disorder = tuple(sorted({fault.position for fault in faults_in(phases)}))
        return not self.disorder

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        for position in self.disorder:
            words = _(
                "Phase %(number)s: it ends before it begins, or begins before the one above it."
            )
            yield "", words % {"number": position + 1}

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {name: entry[name] for name in FIELDS}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        return {name: told[name] for name in FIELDS}
