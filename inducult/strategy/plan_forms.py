"""Forms of a plan: few fields are asked for, the others wait in groups until they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from inducult.partnership.models import Assignment, Organisation, Person
from inducult.places.models import Place
from inducult.places.queries import meant_by
from inducult.strategy.models import (
    Action,
    Field,
    Indicator,
    Measure,
    Milestone,
    Objective,
    ProgressNote,
    Strategy,
    Value,
)
from inducult.strategy.models.action import Status

LOW = forms.Textarea(attrs={"rows": 3})


class Day(forms.DateInput):
    """A day, as browsers ask for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PlacesField(forms.CharField):
    """Places of the register, one on each line: address of its page, or identifier."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Places"),
            help_text=_("One on each line: the address of its page, or its identifier."),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
        )

    def clean(self, value: Any) -> Any:
        """Identifiers, in the order in which they were written."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        found = {line: meant_by(line, Place.objects.all()) for line in lines[:100]}
        if unknown := [line for line, place in found.items() if place is None]:
            words = _("No place of the register is meant by “%(line)s”.")
            raise forms.ValidationError(words, params={"line": unknown[0][:100]})
        return list(dict.fromkeys(place.identifier for place in found.values() if place))


class Grouped(forms.ModelForm):  # type: ignore[type-arg]
    """A form in groups; the first stands open, the others where something in them is wrong."""

    groups: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    def parts(self) -> Iterator[tuple[Any, list[Any], bool]]:
        """Label, fields, and whether the group stands open."""
        for number, (label, names) in enumerate(self.groups):
            fields = [self[name] for name in names]
            is_open = number == 0 or any(field.errors for field in fields)
            yield label, fields, is_open

    def in_order(self, begin: str, end: str, words: Any) -> None:
        """An error at `end` when it lies before `begin`."""
        first, last = (self.cleaned_data.get(name) for name in (begin, end))
        if first is not None and last is not None and last < first:
            self.add_error(end, words)


class FieldForm(Grouped):
    """A field of action."""

    groups = ((_("Field of action"), ("title", "area")),)

    class Meta:
        model = Field
        fields = ("title", "area")


class ObjectiveForm(Grouped):
    groups = ((_("Objective"), ("title", "text", "field")),)

    class Meta:
        model = Objective
        fields = ("title", "text", "field")
        widgets: ClassVar = {"text": LOW}

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = Field.objects.filter(strategy=strategy)  # type: ignore[attr-defined]


class MeasureForm(Grouped):
    groups = ((_("Measure"), ("title", "text", "objective")),)

    class Meta:
        model = Measure
        fields = ("title", "text", "objective")
        widgets: ClassVar = {"text": LOW}

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Objective.objects.filter(field__strategy=strategy)
        self.fields["objective"].queryset = own.order_by("field__order", "order", "id")  # type: ignore[attr-defined]


class ActionForm(Grouped):
    """All columns of an action but its standing, which has a form of its own."""

    places = PlacesField()
    groups = (
        (pgettext_lazy("action", "What"), ("title", "measure", "area", "description", "why")),
        (
            pgettext_lazy("action", "Who"),
            ("lead", "lead_organisation", "lead_person", "partners", "target_groups"),
        ),
        (pgettext_lazy("action", "Where and when"), ("places", "begins", "ends")),
        (
            pgettext_lazy("action", "What it costs"),
            ("cost_min", "cost_max", "currency", "funding", "funding_status"),
        ),
        (pgettext_lazy("action", "What else matters"), ("number", "priority", "risk", "links")),
    )

    class Meta:
        model = Action
        fields = (
            *("title", "measure", "area", "description", "why", "lead", "lead_organisation"),
            *("lead_person", "partners", "target_groups", "begins", "ends", "cost_min"),
            *("cost_max", "currency", "funding", "funding_status", "number", "priority"),
            *("risk", "links"),
        )
        low = ("why", "partners", "target_groups", "funding", "risk", "links")
        widgets: ClassVar = {**dict.fromkeys(low, LOW), "begins": Day(), "ends": Day()}

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["measure"].queryset = Measure.objects.filter(
            objective__field__strategy=strategy
        ).order_by("objective__field__order", "objective__order", "order", "id")
        fields["lead_person"].queryset = people_of(strategy)
        named = Organisation.objects.prefetch_related("names").order_by("key")
        fields["lead_organisation"].queryset = named
        language = get_language() or "en"
        fields["lead_organisation"].label_from_instance = lambda each: each.name_in(language).text
        if self.instance.pk:
            own = self.instance.places.order_by("identifier")
            self.initial["places"] = "\n".join(own.values_list("identifier", flat=True))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.in_order("begins", "ends", _("The end lies before the begin."))
        self.in_order("cost_min", "cost_max", _("The upper cost is less than the lower one."))
        return told


