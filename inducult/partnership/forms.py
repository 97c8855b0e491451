"""Forms about people and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.partnership.models import Invitation, Organisation, Person, Region, Role

NEEDS_ORGANISATION = (Role.ORGANISATION_KEEPER,)
NEEDS_REGION = (Role.KEEPER, Role.COORDINATOR, Role.FACILITATOR)


class InvitationForm(forms.ModelForm[Invitation]):
    """Who is invited, to which part, and where."""

    class Meta:
        model = Invitation
        fields = ("email", "role", "region", "organisation", "language", "message")
        labels = {
            "email": _("E-mail address"),
            "role": _("Role"),
            "region": _("Region"),
            "organisation": _("Organisation"),
            "language": _("Language of the letter"),
            "message": _("A few words of your own (optional)"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        for name, rows in (("region", Region.objects), ("organisation", Organisation.objects)):
            field: Any = self.fields[name]
            related = "texts" if name == "region" else "names"
            field.queryset = rows.prefetch_related(related)
            field.label_from_instance = lambda each: each.name_in(language).text
            field.empty_label = _("none of these")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        role = told.get("role")
        if role in NEEDS_REGION and not told.get("region"):
            self.add_error("region", _("This role is for a region: name it."))
        if role in NEEDS_ORGANISATION and not told.get("organisation"):
            self.add_error("organisation", _("This role is for an organisation: name it."))
        return told


class JoiningForm(forms.Form):
    """What somebody says of herself when she accepts an invitation."""

    name = forms.CharField(
        label=_("Your name, as colleagues see it"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    password = forms.CharField(
        label=_("A password of at least twelve characters"),
        help_text=_("A short sentence is easy to remember. You can add a passkey afterwards."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password


class AboutMeForm(forms.ModelForm[Person]):
    """Name and language."""

    class Meta:
        model = Person
        fields = ("name", "language")
        labels = {
            "name": pgettext_lazy("of a person", "Name"),
            "language": _("Language of letters to you"),
        }
