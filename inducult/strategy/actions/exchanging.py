"""A filled-in plan is kept until its sender decides, carried out as a whole, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, changed_fields, keep
from inducult.common.identifiers import new_identifier
from inducult.common.models import Act
from inducult.partnership.models import Person
from inducult.places.exchange.sheets import Formula, Table
from inducult.strategy.actions.beginning import grow
from inducult.strategy.actions.planning import add, change
from inducult.strategy.models import Action, Field, Measure, Objective, PlanSheet, Strategy
from inducult.strategy.plan_import import Held, Line, Look, look_over
from inducult.strategy.plan_records import KINDS, PLACES, put, record_of, set_places

KEPT: Final = 20  # tables of a person that wait for her


class Refused(ValueError):
    """The table has faults, changes nothing, or the plan changed since somebody looked."""


class NotUndoable(ValueError):
    """Somebody worked on with what the table wrote."""


@transaction.atomic
def keep_sheet(table: Table, strategy: Strategy, *, name: str, person: Person) -> PlanSheet:
    """Keep what was read; of the sender's waiting tables only the latest stay."""
    mine = PlanSheet.objects.filter(person=person, run="")
    latest = list(mine.order_by("-id").values_list("pk", flat=True)[: KEPT - 1])
    mine.exclude(pk__in=latest).delete()
    rows = [[number, [_stored(cell) for cell in row]] for number, row in table.rows]
    return PlanSheet.objects.create(
        strategy=strategy, person=person, name=name[:200], header=table.header, rows=rows
    )


def table_in_sheet(sheet: PlanSheet) -> Table:
    """The table as it was read."""
    rows = [(number, [_read(cell) for cell in row]) for number, row in sheet.rows]
    return Table(sheet.header, rows)


@transaction.atomic
def carry_out(sheet: PlanSheet, *, seal: str, by: Actor) -> Look:
    """Write all of it or nothing. Raises Refused."""
    sheet = PlanSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    look = look_over(table_in_sheet(sheet), sheet.strategy)
    if sheet.run or not look.is_good or look.seal != seal:
        raise Refused(sheet.key)
    sheet.run = f"plan-{new_identifier()}"
    for line in [*look.changed, *look.new]:
        _write(line, sheet.strategy, by, sheet.run)
    sheet.save(update_fields=["run"])
    return look


@transaction.atomic
def undo(sheet: PlanSheet, *, by: Actor) -> None:
    """Everything as it was before the table was carried out. Raises NotUndoable."""
    sheet = PlanSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if not sheet.run or sheet.undone_at:
        raise NotUndoable(sheet.key)
    for act in Act.objects.filter(run=sheet.run).order_by("-id"):
        _take_back(act, by)
    sheet.undone_at = timezone.now()
    sheet.save(update_fields=["undone_at"])
    grow(sheet.strategy)


def _write(line: Line, strategy: Strategy, by: Actor, run: str) -> None:
    action = line.action or Action(strategy=strategy)
    for name, value in line.values.items():
        setattr(action, name, value)
    action.measure = _measure(line, action.area, strategy, by, run)
    if line.action:
        change(action, by=by, run=run)
    else:
        add(action, by=by, run=run)


def _measure(line: Line, area: str, strategy: Strategy, by: Actor, run: str) -> Measure:
    """The measure that the row names; what is not there yet is added."""
    objective_title, title = line.parents
    if found := Held(strategy).measure(objective_title, title):
        return found
    rows = Objective.objects.filter(field__strategy=strategy)
    objective = rows.filter(title=objective_title).order_by("order", "id").first()
    if objective is None:
        field = strategy.fields.filter(area=area).first() or _new_field(strategy, area, by, run)
        objective = add(Objective(field=field, title=objective_title or title), by=by, run=run)
    made: Measure = add(Measure(objective=objective, title=title), by=by, run=run)
    return made


def _new_field(strategy: Strategy, area: str, by: Actor, run: str) -> Field:
    made = Field(strategy=strategy, area=area)
    made.title = made.get_area_display()
    return add(made, by=by, run=run)  # type: ignore[no-any-return]


def _take_back(act: Act, by: Actor) -> None:
    thing = KINDS[act.subject_kind].objects.filter(key=act.subject).first()
    if thing is None:
        raise NotUndoable(act.subject)
    now = record_of(thing)
    if set(changed_fields(act.after, {n: now.get(n) for n in act.after or {}})) - {"order"}:
        raise NotUndoable(act.subject)
    if act.before is None:
        _remove(thing, act, now, by)
        return
    put(thing, act.before).save()
    if PLACES in act.before:
        set_places(thing, act.before[PLACES])
    keep([Trace("undo", act.subject_kind, act.subject, now, record_of(thing))], by=by)


def _remove(thing: Any, act: Act, now: Any, by: Actor) -> None:
    """What the table added goes; a part on which others have built stays."""
    if isinstance(thing, Action) and thing.notes.exists():
        raise NotUndoable(act.subject)
    children = {Field: "objectives", Objective: "measures", Measure: "actions"}
    under = children.get(type(thing))
    if under and getattr(thing, under).exists():
        return
    thing.delete()
    keep([Trace("undo", act.subject_kind, act.subject, now, None)], by=by)


def _stored(cell: Any) -> Any:
    if isinstance(cell, Formula):
        return {"formula": cell.text}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _read(cell: Any) -> Any:
    if not isinstance(cell, dict):
        return cell
    return Formula(cell["formula"]) if "formula" in cell else date.fromisoformat(cell["day"])
