"""What a table that came back wants of the register, row by row; nothing is written here."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from django.utils.translation import gettext as _

from inducult.partnership.models import Person
from inducult.places.checks import faults_of
from inducult.places.difference import Change, Clash, difference, rebase
from inducult.places.exchange.cells import Unreadable, plain
from inducult.places.exchange.columns import (
    FIXED,
    IDENTIFIER,
    SLUG,
    STATE,
    Column,
    every_column,
)
from inducult.places.exchange.sheets import Cell, Formula, NotATable, Table
from inducult.places.models import Place
from inducult.places.past import states_at
from inducult.places.queries import kept_by, seen_by
from inducult.places.records import records_of
from inducult.places.reminding import part_of
from inducult.places.sections.position import moved, regions_after_move

Record = dict[str, Any]
LONGEST_TOLD: Final = 80  # characters of a cell beside its fault
OURS: Final = "CC0-1.0"  # of a position that a person brings


@dataclass(frozen=True)
class RowFault:
    """Where in the file something is wrong, and why, in the language of the page."""

    row: int
    column: str
    reason: str
    told: str = ""  # what stands in the cell


@dataclass(frozen=True)
class Row:
    """A row of the file: the place as it is now, as the file wants it, and what is in the way."""

    number: int
    identifier: str
    now: Record | None = None
    after: Record | None = None
    faults: list[RowFault] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    @property
    def wants(self) -> bool:
        """Whether the row can be written and would change something."""
        return not self.faults and not self.clashes and self.after != self.now

    @cached_property
    def changes(self) -> list[Change]:
        return difference(self.now, self.after) if self.now and self.after else []


@dataclass(frozen=True)
class Look:
    """All rows of a file, and the columns that the register does not know."""

    rows: list[Row]
    strangers: list[str]

    @cached_property
    def good(self) -> list[Row]:
        return [row for row in self.rows if row.wants]

    @cached_property
    def faults(self) -> list[RowFault]:
        return [fault for row in self.rows for fault in row.faults]

    @cached_property
    def stale(self) -> list[Row]:
        """Rows of which the register holds something newer."""
        return [row for row in self.rows if row.clashes and not row.faults]

    @property
    def same(self) -> int:
        left = [row for row in self.rows if not row.faults and not row.clashes]
        return len(left) - len(self.good)

    @property
    def left_out(self) -> int:
        """Rows that cannot be written."""
        return len({row.number for row in self.rows if row.faults or row.clashes})

    @property
    def seal(self) -> str:
        """Changes with everything that would be written."""
        told = json.dumps([(row.now, row.after) for row in self.good], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()


def look_over(table: Table, person: Person) -> Look:
    """Hold the file against the register as this person may see and keep it. Raises NotATable."""
    strangers = _checked(table.header)
    cells = [(number, dict(zip(table.header, row, strict=True))) for number, row in table.rows]
    known = _Known.of(person, [plain(row[IDENTIFIER]) for _number, row in cells])
    marks = {plain(row[IDENTIFIER]): _mark(row) for _number, row in cells}
    known.go_back({key: mark for key, mark in marks.items() if mark is not None})
    return Look([_row(number, row, known) for number, row in cells], strangers)


def _checked(header: list[str]) -> list[str]:
    """The columns that the register does not know. Raises NotATable."""
    for name in (IDENTIFIER, STATE):
        if name not in header:
            words = _("The column “%(name)s” is missing; it came with the table.")
            raise NotATable(words % {"name": name})
    twice = [name for name, count in Counter(header).items() if name and count > 1]
    if twice:
        raise NotATable(_("The column “%(name)s” stands there twice.") % {"name": twice[0]})
    known = {*FIXED, *every_column()}
    return [name for name in header if name and name not in known]


def _mark(row: Mapping[str, Cell]) -> int | None:
    text = plain(row[STATE])
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@dataclass
class _Known:
    """What of the register the person may see and keep, now and when the table was taken out."""

    person: Person
    places: dict[str, Place]
    kept: set[str]
    counts: Counter[str]
    now: dict[str, Record]
    then: dict[str, Record | None] = field(default_factory=dict)

    @classmethod
    def of(cls, person: Person, identifiers: list[str]) -> _Known:
        places = Place.objects.filter(identifier__in=identifiers)
        seen = places.filter(pk__in=seen_by(person).order_by().values("pk"))
        kept = seen.filter(pk__in=kept_by(person).order_by().values("pk"))
        return cls(
            person,
            {place.identifier: place for place in seen.order_by("pk")},
            set(kept.values_list("identifier", flat=True).order_by()),
            Counter(identifiers),
            {record["id"]: record for record in records_of(seen)},
        )

    def go_back(self, marks: Mapping[str, int]) -> None:
        """Find out what the register was when the table was taken out."""
        self.then = states_at(marks, self.now)


def _row(number: int, cells: Mapping[str, Cell], known: _Known) -> Row:
    identifier = plain(cells[IDENTIFIER])
    row = Row(number, identifier, known.now.get(identifier))
    if reason := _misplaced(identifier, known):
        fault = RowFault(number, IDENTIFIER, reason, identifier[:LONGEST_TOLD])
        return replace(row, faults=[fault])
    then, now = known.then.get(identifier), known.now[identifier]
    if then is None:
        reason = _("is not a state of this place; the column must stay as it came")
        told = plain(cells[STATE])[:LONGEST_TOLD]
        return replace(row, faults=[RowFault(number, STATE, reason, told)])
    wanted, faults = _wanted(then, cells)
    if wanted != then and identifier not in known.kept:
        faults = [(IDENTIFIER, _("This place is kept by others; you may propose a change."))]
    wanted = _signed(wanted, then, known)
    after, clashes = rebase(then, wanted, now)
    faults += [] if faults else _new_faults(now, after)
    words = {column: plain(cells.get(column))[:LONGEST_TOLD] for column, _reason in faults}
    named = [RowFault(number, column, reason, words[column]) for column, reason in faults]
    return replace(row, after=after, faults=named, clashes=clashes)


def _misplaced(identifier: str, known: _Known) -> str:
    """Why the row names no place that can be changed; nothing is said of what she may not see."""
    if not identifier:
        return _("is empty; a new place is added on its own page")
    if known.counts[identifier] > 1:
        return _("stands in two rows")
    return "" if identifier in known.places else _("There is no such place in the register.")


def _wanted(record: Record, cells: Mapping[str, Cell]) -> tuple[Record, list[tuple[str, str]]]:
    """The record with every touched cell, and what of them cannot be read."""
    wanted, faults = record, []
    if SLUG in cells and plain(cells[SLUG]) != record["slug"]:
        faults.append((SLUG, _("cannot be changed in a table, only on the page of the place")))
    for column in every_column().values():
        if column.name in cells:
            try:
                wanted = _with(wanted, record, column, cells[column.name])
            except Unreadable as fault:
                faults.append((column.name, str(fault)))
    faults += [] if faults else list(_at_odds(wanted))
    return _placed(record, wanted), faults


def _with(wanted: Record, record: Record, column: Column, cell: Cell) -> Record:
    if isinstance(cell, Formula):
        raise Unreadable(_("holds a formula or an error; only values are taken"))
    return column.applied(wanted, cell) if column.touched(record, cell) else wanted


def _at_odds(record: Record) -> Iterator[tuple[str, str]]:
    """Cells that can be read and do not go together."""
    point, visit = record["position"], record["visit"]
    if point:
        missing = [name for name in ("lat", "lon") if point[name] is None]
        if len(missing) == 1:
            words = _("A position needs both numbers; leave both empty if unknown.")
            yield f"position.{missing[0]}", words
        if not missing and not point["precision"]:
            yield "position.precision", _("Say how exact the position is.")
    if _is_less(visit["group_max"], visit["group_min"]):
        yield "group_max", _("The largest group is smaller than the smallest.")
    if _is_less(visit["hours_valid_to"] or None, visit["hours_valid_from"] or None):
        yield "hours_valid_to", _("lies before the first day")


def _is_less(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one < other


def _placed(before: Record, record: Record) -> Record:
    """Without numbers there is no position; where it moved, boundaries are asked anew."""
    point = record["position"]
    if point is None or point["lat"] is None or point["lon"] is None:
        point = None
    elif not point["licence"]:
        point = {**point, "licence": OURS}
    placed = {**record, "position": point}
    if moved(before["position"], point):
        placed["regions"] = regions_after_move(placed, point)
    return placed


def _signed(record: Record, before: Record, known: _Known) -> Record:
    """Who notes a day on which she looked is named by her role, never by her name."""
    visit = record["visit"]
    if visit["checked_on"] == before["visit"]["checked_on"]:
        return record
    by = part_of(known.person, known.places[record["id"]])
    return {**record, "visit": {**visit, "checked_by": by}}


def _new_faults(now: Record, after: Record) -> list[tuple[str, str]]:
    """Rules of the register that the row would break, and that are not broken already."""
    old = set(faults_of(now)) if after != now else set()
    new = faults_of(after) if after != now else ()
    return [(fault.field, fault.reason) for fault in new if fault not in old]
