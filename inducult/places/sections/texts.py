"""Summary and description, one row for each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from inducult.common.models import Language
from inducult.common.translations import rewritten
from inducult.places.records import Record
from inducult.places.sections.section import Data, RowForm, RowsSection

FIELDS = (("summary", gettext_lazy("Summary")), ("description", gettext_lazy("Description")))


class TextForm(RowForm):
    field = forms.ChoiceField(
        label=pgettext_lazy("of a text", "Kind"), choices=FIELDS, initial="summary"
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=Language.choices, initial=get_language
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("A summary is one or two sentences: what, when, why it matters."),
        error_messages={"required": gettext_lazy("Write the text, or take this row out.")},
    )


class Texts(RowsSection):
    name = "texts"
    label = gettext_lazy("Summary and description")
    fields = ("texts",)
    form_class = TextForm
    row_label = gettext_lazy("Text")
    add_label = gettext_lazy("Add a text")

    def __init__(self, record: Record, data: Data = None) -> None:
        super().__init__(record, data)
        self.twice: list[str] = []

    def is_valid(self) -> bool:
        """Each kind of text stands once in a language."""
        if not super().is_valid():
            return False
        keys = [(entry["field"], entry["language"]) for entry in self.entries()]
        self.twice = sorted(
            {language for field, language in keys if keys.count((field, language)) > 1}
        )
        return not self.twice

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        for language in self.twice:
            words = _("Two texts of the same kind in one language: %(language)s.")
            yield "", words % {"language": Language(language).label}

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {name: entry[name] for name in ("field", "language", "text")}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        key = {name: told[name] for name in ("field", "language")}
        if before and any(before[name] != value for name, value in key.items()):
            before = None  # the row became another text
        if before and before["text"] == told["text"]:
            return before
        return {**key, **rewritten(before, told["language"], told["text"])}
