"""The forms of pilots: an idea first, all that others need to take it up later."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.partnership.models import Area, Region
from inducult.strategy.appreciating import questions
from inducult.strategy.models import Action, Measure, Pilot, PilotLink, PilotPicture, Strategy
from inducult.strategy.plan_forms import LOW, Day, Grouped, PlacesField

TEXTS = (
    *("partners", "chance", "novelty", "target_groups", "transnational_input", "outputs"),
    *("effects", "institutional", "financial", "political", "conditions", "resources"),
    *("success_factors", "obstacles", "advice", "lessons", "environment", "social"),
    *("self_evaluation",),
)


class PilotForm(Grouped):
    """All that is told of a pilot; only its title, type and region are asked for."""

    places = PlacesField()
    areas = forms.MultipleChoiceField(
        label=_("Thematic areas"),
        choices=Area.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    groups = (
        (
            pgettext_lazy("pilot", "The idea"),
            ("title", "region", "type", "areas", "language", "chance", "description", "novelty"),
        ),
        (
            pgettext_lazy("pilot", "Who and when"),
            ("owner", "partners", "contact", "action", "status", "begins", "ends"),
        ),
        (
            pgettext_lazy("pilot", "For whom and where"),
            ("target_groups", "people_planned", "people_reached", "places"),
        ),
        (pgettext_lazy("pilot", "Money"), ("budget", "spent", "currency")),
        (
            pgettext_lazy("pilot", "What came of it"),
            (
                *("transnational_input", "outputs", "effects", "environment", "social"),
                *("lessons", "self_evaluation"),
            ),
        ),
        (
            pgettext_lazy("pilot", "How it goes on"),
            ("institutional", "financial", "political"),
        ),
        (
            pgettext_lazy("pilot", "How others take it up"),
            ("conditions", "resources", "success_factors", "obstacles", "advice"),
        ),
        (pgettext_lazy("pilot", "Who reads it"), ("is_public",)),
    )

    class Meta:
        model = Pilot
        fields = (
            *("title", "region", "type", "language", "description", "owner", "contact", "action"),
            *("status", "begins", "ends", "people_planned", "people_reached", "budget", "spent"),
            *("currency", "is_public", *TEXTS),
        )
        widgets: ClassVar = {**dict.fromkeys(TEXTS, LOW), "begins": Day(), "ends": Day()}

    def __init__(self, *args: Any, regions: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        codes = [region.code for region in regions]
        language = get_language() or "en"
        fields["region"].queryset = Region.objects.filter(code__in=codes).prefetch_related("texts")
        fields["region"].label_from_instance = lambda each: each.name_in(language).text
        fields["action"].queryset = Action.objects.filter(strategy__region__in=codes)
        fields["areas"].initial = self.instance.areas
        if self.instance.pk:
            own = self.instance.places.order_by("identifier")
            self.initial["places"] = "\n".join(own.values_list("identifier", flat=True))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.in_order("begins", "ends", _("The end lies before the begin."))
        self.instance.areas = told.get("areas", [])
        return told


class LinkForm(forms.ModelForm[PilotLink]):
    """Title and address; what has no scheme is taken for a secure page."""

    address = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")

    class Meta:
        model = PilotLink
        fields = ("title", "address", "kind")

    def clean_address(self) -> str:
        """Only pages of the web: no other scheme becomes a link."""
        address = str(self.cleaned_data["address"])
        if not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("An address of the web begins with https://."))
        return address


class PictureForm(forms.ModelForm[PilotPicture]):
    """A new picture; its content is judged by places/pictures.py."""

    picture = forms.FileField(
        label=_("Picture file"),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"}
        ),
        help_text=_("JPEG, PNG, WebP or HEIC, up to 25 MB."),
        error_messages={"required": _("Choose a picture first.")},
    )
    people_asked = forms.BooleanField(
        label=_("It shows nobody, or everybody whom it shows has agreed")
    )
    field_order = ("picture", "alternative", "author", "licence", "people_asked")

    class Meta:
        model = PilotPicture
        fields = ("alternative", "author", "licence")


class AppreciationForm(forms.Form):
    """Four questions that look for what works."""

    def __init__(self, *args: Any, stage: str, regions: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        named = [(region.code, region.name_in(language).text) for region in regions]
        self.fields["region"] = forms.ChoiceField(label=_("In the name of"), choices=named)
        for number, question in enumerate(questions(stage)):
            self.fields[f"answer{number}"] = forms.CharField(
                label=question, max_length=2000, widget=LOW, required=number == 0
            )

    def answers(self) -> list[str]:
        """In the order of the questions."""
        names = sorted(name for name in self.fields if name.startswith("answer"))
        return [self.cleaned_data[name] for name in names]


class TakingForm(forms.Form):
    """Under which measure of which plan it is taken over."""

    measure = forms.ModelChoiceField(
        label=_("Measure of your plan under which it comes"), queryset=Measure.objects.none()
    )

    def __init__(self, *args: Any, strategies: list[Strategy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Measure.objects.filter(objective__field__strategy__in=strategies)
        field: Any = self.fields["measure"]
        field.queryset = rows.select_related("objective__field__strategy").order_by(
            "objective__field__strategy__title", "objective__order", "order", "id"
        )
        field.label_from_instance = lambda m: f"{m.objective.field.strategy.title}: {m.title}"
