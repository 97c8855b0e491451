"""Pictures of a place: who made them, under which licence, and what they show in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.forms import BaseFormSet, BoundField, formset_factory
from django.utils.translation import gettext_lazy as _

from inducult.common.languages import CODES, OF_COUNTRY, OWN_NAMES
from inducult.common.translations import rewritten
from inducult.places.records import Record
from inducult.places.sections.evidence import NOT_AN_ADDRESS
from inducult.places.sections.section import MOST_ROWS, Data, RowForm, RowsSection, Section

# By SPDX identifier; a licence that is not in the list stays if the record has it.
LICENCES: Final = (
    ("", _("choose one")),
    ("CC-BY-4.0", _("CC BY 4.0: may be used if the author is named")),
    ("CC-BY-SA-4.0", _("CC BY-SA 4.0: the same, and passed on under the same licence")),
    ("CC0-1.0", _("CC0 1.0: may be used without any condition")),
    ("CC-BY-3.0", "CC BY 3.0"),
    ("CC-BY-SA-3.0", "CC BY-SA 3.0"),
    ("CC-PDM-1.0", _("Public domain: no longer protected")),
    ("LicenseRef-permission", _("All rights reserved: shown here with permission")),
)
LONGEST_TEXT: Final = 500
ACCEPTED: Final = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class UploadForm(forms.Form):
    """A new picture; its content is judged by pictures.py."""

    picture = forms.FileField(
        label=_("Picture file"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "JPEG, PNG, WebP or HEIC, up to 25 MB. Place, camera and everything else that is"
            " hidden in the file is taken out."
        ),
        error_messages={"required": _("Choose a picture first.")},
    )
    keep_author = forms.BooleanField(
        label=_("Keep the author's name if the file holds one"), required=False
    )


class MediumForm(RowForm):
    file = forms.CharField(widget=forms.HiddenInput, max_length=300)
    author = forms.CharField(label=_("Author of the picture"), max_length=200, required=False)
    licence = forms.ChoiceField(label=_("Licence"), choices=LICENCES, required=False)
    source = forms.URLField(
        label=_("Page where the picture comes from"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Empty if it comes from you."),
        error_messages=NOT_AN_ADDRESS,
    )

    def __init__(self, *args: Any, first: tuple[str, ...] = ("en",), **more: Any) -> None:
        super().__init__(*args, **more)
        self.first = first  # languages of which a publication needs one
        known = self.initial.get("licence", "")
        if known and known not in dict(LICENCES):
            self.fields["licence"].choices = [*LICENCES, (known, known)]  # type: ignore[attr-defined]
        for code in CODES:
            self.fields[f"alt_{code}"] = forms.CharField(
                label=OWN_NAMES[code],
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
            )

    def about(self) -> list[BoundField]:
        """Author, licence and source."""
        return [self[name] for name in ("author", "licence", "source")]

    def first_texts(self) -> list[BoundField]:
        """The words that a publication asks for: in English and in the country's languages."""
        return [self[f"alt_{code}"] for code in CODES if code in self.first]

    def more_texts(self) -> list[BoundField]:
        return [self[f"alt_{code}"] for code in CODES if code not in self.first]

    def arranging(self) -> list[BoundField]:
        return [self[name] for name in ("ORDER", "DELETE")]


class Media(RowsSection):
    """The pictures that a draft names; the files themselves come by another form of the page."""

    name = "media"
    label = _("Pictures")
    fields = ("media",)
    template = "register/sections/media.html"
    form_class = MediumForm
    row_label = _("Picture")

    def __init__(self, record: Record, data: Data = None) -> None:
        Section.__init__(self, record, data)
        self.upload = UploadForm()  # the view of uploads puts one with what is wrong
        made: type[BaseFormSet[Any]] = formset_factory(
            MediumForm,
            extra=0,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
            can_delete=True,
            can_order=True,
        )
        # Each row names its file: a picture that came meanwhile shifts nothing.
        rows = [self.read_row(entry) for entry in self._sent_entries(data)]
        first = ("en", *OF_COUNTRY.get(record["address"]["country"], ()))
        self.rows = made(data, initial=rows, prefix=self.name, form_kwargs={"first": first})

    def read_row(self, entry: Any) -> dict[str, Any]:
        known = {name: entry[name] for name in ("file", "author", "licence", "source")}
        return {**known, **{f"alt_{text['language']}": text["text"] for text in entry["alt"]}}

    def write_row(self, told: dict[str, Any], before: Any) -> Any:
        words = {name: told[name] for name in ("author", "licence", "source")}
        return {"file": told["file"], **words, "alt": list(_texts(told, before["alt"]))}

    def entries(self) -> list[Any]:
        """In the order of the page; what the page did not know of stays at the end."""
        known = {entry["file"]: entry for entry in self.before["media"]}
        sent = {form.cleaned_data.get("file") for form in self.rows.forms}
        rows = {row.cleaned_data["file"]: row.cleaned_data for _number, row in self._ordered()}
        told = [self.write_row(row, known[file]) for file, row in rows.items() if file in known]
        return [*told, *(entry for file, entry in known.items() if file not in sent)]

    def _sent_entries(self, data: Data) -> list[Any]:
        """The entries of the rows that the page sent, by their files; all for a new page."""
        entries: list[Any] = self.before["media"]
        if data is None:
            return entries
        known = {entry["file"]: entry for entry in entries}
        told = str(data.get(f"{self.name}-INITIAL_FORMS", "0"))
        count = min(int(told), MOST_ROWS) if told.isdecimal() else 0
        files = [data.get(f"{self.name}-{number}-file", "") for number in range(count)]
        nothing = {"file": "", "author": "", "licence": "", "source": "", "alt": []}
        return [known.get(file, nothing) for file in files]


def _texts(told: dict[str, Any], before: list[Any]) -> Iterator[Any]:
    """Alternative texts by language; one that nobody touched keeps its origin."""
    known = {text["language"]: text for text in before}
    for code in CODES:
        words = told[f"alt_{code}"].strip()
        if words and code in known and known[code]["text"] == words:
            yield known[code]
        elif words:
            yield rewritten(known.get(code), code, words)
    yield from (text for code, text in known.items() if code not in CODES)
