"""Many places at once: hold incoming records against the register, and write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from inducult.common.history import Actor, Trace, changed_fields, keep
from inducult.common.identifiers import new_identifier
from inducult.places.difference import apply, difference
from inducult.places.models import Place
from inducult.places.outspoken import written_by_people
from inducult.places.records import Record, records_of
from inducult.places.writing import remove_places, write_records


@dataclass(frozen=True)
class Difference:
    """What an import would do, before it does it.

    `kept`: slug and names of the pieces that differ and stay, because a person wrote them.
    """

    added: list[Record] = field(default_factory=list)
    changed: list[tuple[Record, Record]] = field(default_factory=list)
    removed: list[Record] = field(default_factory=list)
    same: int = 0
    kept: list[tuple[str, list[str]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def changed_fields(self) -> Iterable[tuple[str, list[str]]]:
        """Slug and names of the fields that differ, for each changed place."""
        return ((new["slug"], changed_fields(old, new)) for old, new in self.changed)


def compare(records: Sequence[Record], *, scheme: str, prune: bool = False) -> Difference:
    """Hold incoming records against the register; what people wrote there last, stays.

    With `prune` the places of the same `scheme` that are missing in the records count as removed.
    """
    scope = Place.objects.filter(identifiers__scheme=scheme).distinct()
    known = {record["id"]: record for record in records_of(scope)}
    incoming = {record["id"]: record for record in records}
    both = [(known[key], record) for key, record in incoming.items() if key in known]
    both, kept = _outranked(both)
    return Difference(
        added=[record for key, record in incoming.items() if key not in known],
        changed=[(old, new) for old, new in both if old != new],
        removed=[old for key, old in known.items() if key not in incoming] if prune else [],
        same=sum(old == new for old, new in both),
        kept=kept,
    )


def _outranked(
    both: Sequence[tuple[Record, Record]],
) -> tuple[list[tuple[Record, Record]], list[tuple[str, list[str]]]]:
    """The pairs, with what people wrote put back into the incoming record, and which that is."""
    spoken = written_by_people(new["id"] for old, new in both if old != new)
    pairs, kept = [], []
    for old, new in both:
        changes = difference(old, new)
        stays = [change for change in changes if change.path in spoken.get(new["id"], ())]
        if stays:
            kept.append((old["slug"], [change.name for change in stays]))
            new = apply(old, [change for change in changes if change not in stays])  # noqa: PLW2901 -- the same record, corrected
        pairs.append((old, new))
    return pairs, kept


@transaction.atomic
def carry_out(difference: Difference, *, by: Actor, reason: str) -> str:
    """Write the difference, all or nothing; returns the run under which it can be undone."""
    run = new_identifier()
    write_records([*difference.added, *(new for _, new in difference.changed)])
    remove_places(record["id"] for record in difference.removed)
    keep(_traces(difference), by=by, reason=reason, run=run)
    return run


def _traces(difference: Difference) -> Iterable[Trace]:
    for record in difference.added:
        yield Trace("add", "place", record["id"], None, record)
    for old, new in difference.changed:
        yield Trace("change", "place", new["id"], old, new)
    for record in difference.removed:
        yield Trace("remove", "place", record["id"], record, None)
