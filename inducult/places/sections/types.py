"""Types of the place, the most important first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from inducult.places.sections.section import RowForm, RowsSection
from inducult.places.terms import Term, load_terms

Choices = list[tuple[str, Any]]


def choices_of_types() -> Choices:
    """Themes with their types, as groups of a list, in the language of the page."""
    terms = load_terms().values()
    themes = [term for term in terms if term.is_theme]
    return [("", "—"), *((_label(theme), _types_of(theme)) for theme in themes)]


def _types_of(theme: Term) -> Choices:
    inside = [term for term in load_terms().values() if term.parent == theme.code]
    whole = _("%(theme)s, not known more exactly") % {"theme": _label(theme)}
    return [*((term.code, _label(term)) for term in inside), (theme.code, whole)]


def _label(term: Term) -> str:
    return term.labels.get(get_language() or "en") or term.labels["en"]


class TypeForm(RowForm):
    code = forms.ChoiceField(
        label=gettext_lazy("Type"),
        choices=choices_of_types,
        error_messages={"required": gettext_lazy("Choose a type, or take this row out.")},
    )


class Types(RowsSection):
    name = "types"
    label = gettext_lazy("Types")
    fields = ("types",)
    form_class = TypeForm
    row_label = gettext_lazy("Type")
    add_label = gettext_lazy("Add a type")
    twice = False

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        self.twice = len(set(self.entries())) < len(self.entries())
        return not self.twice

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        if self.twice:
            yield "", _("A type is chosen twice: take one of the rows out.")

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {"code": entry}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        return told["code"]
