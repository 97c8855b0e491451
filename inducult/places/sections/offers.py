"""What a place offers, to whom, and what happens there on a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.common.models import Language
from inducult.common.translations import rewritten
from inducult.places.sections.section import RowForm, RowsSection
from inducult.places.sections.visit import number
from inducult.places.vocabulary import Audience, OfferKind

OFTEN = (
    ("", _("once")),
    ("FREQ=WEEKLY", _("every week")),
    ("FREQ=MONTHLY", _("every month")),
    ("FREQ=YEARLY", _("every year")),
)


class TextedForm(RowForm):
    """A row with a text in one language at a time; texts in other languages stay as they are."""

    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, initial=get_language
    )


class OfferForm(TextedForm):
    kind = forms.ChoiceField(
        label=_("Kind of offer"),
        choices=[("", pgettext_lazy("in a list", "choose")), *OfferKind.choices],
        error_messages={"required": _("Choose a kind, or take this row out.")},
    )
    audiences = forms.MultipleChoiceField(
        label=_("For whom"),
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say for whom it is.")},
    )
    text = forms.CharField(
        label=_("Note"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    months = forms.TypedMultipleChoiceField(
        label=_("Months; none: all year or not known"),
        choices=[(number_, name) for number_, name in MONTHS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    duration_min = number(_("Length in minutes"))
    capacity = number(_("Most people at a time"))
    age_min = number(_("From age"))
    age_max = number(_("Up to age"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        least, most = told.get("age_min"), told.get("age_max")
        if least is not None and most is not None and most < least:
            self.add_error("age_max", gettext("The oldest age is below the youngest."))
        return told


class Offers(RowsSection):
    name = "offers"
    label = _("Offers")
    fields = ("offers",)
    form_class = OfferForm
    row_label = _("Offer")
    add_label = _("Add an offer")
    plain = ("kind", "audiences", "months", "duration_min", "capacity", "age_min", "age_max")

    def read_row(self, entry: Any) -> dict[str, Any]:
        return {**{name: entry[name] for name in self.plain}, **_shown(entry["notes"])}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        own = {name: told[name] for name in self.plain}
        own["audiences"] = _in_order(told["audiences"], before, "audiences")
        own["months"] = _in_order(told["months"], before, "months")
        return {**own, "notes": _texts(before["notes"] if before else [], told)}


class EventForm(TextedForm):
    text = forms.CharField(
        label=_("Title"),
        max_length=300,
        error_messages={"required": _("Give it a title, or take this row out.")},
    )
    starts_on = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    recurrence = forms.ChoiceField(label=_("How often"), choices=OFTEN, required=False)
    url = forms.URLField(
        label=_("Website"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address; it begins with https://.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.initial.get("recurrence", "")
        often: Any = self.fields["recurrence"]
        if known not in dict(OFTEN):
            often.choices = [*OFTEN, (known, known)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if last and not first:
            self.add_error("starts_on", gettext("The first day is missing."))
        if first and last and last < first:
            self.add_error("ends_on", gettext("It ends before it begins."))
        return told


class Events(RowsSection):
    name = "events"
    label = _("Events")
    fields = ("events",)
    form_class = EventForm
    row_label = pgettext_lazy("something on a date", "Event")
    add_label = _("Add an event")

    def read_row(self, entry: Any) -> dict[str, Any]:
        days = {name: entry[name] or None for name in ("starts_on", "ends_on")}
        plain = {name: entry[name] for name in ("recurrence", "url")}
        return {**days, **plain, **_shown(entry["titles"])}

    def write_row(self, told: dict[str, Any], before: Any | None) -> Any:
        titles = _texts(before["titles"] if before else [], told)
        days = {n: told[n].isoformat() if told[n] else "" for n in ("starts_on", "ends_on")}
        return {"titles": titles, **days, "recurrence": told["recurrence"], "url": told["url"]}


def _shown(texts: list[Any]) -> dict[str, Any]:
    """The text in the language of the page, or the first that there is, to be edited."""
    page = get_language() or "en"
    mine = next((text for text in texts if text["language"] == page), None)
    shown = mine or (texts[0] if texts else None)
    return {"language": shown["language"], "text": shown["text"]} if shown else {}


def _texts(before: list[Any], told: dict[str, Any]) -> list[Any]:
    """The texts with the one of this language as told; an emptied one is taken out."""
    language, text = told["language"], told["text"].strip()
    kept = []
    for known in before:
        if known["language"] != language or known["text"] == text:
            kept.append(known)
        elif text:
            kept.append(rewritten(known, language, text))
    is_new = text and all(known["language"] != language for known in before)
    return [*kept, rewritten(None, language, text)] if is_new else kept


def _in_order(told: list[Any], before: Any | None, name: str) -> list[Any]:
    """What was ticked before stays in its order; the same ticks change nothing."""
    known = [value for value in (before[name] if before else []) if value in told]
    return [*known, *(value for value in told if value not in known)]
