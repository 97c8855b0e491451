"""Places that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inducult.places.models import Place
from inducult.places.queries import meant_by
from inducult.places.records import Record
from inducult.places.sections.section import Data, RowForm, RowsSection
from inducult.places.vocabulary import RelationKind, State


class RelationForm(RowForm):
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a relation", "How"),
        choices=RelationKind.choices,
        initial=RelationKind.RELATED.value,
    )
    place = forms.CharField(
        label=gettext_lazy("The other place"),
        max_length=300,
        help_text=gettext_lazy("The address of its page, or the last part of it."),
        error_messages={"required": gettext_lazy("Name the place, or take this row out.")},
    )

    def clean_place(self) -> str:
        """The permanent identifier of the place that is meant."""
        told = str(self.cleaned_data["place"]).strip()
        if told == self.initial.get("place"):
            return told
        found = meant_by(told, Place.objects.filter(state=State.PUBLISHED))
        if found is None:
            raise forms.ValidationError(_("No published place has this address."))
        return found.identifier


class Relations(RowsSection):
    name = "relations"
    label = gettext_lazy("Related places")
    fields = ("relations",)
    form_class = RelationForm
    row_label = pgettext_lazy("between two places", "Relation")
    add_label = gettext_lazy("Add a related place")

    def __init__(self, record: Record, data: Data = None) -> None:
        identifiers = [entry["place"] for entry in record["relations"]]
        known = Place.objects.filter(identifier__in=identifiers).order_by("id")
        self.slugs = dict(known.values_list("identifier", "slug"))
        self.identifiers = {slug: identifier for identifier, slug in self.slugs.items()}
        self.wrong: list[str] = []
        super().__init__(record, data)

    def is_valid(self) -> bool:
        """No place is related to itself, none twice in the same way."""
        if not super().is_valid():
            return False
        told = [(entry["kind"], entry["place"]) for entry in self.entries()]
        if any(place == self.before["id"] for _kind, place in told):
            self.wrong.append(_("A place cannot be related to itself."))
        if len(set(told)) < len(told):
            self.wrong.append(_("A relation stands here twice: take one of the rows out."))
        return not self.wrong

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        yield from (("", words) for words in self.wrong)

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {"kind": entry["kind"], "place": self.slugs.get(entry["place"], entry["place"])}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        place = self.identifiers.get(told["place"], told["place"])
        return {"kind": told["kind"], "place": place}
