"""Words of a plan that no model holds."""

from __future__ import annotations

from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.strategy.models import Action, Pilot

AS: Final[dict[str, Any]] = {
    "table": pgettext_lazy("view of a plan", "Table"),
    "chart": pgettext_lazy("view of a plan", "Time chart"),
    "board": pgettext_lazy("view of a plan", "Board"),
}
STANDING_WORDS: Final[dict[str, Any]] = {
    "overdue": pgettext_lazy("actions", "overdue"),
    "blocked": pgettext_lazy("actions", "blocked"),
}
LAYER_WORDS: Final[dict[str, Any]] = {
    "story": _("Stories"),
    "theme": _("Themes"),
    "proposition": _("Propositions"),
    "objective": _("Objectives"),
    "measure": _("Measures"),
    "action": _("Actions"),
    "pilot": _("Pilots"),
    "indicator": _("Indicators"),
}
PART_WORDS: Final[dict[str, Any]] = {
    "field": _("New field of action"),
    "objective": _("New objective"),
    "measure": _("New measure"),
    "action": _("New action"),
    "milestone": _("New milestone"),
    "indicator": _("New indicator"),
}
DEED_WORDS: Final[dict[str, Any]] = {
    "add": pgettext_lazy("history", "added"),
    "change": pgettext_lazy("history", "changed"),
    "status": pgettext_lazy("history", "new status"),
    "undo status": pgettext_lazy("history", "status taken back"),
    "move": pgettext_lazy("history", "moved"),
    "note": pgettext_lazy("history", "note written"),
    "report": pgettext_lazy("history", "value reported"),
    "take back": pgettext_lazy("history", "value taken back"),
}
HEADS: Final = ("number", "title", "area", "lead", "begins", "ends", "status")
PILOT_SECTIONS: Final = (
    (pgettext_lazy("pilot", "The idea"), ("chance", "description", "novelty")),
    (pgettext_lazy("pilot", "For whom and where"), ("target_groups",)),
    (
        pgettext_lazy("pilot", "What came of it"),
        (
            *("transnational_input", "outputs", "effects", "environment", "social"),
            *("lessons", "self_evaluation"),
        ),
    ),
    (pgettext_lazy("pilot", "How it goes on"), ("institutional", "financial", "political")),
    (
        pgettext_lazy("pilot", "How others take it up"),
        ("conditions", "resources", "success_factors", "obstacles", "advice", "contact"),
    ),
)


def label_of(model: type[Any], name: str) -> str:
    """What a field is called on pages and in tables, in the reader's language."""
    return capfirst(str(model._meta.get_field(name).verbose_name))


def heads() -> list[tuple[str, str]]:
    """The columns of the table of a plan."""
    return [(name, label_of(Action, name)) for name in HEADS]


def told_of_pilot(pilot: Pilot) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What is told of a pilot, under its headings; what is empty is left out."""
    sections = [
        (head, [(label_of(Pilot, n), getattr(pilot, n)) for n in names if getattr(pilot, n)])
        for head, names in PILOT_SECTIONS
    ]
    return [(head, said) for head, said in sections if said]