class MilestoneForm(Grouped):
    groups = ((_("Milestone"), ("title", "due", "met_on")),)

    class Meta:
        model = Milestone
        fields = ("title", "due", "met_on")
        widgets: ClassVar = {"due": Day(), "met_on": Day()}


class IndicatorForm(Grouped):
    """What is measured; the reported values stand on the page of the indicator."""

    groups = (
        (_("Indicator"), ("title", "unit", "kind", "adding")),
        (_("From where to where"), ("baseline", "target", "target_on", "code")),
        (_("What it belongs to"), ("objective", "action", "pilot")),
    )

    class Meta:
        model = Indicator
        fields = (
            *("title", "unit", "kind", "adding", "baseline", "target", "target_on", "code"),
            *("objective", "action", "pilot"),
        )
        widgets: ClassVar = {"target_on": Day()}

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["baseline"].required = False
        fields["objective"].queryset = Objective.objects.filter(field__strategy=strategy)
        fields["action"].queryset = Action.objects.filter(strategy=strategy)
        fields["pilot"].queryset = fields["pilot"].queryset.filter(action__strategy=strategy)

    def clean_baseline(self) -> Any:
        return self.cleaned_data["baseline"] or 0


class ValueForm(forms.ModelForm[Value]):
    """A value that is reported."""

    class Meta:
        model = Value
        fields = ("on", "value", "source")
        widgets: ClassVar = {"on": Day()}


class NoteForm(forms.ModelForm[ProgressNote]):
    class Meta:
        model = ProgressNote
        fields = ("text",)
        widgets: ClassVar = {"text": LOW}


class StandingForm(forms.ModelForm[Action]):
    """Where an action stands, and what is to be said of it."""

    class Meta:
        model = Action
        fields = ("status", "status_reason", "blocked_because", "explanation")
        widgets: ClassVar = dict.fromkeys(
            ("status_reason", "blocked_because", "explanation"),
            forms.Textarea(attrs={"rows": 2}),
        )
        help_texts: ClassVar = {
            "status_reason": _("Needed for an action that is stopped."),
            "blocked_because": _("Empty: nothing is in the way."),
            "explanation": _("Needed when its time is over and it is not done."),
        }

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("status") == Status.STOPPED and not told.get("status_reason", "").strip():
            self.add_error("status_reason", _("Say why it is stopped: the plan explains it."))
        return told


def people_of(strategy: Strategy) -> Any:
    """Whoever has a role in the region of the strategy; for Central Europe, any."""
    roles = Assignment.objects.filter(person__is_active=True)
    if strategy.region_id:
        roles = roles.filter(region=strategy.region_id)
    return Person.objects.filter(pk__in=roles.order_by().values("person")).order_by("name", "pk")


FORMS: dict[str, type[Grouped]] = {
    "field": FieldForm,
    "objective": ObjectiveForm,
    "measure": MeasureForm,
    "action": ActionForm,
    "milestone": MilestoneForm,
    "indicator": IndicatorForm,
}
BARE = ("field", "milestone")  # forms that need not know the strategy
