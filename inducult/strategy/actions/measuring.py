"""Values of indicators are reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow
from inducult.strategy.models import Indicator, Value
from inducult.strategy.plan_records import record_of


@transaction.atomic
def report(indicator: Indicator, on: date, value: Decimal, *, source: str, by: Actor) -> Value:
    """The value of a day; one that was reported for the same day before is corrected."""
    rows = Value.objects.select_for_update(of=("self",)).filter(indicator=indicator, on=on)
    known = rows.first()
    before = record_of(known) if known else {}
    said = known or Value(indicator=indicator, on=on)
    said.value, said.source = value, source
    said.reported_by, said.reported_at = by.name, timezone.now()
    said.save()
    keep([Trace("report", "indicator", indicator.key, before, record_of(said))], by=by)
    grow(indicator.strategy)
    return said


@transaction.atomic
def take_back(value: Value, *, by: Actor) -> None:
    """A value that should not have been reported is gone; the trace keeps it."""
    trace = Trace("take back", "indicator", value.indicator.key, record_of(value), {})
    value.delete()
    keep([trace], by=by)
    grow(value.indicator.strategy)
