"""What plans keep about a person, for her to take out."""

from __future__ import annotations

from typing import Any

from inducult.partnership.models import Person
from inducult.partnership.own_data import share
from inducult.partnership.queries import actor_of
from inducult.strategy.models import Action, ProgressNote, Value


@share("plans")
def _plans(person: Person) -> dict[str, Any]:
    """What she leads, wrote and reported."""
    name = actor_of(person).name
    leads = Action.objects.filter(lead_person=person).order_by("id")
    notes = ProgressNote.objects.filter(by=name).order_by("id")
    values = Value.objects.filter(reported_by=name).order_by("id")
    return {
        "leads": list(leads.values("key", "title")),
        "notes": list(notes.values("action__key", "text", "at")),
        "values": list(values.values("indicator__key", "on", "value", "source")),
    }
