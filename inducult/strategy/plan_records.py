"""Parts of a plan as plain values, for their history, and back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import models

from inducult.places.models import Place
from inducult.strategy.models import (
    Action,
    Field,
    Indicator,
    Measure,
    Milestone,
    Objective,
    Pilot,
    Strategy,
    Value,
)

PLACES: Final = "places"
LEFT_OUT: Final = ("id",)

Part = Field | Objective | Measure | Action | Milestone | Indicator
KINDS: Final[dict[str, type[Any]]] = {
    "field": Field,
    "objective": Objective,
    "measure": Measure,
    "action": Action,
    "milestone": Milestone,
    "indicator": Indicator,
}
NAMES: Final[dict[Any, str]] = {
    **{model: name for name, model in KINDS.items()},
    Pilot: "pilot",
    Value: "value",
}


def record_of(thing: models.Model) -> dict[str, Any]:
    """All fields as JSON holds them; places by their identifiers, in their order."""
    fields = (field for field in thing._meta.concrete_fields if field.name not in LEFT_OUT)
    record = {field.attname: _plain(getattr(thing, field.attname)) for field in fields}
    return {**record, PLACES: places_of(thing)} if has_places(thing) else record


def put(thing: Any, record: dict[str, Any]) -> Any:
    """The thing with the values of a record; saved by whoever asked for it."""
    for field in thing._meta.concrete_fields:
        if field.attname in record:
            setattr(thing, field.attname, field.to_python(record[field.attname]))
    return thing


def has_places(thing: models.Model) -> bool:
    return isinstance(thing, Action | Pilot)


def places_of(thing: Any) -> list[str]:
    """The identifiers of the places that a saved thing has to do with."""
    if thing.pk is None:
        return []
    return list(thing.places.order_by("identifier").values_list("identifier", flat=True))


def set_places(thing: Any, identifiers: list[str]) -> None:
    """Exactly these places; one that is not in the register is left out."""
    thing.places.set(Place.objects.filter(identifier__in=identifiers))


def strategy_of(part: Any) -> Strategy:
    """The strategy that a part of a plan belongs to."""
    if isinstance(part, Objective):
        part = part.field
    elif isinstance(part, Measure):
        part = part.objective.field
    elif isinstance(part, Value):
        part = part.indicator
    found: Strategy = part.strategy
    return found


def kind_of(thing: models.Model) -> str:
    """The name under which the history keeps it: `action`."""
    name: str = NAMES[type(thing)]
    return name


def key_of(thing: Any) -> str:
    """The identifier under which the history keeps it; a value stands with its indicator."""
    return str(thing.indicator.key if isinstance(thing, Value) else thing.key)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
