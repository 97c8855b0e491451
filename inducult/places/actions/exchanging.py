"""A table goes out and comes back: kept as it came, carried out as one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inducult.partnership.models import Person
from inducult.partnership.queries import actor_of
from inducult.places.actions.corrections import Trail
from inducult.places.actions.runs import Done, Pair, change_many
from inducult.places.exchange.columns import columns, header
from inducult.places.exchange.looking import Look
from inducult.places.exchange.sheets import MOST_ROWS, Cell, Formula, Table
from inducult.places.models import Place, Sheet
from inducult.places.past import marks_of
from inducult.places.records import records_of

KEPT: Final = 20  # tables of a person that wait for her
FOR: Final = timedelta(days=30)


@dataclass(frozen=True)
class TableOut:
    """What goes out: a header and the rows of the places."""

    header: list[str]
    rows: list[list[Cell]]


def table_of(places: QuerySet[Place], languages: Sequence[str]) -> TableOut:
    """The places, MOST_ROWS at most, in their order, with names and texts in these languages."""
    order = list(places.values_list("identifier", flat=True)[:MOST_ROWS])
    marks = marks_of(order)
    known = {r["id"]: r for r in records_of(Place.objects.filter(identifier__in=order))}
    shown = columns(tuple(languages))
    rows = [
        [key, marks.get(key, 0), known[key]["slug"], *(c.shown(known[key]) for c in shown.values())]
        for key in order
        if key in known
    ]
    return TableOut(header(list(shown)), rows)


@transaction.atomic
def keep_sheet(table: Table, *, name: str, person: Person) -> Sheet:
    """Keep what came until its sender decides; what she left lying for a month goes."""
    mine = Sheet.objects.filter(person=person)
    mine.filter(sent_at__lt=timezone.now() - FOR).delete()
    latest = list(mine.order_by("-id").values_list("pk", flat=True)[: KEPT - 1])
    mine.exclude(pk__in=latest).delete()
    rows = [[number, [_stored(cell) for cell in row]] for number, row in table.rows]
    return Sheet.objects.create(person=person, name=name[:200], header=table.header, rows=rows)


@transaction.atomic
def carry_out_sheet(
    sheet: Sheet, look: Look, *, reason: str = "", publish_too: bool = False
) -> Done | None:
    """Write the good rows as one run; None if that has been done already."""
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.run:
        return None
    pairs = [Pair(row.now, row.after) for row in look.good if row.now and row.after]
    trail = Trail(actor_of(sheet.person), reason or sheet.name, deed="exchange")
    done = change_many(pairs, trail, publish_too=publish_too)
    Sheet.objects.filter(pk=sheet.pk).update(run=done.run if done.changed else "")
    return done


def table_in_sheet(sheet: Sheet) -> Table:
    """The table as it was read."""
    rows = [(number, [_read(cell) for cell in row]) for number, row in sheet.rows]
    return Table(sheet.header, rows)


def _stored(cell: Cell) -> Any:
    if isinstance(cell, Formula):
        return {"formula": cell.text}
    return cell.isoformat() if isinstance(cell, date) else cell


def _read(cell: Any) -> Cell:
    return Formula(cell["formula"]) if isinstance(cell, dict) else cell
