"""Who can come, and what to know of safety: each feature known, or said to be not known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.places.records import Record
from inducult.places.sections.section import FlatSection
from inducult.places.vocabulary import Access, Degree, Safety

NOT_KNOWN = ("", _("not known"))
GEAR = ("closed_shoes", "safety_shoes", "helmet", "high_visibility", "warm_clothes")
MEASURES = ("temperature_c", "steps", "distance_m")
GEAR_CHOICES = (
    NOT_KNOWN,
    ("required", pgettext_lazy("safety equipment", "required")),
    ("provided", pgettext_lazy("safety equipment", "lent at the place")),
    ("recommended", pgettext_lazy("safety equipment", "recommended")),
    ("no", _("no")),
)


class AccessForm(forms.Form):
    """A field for each feature; made from the vocabularies."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for feature in Access:
            self.fields[f"access_{feature}"] = _choice(feature.label, (NOT_KNOWN, *Degree.choices))
        self.fields["accessibility_note"] = _note(_("Note on accessibility"))
        for condition in Safety:
            self.fields[f"safety_{condition}"] = _safety_field(condition)
        self.fields["safety_note"] = _note(_("Note on safety"))
        for name, field in self.fields.items():
            _keep_what_is_there(field, self.initial.get(name))


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _note(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def _safety_field(condition: Safety) -> forms.Field:
    if condition in MEASURES:
        return forms.IntegerField(
            label=condition.label,
            min_value=-50,
            max_value=100_000,
            required=False,
            error_messages={"invalid": _("A whole number.")},
        )
    return _choice(
        condition.label, GEAR_CHOICES if condition in GEAR else (NOT_KNOWN, *Degree.choices)
    )


def _keep_what_is_there(field: Any, value: Any) -> None:
    """A value that no list foresees can be kept, and is not changed by opening the page."""
    if hasattr(field, "choices"):
        known = {str(choice) for choice, _label in field.choices}
        if value is not None and str(value) not in known:
            field.choices = [*field.choices, (str(value), str(value))]


class AccessSection(FlatSection):
    name = "access"
    label = _("Accessibility and safety")
    fields = ("visit",)
    inner = ("accessibility", "accessibility_note", "safety", "safety_note")
    form_class = AccessForm

    def read(self, record: Record) -> dict[str, Any]:
        visit = record["visit"]
        features = {f"access_{name}": value for name, value in visit["accessibility"].items()}
        conditions = {f"safety_{name}": _shown(value) for name, value in visit["safety"].items()}
        notes = {name: visit[name] for name in ("accessibility_note", "safety_note")}
        return {**features, **conditions, **notes}

    def write(self, told: dict[str, Any]) -> Record:
        visit = self.before["visit"]
        notes = {name: told[name] for name in ("accessibility_note", "safety_note")}
        return {
            "visit": {
                **visit,
                **notes,
                "accessibility": _told(visit["accessibility"], told, "access_"),
                "safety": _told(visit["safety"], told, "safety_"),
            }
        }


def _shown(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _told(before: Record, told: dict[str, Any], prefix: str) -> Record:
    """What was known stays in its place and as it was written, unless it was changed."""
    answers = {
        name.removeprefix(prefix): value
        for name, value in told.items()
        if name.startswith(prefix) and name != "safety_note" and value not in ("", None)
    }
    kept = {
        name: old if str(_shown(old)) == str(answers[name]) else answers[name]
        for name, old in before.items()
        if name in answers
    }
    return {**kept, **{name: value for name, value in answers.items() if name not in kept}}
