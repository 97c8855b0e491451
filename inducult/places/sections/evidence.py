"""Where what we say comes from: facts with their page, and what was read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from inducult.common.models import Language, Origin
from inducult.places.sections.section import RowForm, RowsSection

NOT_AN_ADDRESS = {"invalid": _("This is not a web address; it begins with https://.")}


class FactForm(RowForm):
    text = forms.CharField(
        label=_("Statement"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the statement, or take this row out.")},
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, initial=get_language
    )
    source = forms.URLField(
        label=_("Page where it was read"),
        max_length=700,
        required=False,
        assume_scheme="https",
        error_messages=NOT_AN_ADDRESS,
    )


class Facts(RowsSection):
    name = "facts"
    label = _("Facts with their source")
    fields = ("facts",)
    form_class = FactForm
    row_label = _("Statement")
    add_label = _("Add a statement")

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {name: entry[name] for name in ("text", "language", "source")}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        same = before is not None and before["text"] == told["text"]
        origin = before["origin"] if before and same else Origin.PERSON.value
        written = {"text": told["text"], "language": told["language"], "origin": origin}
        return {**written, "source": told["source"]}


class SourceForm(RowForm):
    url = forms.URLField(
        label=_("Web address"),
        max_length=700,
        assume_scheme="https",
        error_messages={
            **NOT_AN_ADDRESS,
            "required": _("Write the address, or take this row out."),
        },
    )
    licence = forms.CharField(
        label=_("Licence"),
        max_length=40,
        required=False,
        help_text=_("As the source names it, for example CC-BY-4.0; empty if it names none."),
    )


class Sources(RowsSection):
    name = "sources"
    label = _("Sources")
    fields = ("sources",)
    form_class = SourceForm
    row_label = _("Source")
    add_label = _("Add a source")

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {name: entry[name] for name in ("url", "licence")}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        return {name: told[name] for name in ("url", "licence")}
