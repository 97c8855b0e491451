"""Names: official, other, historical, in other languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.common.models import Language, Origin
from inducult.places.sections.section import RowForm, RowsSection
from inducult.places.vocabulary import NameKind


class NameForm(RowForm):
    text = forms.CharField(
        label=pgettext_lazy("of a place", "Name"),
        max_length=300,
        error_messages={"required": _("Write the name, or take this row out.")},
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, initial=get_language
    )
    kind = forms.ChoiceField(
        label=_("Kind of name"), choices=NameKind, initial=NameKind.OFFICIAL.value
    )


class Names(RowsSection):
    name = "names"
    label = _("Names")
    fields = ("names",)
    form_class = NameForm
    row_label = pgettext_lazy("of a place", "Name")
    add_label = _("Add a name")

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {name: entry[name] for name in ("text", "language", "kind")}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        written = {name: told[name] for name in ("language", "kind", "text")}
        same = before is not None and before["text"] == told["text"]
        return {**written, "origin": before["origin"] if before and same else Origin.PERSON.value}
