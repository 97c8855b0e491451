"""What people send about strategies."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.common.models import Language
from inducult.partnership.models import Area, Region
from inducult.partnership.roles import (
    KEEPING,
    coordinates_a_region,
    everywhere,
    is_steward,
    regions_of,
)
from inducult.strategy.actions import Asked, Begun, Said, Written
from inducult.strategy.models import Review, Section, Strategy
from inducult.strategy.plan_forms import Day
from inducult.strategy.showing import name_of_region

EUROPE: Final = "central-europe"
YEARS: Final = (1990, 2100)
QUESTIONS: Final = (  # appreciative ones; a region words its own
    _("What works best in this strategy, and why?"),
    _("What should live on, whatever changes?"),
    _("What would you take home?"),
    _("What would you wish for?"),
)


class FrameForm(forms.Form):
    """What holds for a strategy as a whole."""

    title = forms.CharField(label=_("Title"), max_length=200)
    begins = forms.IntegerField(label=_("First year"), min_value=YEARS[0], max_value=YEARS[1])
    ends = forms.IntegerField(label=_("Last year"), min_value=YEARS[0], max_value=YEARS[1])
    areas = forms.MultipleChoiceField(
        label=_("Thematic areas"),
        choices=Area.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("begins") and said.get("ends") and said["ends"] < said["begins"]:
            self.add_error("ends", _("The last year lies before the first."))
        return said


class BeginForm(FrameForm):
    """Whose strategy it is to be, and for how long."""

    region = forms.ChoiceField(label=_("Region"))
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    field_order = ("region", "title", "language", "begins", "ends", "areas")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = forms.ChoiceField(label=_("Region"), choices=_choices(person))
        year = timezone.localdate().year
        self.initial.update(language=get_language(), begins=year, ends=year + 10)

    def said(self) -> Begun:
        """What was sent, once it is valid."""
        told = self.cleaned_data
        region = None if told["region"] == EUROPE else told["region"]
        years = (told["begins"], told["ends"])
        return Begun(told["title"], region, told["language"], *years, tuple(told["areas"]))


class SettingsForm(FrameForm):
    """What holds for a strategy that has been begun."""

    is_public = forms.BooleanField(
        label=_("Everybody may read the text as it stands now"),
        help_text=_("Adopted versions can be read by everybody in any case."),
        required=False,
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        names = ("title", "begins", "ends", "areas", "is_public")
        kwargs["initial"] = {name: getattr(strategy, name) for name in names}
        super().__init__(*args, **kwargs)

    def said(self) -> Said:
        """What was sent, once it is valid."""
        told = self.cleaned_data
        years = (told["begins"], told["ends"])
        return Said(told["title"], *years, tuple(told["areas"]), told["is_public"])


class SectionForm(forms.Form):
    """A text, and the revision on which it was written; a mid-term aim has a day."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Text"),
        max_length=60_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    due = forms.DateField(
        label=pgettext_lazy("aim", "To be reached by"), required=False, widget=Day()
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != Section.Kind.MIDTERM:
            del self.fields["due"]

    def said(self) -> Written:
        """What was sent, once it is valid."""
        told = self.cleaned_data
        return Written(told["title"], told["body"], told["revision"], told.get("due"))


class CommentForm(forms.Form):
    """A remark."""

    text = forms.CharField(
        label=_("A remark, seen by all who see the draft"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FreezeForm(forms.Form):
    """What a version is called."""

    label = forms.CharField(
        label=_("What this version is called"),
        help_text=_("For example: as sent to the focus group"),
        max_length=200,
        required=False,
    )


class AdoptForm(forms.Form):
    """Who adopted the strategy, and when."""

    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    body = forms.CharField(
        label=_("Adopted by"),
        help_text=_("The body that decided, for example the district council"),
        max_length=200,
    )

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return on


class AskForm(forms.Form):
    """Which region is asked for its view, and what."""

    region = forms.ChoiceField(label=_("Region"))
    questions = forms.CharField(
        label=_("Questions, one on each line"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    note = forms.CharField(
        label=_("What else they should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"questions": "\n".join(map(str, QUESTIONS))})
        super().__init__(*args, **kwargs)
        rows = Region.objects.prefetch_related("texts").order_by("code")
        others = rows.exclude(code=strategy.region_id or "")
        choices = [(region.code, name_of_region(region).text) for region in others]
        self.fields["region"] = forms.ChoiceField(label=_("Region"), choices=choices)

    def said(self) -> Asked:
        """What was sent, once it is valid."""
        told = self.cleaned_data
        questions = [line.strip() for line in told["questions"].splitlines() if line.strip()]
        return Asked(told["region"], questions[:12], told["note"], told["due"])


class ReviewForm(forms.Form):
    """An answer to each question of a review."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [*review.answers, *[""] * len(review.questions)]
        for number, question in enumerate(review.questions):
            self.fields[f"answer{number}"] = forms.CharField(
                label=question,
                initial=given[number],
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def answers(self) -> list[str]:
        """In the order of the questions."""
        return [str(self.cleaned_data[name]) for name in self.fields]


class ReplyForm(forms.Form):
    """What follows from a review."""

    reply = forms.CharField(
        label=_("What you take from it"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _choices(person: Any) -> list[tuple[str, str]]:
    """The regions for which the person may write."""
    rows = Region.objects.prefetch_related("texts").order_by("code")
    if not (is_steward(person) or everywhere(person, *KEEPING)):
        rows = rows.filter(code__in=regions_of(person, *KEEPING))
    named = [(region.code, name_of_region(region).text) for region in rows]
    together = [(EUROPE, name_of_region(None).text)]
    return [*named, *(together if coordinates_a_region(person) or is_steward(person) else [])]
