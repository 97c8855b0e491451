"""Forms of the public pages."""

from __future__ import annotations

import re
import time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from inducult.common.languages import OF_COUNTRY
from inducult.common.models import Language
from inducult.places.models import Report

QUICKEST_S: Final = 3  # nobody reads, chooses and writes in less
OLDEST_S: Final = 24 * 60 * 60
SIGNED: Final = Signer(salt="inducult.explore.report")
LONGEST: Final = 2000
COUNTRIES: Final = [(code, code) for code in sorted(OF_COUNTRY)]


def stamped(subject: str, at: float) -> str:
    """A signed note that the form about a subject was handed out at a time (seconds)."""
    return SIGNED.sign(f"{subject}|{int(at)}")


def age_of(stamp: str, subject: str, now: float) -> float | None:
    """How many seconds ago the form was handed out; None if we did not hand it out."""
    try:
        about, _bar, at = SIGNED.unsign(stamp).rpartition("|")
    except BadSignature:
        return None
    return now - int(at) if about == subject and re.fullmatch(r"\d{1,12}", at) else None


class StampedForm(forms.Form):
    """A form for everybody, guarded against programs; `subject` is what it is about."""

    # A person does not see this field; programs that fill in every field give themselves away.
    homepage = forms.CharField(label=_("Leave this field empty"), required=False)
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, subject: str, now: float | None = None, **kwargs: Any) -> None:
        self._subject = subject
        self._now = time.time() if now is None else now
        super().__init__(*args, **kwargs)
        self.initial.setdefault("stamp", stamped(subject, self._now))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("homepage"):
            raise ValidationError(
                _("One field is there to catch programs. Please leave it empty and send again."),
                code="trap",
            )
        self._check_age(str(told.get("stamp", "")))
        return told

    def sent_again(self) -> StampedForm:
        """The same form with all that was written, ready to be sent again."""
        written = {name: self.data.get(name, "") for name in self.fields}
        self.data = {**written, "stamp": self._next_stamp(), "homepage": ""}
        return self

    def _check_age(self, stamp: str) -> None:
        age = age_of(stamp, self._subject, self._now)
        if age is None or age > OLDEST_S:
            raise ValidationError(
                _("The page had been open for too long. Nothing is lost: please send again."),
                code="old",
            )
        if age < QUICKEST_S:
            raise ValidationError(
                _("That was very quick. Nothing is lost: please look it over and send again."),
                code="quick",
            )

    def _next_stamp(self) -> str:
        """A good stamp stays, so that the wait is over; another one is replaced and may be sent."""
        stamp = str(self.data.get("stamp", ""))
        age = age_of(stamp, self._subject, self._now)
        if age is not None and 0 <= age <= OLDEST_S:
            return stamp
        return stamped(self._subject, self._now - QUICKEST_S)


def message_field(label: Any, missing: Any) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": missing},
    )


def email_field() -> forms.EmailField:
    """An address for the answer, if somebody wants one."""
    return forms.EmailField(
        label=_("Your e-mail address, if the keepers may ask you (optional)"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Never shown, and deleted when your message has been answered."),
        error_messages={"invalid": _("This is not an e-mail address.")},
    )


class ReportForm(StampedForm):
    """A visitor reports a change; `subject` is the identifier of the place."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Report.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what your report is about."),
            "invalid_choice": _("Choose one of the kinds below."),
        },
    )
    message = message_field(_("What should be changed?"), _("Write what should be changed."))
    email = email_field()


class SuggestionForm(StampedForm):
    """A visitor knows a place that is missing."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        error_messages={"required": _("Give the place a name, your own if it has none.")},
    )
    town = forms.CharField(
        label=_("In or near which town?"),
        max_length=120,
        error_messages={"required": _("Name the town, so that the keepers can find it.")},
    )
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES)
    message = message_field(
        _("What is there, and why does it belong on the map?"), _("Write a sentence about it.")
    )
    source = forms.URLField(
        label=_("A page about it (optional)"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address; it begins with https://.")},
    )
    email = email_field()
    lon = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-180, max_value=180)
    lat = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=-90, max_value=90)


class StoryForm(StampedForm):
    """A visitor tells a story of a place, to be shown in her words."""

    message = message_field(_("Your story"), _("Write your story."))
    language = forms.ChoiceField(label=_("In which language?"), choices=Language.choices)
    teller = forms.CharField(
        label=_("Name to be shown with it (optional)"),
        max_length=120,
        required=False,
        help_text=_("Your own name, a first name, “a former miner”. Empty: no name is shown."),
    )
    consent = forms.BooleanField(
        label=_(
            "My words may be shown on the page of the place. I can take them back at any time "
            "with the receipt."
        ),
        error_messages={"required": _("Without your consent the story cannot be shown.")},
    )
    email = email_field()
