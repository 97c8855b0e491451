"""Forms of groups, members and meetings."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.dialogue.hours import zone_of
from inducult.dialogue.models import FocusGroup, Meeting, Member
from inducult.partnership.models import Organisation, Region
from inducult.places.models import Place
from inducult.places.queries import published

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GroupForm(forms.ModelForm[FocusGroup]):
    """What a group is, and how long its words are kept."""

    class Meta:
        model = FocusGroup
        fields = ("region", "title", "language", "about", "months_kept")
        labels = {
            "region": _("Region"),
            "title": pgettext_lazy("of a group", "Name"),
            "language": _("Language of the group"),
            "about": _("What the group is about"),
            "months_kept": _("Months after which words for the group only are emptied"),
        }
        help_texts = {
            "months_kept": _("Counts stay. What its speakers gave to more people stays as well."),
        }

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        field: Any = self.fields["region"]
        field.queryset = regions
        field.label_from_instance = lambda region: region.name_in(language).text
        field.empty_label = None
        self.fields["about"].widget.attrs["rows"] = 4
        self.fields["months_kept"].widget.attrs |= {"min": 1, "max": 120}

    def clean_months_kept(self) -> int:
        months = int(self.cleaned_data["months_kept"])
        if not 1 <= months <= 120:
            raise forms.ValidationError(_("Between 1 and 120 months."))
        return months


class MemberForm(forms.ModelForm[Member]):
    """Who belongs to the group; an e-mail address is for letters and joins an account."""

    class Meta:
        model = Member
        fields = ("name", "sector", "email", "language", "organisation", "organisation_name")
        labels = {
            "name": pgettext_lazy("of a person", "Name"),
            "sector": _("Sector"),
            "email": _("E-mail address"),
            "language": _("Language of letters to her or him"),
            "organisation": _("Organisation of the network"),
            "organisation_name": _("Or another organisation, in words"),
        }

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        letters: Any = self.fields["language"]
        letters.choices = [("", _("that of the group")), *letters.choices[1:]]
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(region=region).prefetch_related("names")
        field.label_from_instance = lambda each: each.name_in(language).text
        field.empty_label = _("none of these")


class MeetingForm(forms.ModelForm[Meeting]):
    """When and where; times are those of the region."""

    on = forms.DateField(label=_("Day"), widget=DAY)
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}))
    found = forms.CharField(
        label=_("Place of the register (optional)"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )
    link = forms.URLField(
        label=_("Link, if it is online"), required=False, max_length=500, assume_scheme="https"
    )
    picked = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Meeting
        fields = ("title", "where", "link", "agenda", "minutes")
        labels = {
            "title": pgettext_lazy("of a meeting", "Title"),
            "where": _("Room or address in words"),
            "agenda": _("Agenda"),
            "minutes": pgettext_lazy("of a meeting", "Minutes"),
        }
        help_texts = {"where": ""}

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        for name in ("agenda", "minutes"):
            self.fields[name].widget.attrs["rows"] = 5
        if self.instance.pk:
            self._tell()

    def _tell(self) -> None:
        begins, ends = (
            at.astimezone(self.zone) for at in (self.instance.starts_at, self.instance.ends_at)
        )
        self.initial.update(on=begins.date(), begins=begins.time(), ends=ends.time())
        place = self.instance.place
        self.initial.update(picked=place.identifier if place else "")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("begins") and told.get("ends") and told["ends"] <= told["begins"]:
            self.add_error("ends", _("A meeting ends after it begins."))
        return told

    def clean_picked(self) -> Place | None:
        picked = self.cleaned_data["picked"]
        if not picked:
            return None
        place = published().filter(identifier=picked).first()
        if place is None:
            raise forms.ValidationError(_("This place is not public (any more)."))
        return place

    def filled(self) -> Meeting:
        """The meeting as the form says it; not saved."""
        told = self.cleaned_data
        meeting = self.save(commit=False)
        meeting.starts_at = datetime.combine(told["on"], told["begins"], self.zone)
        meeting.ends_at = datetime.combine(told["on"], told["ends"], self.zone)
        meeting.place = told["picked"]
        return meeting


def meeting_form(meeting: Meeting, told: Any = None) -> MeetingForm:
    """The form in the time of the region."""
    return MeetingForm(told, instance=meeting, zone=zone_of(meeting.group.region))
