"""What a facilitator types in after a workshop on paper: one small form a row.

A row is known by its `client_key`, which the page made, or by the key of a theme or proposition
that the room made. Themes and propositions are referred to by the number on the paper, which
is their order in the session.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

from inducult.common.identifiers import ALPHABET
from inducult.dialogue.models import (
    Card,
    Commitment,
    Concern,
    Participant,
    Proposition,
    Session,
    Story,
    Theme,
)
from inducult.dialogue.models.spoken import RECEIPT

NUMBERS: Final = forms.CharField(required=False, max_length=40)
DOTS: Final = forms.IntegerField(required=False, min_value=0, max_value=100_000)


class TypedRow(forms.ModelForm[Any]):
    """A row of one kind. `MAIN` are the fields without which there is nothing to keep."""

    MAIN: tuple[str, ...] = ("text",)
    DEFAULTS: Mapping[str, str] = {"consent": "group", "quote_consent": "group", "kind": "strength"}

    def __init__(self, told: Mapping[str, Any], *, instance: Any) -> None:
        filled = {name: told.get(name, "") for name in self.base_fields}
        defaults = {name: self.DEFAULTS.get(name, "") for name in self.base_fields}
        super().__init__(
            {name: value or defaults[name] for name, value in filled.items()}, instance=instance
        )
        for name in self.MAIN:
            if name in self.fields:
                self.fields[name].required = False

    @property
    def is_empty(self) -> bool:
        """Nothing was typed, or it was typed away."""
        return not any(self.data[name].strip() for name in self.MAIN)

    def numbers(self, name: str) -> list[int]:
        """The numbers in a field, as in "1, 3"."""
        return [int(number) for number in re.findall(r"\d{1,4}", self.cleaned_data.get(name, ""))]


class ThemeRow(TypedRow):
    MAIN = ("title",)
    dots = DOTS

    class Meta:
        model = Theme
        fields = ("title", "is_core", "order")


class WithReceipt(TypedRow):
    """Said on a sheet that had a receipt: its writer keeps the slip, so the row takes the code."""

    receipt = forms.CharField(required=False, max_length=60)

    def clean_receipt(self) -> str:
        """The code without spaces; refused if it is none, or stands on somebody else's row."""
        code = "".join(self.cleaned_data["receipt"].lower().split()).replace("-", "")
        if code and not re.fullmatch(f"[{ALPHABET}]{{{RECEIPT}}}", code):
            raise forms.ValidationError(_("This receipt is not whole; please compare it."))
        others = cast(Any, type(self.instance)).objects.exclude(pk=self.instance.pk)
        if code and others.filter(receipt=code).exists():
            raise forms.ValidationError(_("Another row has this receipt."))
        return code


class StoryRow(WithReceipt):
    MAIN = ("title", "happening", "quote")
    themes = NUMBERS

    class Meta:
        model = Story
        fields = ("title", "happening", "made_possible", "quote", "consent", "quote_consent")


class CardRow(TypedRow):
    themes = NUMBERS

    class Meta:
        model = Card
        fields = ("text", "kind", "ring", "consent")


class PropositionRow(TypedRow):
    themes = NUMBERS
    dots = DOTS

    class Meta:
        model = Proposition
        fields = ("text", "order")


class CommitmentRow(WithReceipt):
    MAIN = ("who", "what")

    class Meta:
        model = Commitment
        fields = ("who", "what", "until", "needs", "offers", "consent")


class ConcernRow(TypedRow):
    class Meta:
        model = Concern
        fields = ("text", "may_be_reframed")


class SeatRow(TypedRow):
    MAIN = ("name",)
    DEFAULTS = {"sector": "other"}

    class Meta:
        model = Participant
        fields = ("name", "sector")


# In this order rows are kept, so that a story finds the theme that was typed with it.
ROWS: Final[dict[str, type[TypedRow]]] = {
    "seat": SeatRow,
    "theme": ThemeRow,
    "story": StoryRow,
    "card": CardRow,
    "proposition": PropositionRow,
    "commitment": CommitmentRow,
    "concern": ConcernRow,
}


def lines_of(kind: str, text: str) -> list[dict[str, str]]:
    """The fields of several rows, one a line; `#2` or `#1,3` at the end of a card is its themes."""
    field = ROWS[kind].MAIN[0]
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        words, numbers = _apart(line) if kind == "card" else (line, "")
        found.append({field: words, **({"themes": numbers} if numbers else {})})
    return found


def _apart(line: str) -> tuple[str, str]:
    known = re.fullmatch(r"(.*\S)\s+#(\d{1,4}(?:,\d{1,4})*)", line)
    return (known[1], known[2]) if known else (line, "")


def row_of(session: Session, kind: str, client_key: str, told: Mapping[str, Any]) -> TypedRow:
    """The form of one row; its instance is the row that is known by the key, or a new one."""
    form = ROWS[kind]
    model = cast(Any, form)._meta.model
    rows = model.objects.filter(session=session)
    known = rows.filter(client_key=client_key).first()
    if known is None and model in (Theme, Proposition):
        known = rows.filter(client_key="", key=client_key).first()
    return form(told, instance=known or _new(model, session, client_key))


def in_words(form: TypedRow) -> str:
    """What is wrong with a row, in a sentence."""
    told = {str(error) for errors in form.errors.values() for error in errors}
    return " ".join(sorted(told)) or _("This row cannot be kept.")


def _new(model: type[Model], session: Session, client_key: str) -> Any:
    row: Any = model(session=session, client_key=client_key)
    if model in (Story, Proposition):
        row.language = session.language
    if model is Story:
        row.group, row.is_example = session.group, session.is_example
    return row
