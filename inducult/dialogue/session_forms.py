"""Forms of sessions: how it is laid out, what it asks, its steps, its pictures."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.dialogue.forms import DAY
from inducult.dialogue.models import Session, Template
from inducult.dialogue.models.spoken import Consent
from inducult.dialogue.phases import Kind, Phase, Step
from inducult.dialogue.wording import KINDS, PHASES

LAST: Final = 100  # a new step without a number comes at the end


class SessionForm(forms.ModelForm[Session]):
    """A new session: from a template, for a meeting or a day."""

    template = forms.ModelChoiceField(Template.objects.none(), label=_("Template"))

    class Meta:
        model = Session
        fields = ("title", "meeting", "held_on", "naming", "dots_each")
        labels = {
            "title": pgettext_lazy("of a session", "Title"),
            "meeting": _("Meeting"),
            "held_on": _("Or the day, without a meeting"),
            "naming": _("How people are named in the room"),
            "dots_each": _("Dots for each"),
        }
        help_texts = {"held_on": ""}
        widgets = {"held_on": DAY, "naming": forms.RadioSelect}

    def __init__(self, *args: Any, templates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["template"]
        choice.queryset = templates
        choice.empty_label = None
        choice.label_from_instance = lambda t: f"{t.title} ({t.get_language_display()})"
        meetings: Any = self.fields["meeting"]
        meetings.queryset = self.instance.group.meetings.all()
        meetings.empty_label = _("none")
        if self.instance.pk:
            del self.fields["template"]


class FramingForm(forms.ModelForm[Session]):
    """The problem as it came, the topic that was made of it, and the questions."""

    guide = forms.CharField(
        label=_("Interview guide, one question a line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=4000,
    )

    class Meta:
        model = Session
        fields = ("problem", "topic")
        labels = {
            "problem": _("What people come with (may be a problem)"),
            "topic": _("Affirmative topic: what we want more of"),
        }
        help_texts = {"problem": "", "topic": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("problem", "topic"):
            self.fields[name].widget.attrs["rows"] = 3
        self.initial["guide"] = "\n".join(self.instance.guide)

    def clean_guide(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["guide"].splitlines())
        return [line for line in lines if line][:30]


class StepForm(forms.Form):
    """One step of a template or session."""

    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    order = forms.IntegerField(label=_("Order"), min_value=1, max_value=99, required=False)
    title = forms.CharField(label=pgettext_lazy("of a step", "Title"), max_length=120)
    phase = forms.ChoiceField(label=_("Phase"), choices=list(PHASES.items()))
    kind = forms.ChoiceField(label=_("Kind of step"), choices=list(KINDS.items()))
    minutes = forms.IntegerField(
        label=pgettext_lazy("of time", "Minutes"), min_value=1, max_value=480
    )
    question = forms.CharField(label=_("Question to all"), max_length=400, required=False)
    guidance = forms.CharField(
        label=_("For whoever leads"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StepsFormSet(forms.BaseFormSet[StepForm]):
    """All steps, in an order of numbers."""

    def steps(self, new_key: Any) -> list[Step]:
        """The steps as filled in; `new_key()` names those that had no key."""
        rows = [f.cleaned_data for f in self.forms if f.cleaned_data.get("title")]
        kept = [row for row in rows if not row.get("DELETE")]
        return [_step(row, new_key) for row in sorted(kept, key=lambda row: row["order"] or LAST)]


def steps_form_set(told: Any, steps: list[Step], more: int) -> StepsFormSet:
    """The steps as rows, and some empty ones."""
    made = forms.formset_factory(
        StepForm, formset=StepsFormSet, extra=more, max_num=40, can_delete=True
    )
    rows = [_row(step, number) for number, step in enumerate(steps, 1)]
    return made(told, initial=rows, prefix="steps")  # type: ignore[return-value]


class PictureForm(forms.Form):
    """A picture of the session, and who may see it."""

    picture = forms.ImageField(label=_("Picture"))
    caption = forms.CharField(label=_("What it shows"), max_length=300)
    author = forms.CharField(label=_("Who took it"), max_length=120, required=False)
    consent = forms.ChoiceField(label=_("Who may see it"), choices=Consent.choices)
    people_asked = forms.BooleanField(
        label=_("It shows nobody, or everybody whom it shows has agreed"), required=False
    )


def _row(step: Step, number: int) -> dict[str, Any]:
    told = {name: getattr(step, name) for name in ("key", "title", "minutes")}
    told |= {"question": step.question, "guidance": step.guidance}
    return {**told, "order": number, "phase": step.phase.value, "kind": step.kind.value}


def _step(row: dict[str, Any], new_key: Any) -> Step:
    return Step(
        key=row["key"] or new_key(),
        phase=Phase(row["phase"]),
        kind=Kind(row["kind"]),
        title=row["title"],
        minutes=row["minutes"],
        question=row["question"],
        guidance=row["guidance"],
    )
