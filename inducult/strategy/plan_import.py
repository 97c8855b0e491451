"""A filled-in plan is looked over: what is new, would change, is wrong. Nothing is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from inducult.common.folding import fold
from inducult.places.exchange.sheets import Formula, Table
from inducult.strategy.models import Action, Measure, Strategy
from inducult.strategy.models.action import Status
from inducult.strategy.plan_columns import KEY, PARENTS, Column, Wrong, columns
from inducult.strategy.planned import actions_of


@dataclass(frozen=True)
class Fault:
    """What is wrong: the row as the file counts it, the column by its label or "", and why."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Change:
    """One value of an existing action that would change."""

    label: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Line:
    """A row of the file: the action that it means (None: a new one), and what it says."""

    row: int
    action: Action | None
    values: dict[str, Any]
    parents: tuple[str, str]  # titles of objective and measure
    changes: list[Change] = field(default_factory=list)
    is_new_measure: bool = False

    @property
    def title(self) -> str:
        return str(self.values.get("title") or (self.action.title if self.action else ""))


@dataclass(frozen=True)
class Look:
    """What a file would do to a plan. Good only without faults: all or nothing."""

    new: list[Line]
    changed: list[Line]
    same: int
    faults: list[Fault]
    seal: str

    @property
    def is_good(self) -> bool:
        return not self.faults and bool(self.new or self.changed)


class Held:
    """The plan as the rows are held against it."""

    def __init__(self, strategy: Strategy) -> None:
        self.actions = list(actions_of(strategy))
        self.by_key = {action.key: action for action in self.actions}
        self.by_number = {action.number: action for action in self.actions if action.number}
        rows = Measure.objects.filter(objective__field__strategy=strategy)
        self.measures = list(rows.select_related("objective").order_by("order", "id"))

    def meant(self, cells: dict[str, Any]) -> Action | None:
        """By key, else by number. Raises Wrong for a key that is none of ours."""
        if key := str(cells.get(KEY) or "").strip():
            if key not in self.by_key:
                raise Wrong(_("There is no such action in this strategy."))
            return self.by_key[key]
        return self.by_number.get(str(cells.get("number") or "").strip())

    def measure(self, objective: str, measure: str) -> Measure | None:
        """The measure of this title; of several the one under this objective."""
        like = [m for m in self.measures if fold(m.title) == fold(measure)]
        under = [m for m in like if not objective or fold(m.objective.title) == fold(objective)]
        return under[0] if under else None


def look_over(table: Table, strategy: Strategy) -> Look:
    """Every row against the plan."""
    plan, faults, lines = Held(strategy), [], []
    for number, cells in table.rows:
        line, wrong = _line(number, dict(zip(table.header, cells, strict=True)), plan)
        faults += wrong
        if line is not None:
            lines.append(line)
    faults += list(_twice(lines))
    return Look(
        new=[line for line in lines if line.action is None],
        changed=[line for line in lines if line.action and line.changes],
        same=sum(line.action is not None and not line.changes for line in lines),
        faults=sorted(faults, key=lambda fault: fault.row),
        seal=_seal(lines),
    )


def _line(number: int, cells: dict[str, Any], plan: Held) -> tuple[Line | None, list[Fault]]:
    known = columns()
    try:
        action = plan.meant(cells)
    except Wrong as fault:
        return None, [Fault(number, KEY, str(fault))]
    values, faults = _values(number, cells, known)
    if faults:
        return None, faults
    parents = _parents(values, action)
    values = {name: value for name, value in values.items() if name not in PARENTS}
    faults = list(_lacking(number, values, parents, action, known))
    found = plan.measure(*parents)
    changes = _changes(values, parents, action, known) if action else []
    return Line(number, action, values, parents, changes, found is None), faults


def _values(
    number: int, cells: dict[str, Any], known: dict[str, Column]
) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for name, cell in cells.items():
        if name not in known:
            continue
        try:
            if isinstance(cell, Formula):
                raise Wrong(_("It is a formula; save its value instead."))
            values[name] = known[name].read(cell)
        except Wrong as fault:
            faults.append(Fault(number, known[name].label, str(fault)))
    return values, faults


def _parents(values: dict[str, Any], action: Action | None) -> tuple[str, str]:
    """Titles of objective and measure: those of the row, else those that the action has."""
    objective, measure = values.get("objective", ""), values.get("measure", "")
    if action:
        objective = objective or action.measure.objective.title
        measure = measure or action.measure.title
    return objective, measure


def _lacking(
    number: int,
    values: dict[str, Any],
    parents: tuple[str, str],
    action: Action | None,
    known: dict[str, Column],
) -> Iterator[Fault]:
    """What a row must say, and what contradicts itself in it."""

    def said(name: str) -> Any:
        return values.get(name, getattr(action, name) if action else None)

    if not said("title"):
        yield Fault(number, known["title"].label, _("An action needs a title."))
    if not parents[1]:
        yield Fault(number, known["measure"].label, _("Say under which measure it stands."))
    if said("begins") and said("ends") and said("ends") < said("begins"):
        yield Fault(number, known["ends"].label, _("The end lies before the begin."))
    costs = said("cost_min"), said("cost_max")
    if None not in costs and costs[1] < costs[0]:
        words = _("The upper cost is less than the lower one.")
        yield Fault(number, known["cost_max"].label, words)
    if said("status") == Status.STOPPED and not said("status_reason"):
        words = _("Say why it is stopped: the plan explains it.")
        yield Fault(number, known["status_reason"].label, words)
    if not action and "area" not in values:
        yield Fault(number, known["area"].label, _("Say in which thematic area it is."))


def _changes(
    values: dict[str, Any], parents: tuple[str, str], action: Action, known: dict[str, Column]
) -> list[Change]:
    found = [
        Change(known[name].label, known[name].show(action), value)
        for name, value in values.items()
        if value != getattr(action, name)
    ]
    now = (action.measure.objective.title, action.measure.title)
    if tuple(map(fold, parents)) != tuple(map(fold, now)):
        found.append(Change(known["measure"].label, now[1], parents[1]))
    return found


def _twice(lines: list[Line]) -> Iterator[Fault]:
    """An action that several rows mean."""
    seen: dict[str, int] = {}
    for line in lines:
        number = str(line.values.get("number") or "").strip()
        name = line.action.key if line.action else (f"#{number}" if number else "")
        if name and name in seen:
            words = _("Row %(row)s means the same action.") % {"row": seen[name]}
            yield Fault(line.row, "", words)
        seen.setdefault(name, line.row)


def _seal(lines: list[Line]) -> str:
    """Of what would be done: another one when the plan changed between look and deed."""
    told = [
        (x.row, x.action.key if x.action else "", x.values, x.parents, x.changes) for x in lines
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]
