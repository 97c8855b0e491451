"""What sources bring: taken in many at a time under the run of a harvest, and taken back whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from inducult.common.history import Actor, Trace, keep, state_before
from inducult.common.models import Act
from inducult.places.actions.corrections import Trail
from inducult.places.difference import Clash, rebase
from inducult.places.models import Place
from inducult.places.records import Record, records_of
from inducult.places.writing import remove_places, write_records

DEED: Final = "harvest"
UNDO: Final = "undo"
REMOVE: Final = "remove"


@dataclass(frozen=True)
class TakenBack:
    """What was undone: places put back, places removed, and where later work of others stays."""

    changed: int = 0
    removed: int = 0
    left: list[str] = field(default_factory=list)
    clashes: dict[str, list[Clash]] = field(default_factory=dict)


@transaction.atomic
def take_in(pairs: Sequence[tuple[Record | None, Record]], trail: Trail) -> None:
    """Write new places (before is None) and changed ones; `trail.run` is the run of the harvest.

    The caller has locked the places and holds their records as they are now.
    """
    fresh = [(before, after) for before, after in pairs if before != after]
    write_records([after for _, after in fresh])
    changed = [after["id"] for before, after in fresh if before is not None]
    Place.objects.filter(identifier__in=changed).update(revision=F("revision") + 1)
    traces = (Trace(DEED, "place", after["id"], before, after) for before, after in fresh)
    keep(traces, by=trail.by, reason=trail.reason, run=trail.run)


@transaction.atomic
def take_back(run: str, *, by: Actor) -> TakenBack:
    """Put the register back as if the run had never been; later work of people stays, is named.

    A place that the run brought goes, unless somebody has worked on it or published it since. Acts
    of single decisions carry the run and a word of their own ("run-word"): named so, they alone go.
    """
    acts = _standing(run)
    by_place: dict[str, list[Act]] = {}
    for act in acts:
        by_place.setdefault(act.subject, []).append(act)
    now = {record["id"]: record for record in records_of(locked(by_place))}
    brought = {key for key, done in by_place.items() if done[0].before is None and key in now}
    left = sorted(brought & _worked_on(brought, run))
    removed = brought - set(left)
    _remove([now[key] for key in sorted(removed)], run, by)
    pairs, clashes = _walked_back(by_place, now, skip=brought)
    write_records([after for _, after in pairs])
    identifiers = [after["id"] for _, after in pairs]
    Place.objects.filter(identifier__in=identifiers).update(revision=F("revision") + 1)
    keep((Trace(UNDO, "place", new["id"], old, new) for old, new in pairs), by=by, reason=run)
    return TakenBack(len(pairs), len(removed), left, clashes)


def locked(identifiers: Iterable[str]) -> QuerySet[Place]:
    """These places, for nobody else to change before the transaction ends."""
    places = Place.objects.filter(identifier__in=list(identifiers))
    list(places.select_for_update().order_by("pk").values_list("pk"))
    return places


def _of(run: str) -> Q:
    return Q(run=run) | Q(run__startswith=f"{run}-")


def _undoing(run: str) -> Q:
    """Acts that took back the run, or a decision of it, before."""
    return Q(deed__in=(UNDO, REMOVE)) & (Q(reason=run) | Q(reason__startswith=f"{run}-"))


def _standing(run: str) -> list[Act]:
    """What the run did and nobody has taken back yet, in its order."""
    gone = Act.objects.filter(_undoing(run), subject_kind="place").order_by("id")
    undone = set(gone.values_list("reason", "subject"))
    acts = Act.objects.filter(_of(run), deed=DEED, subject_kind="place").order_by("id")
    return [act for act in acts if (act.run, act.subject) not in undone]


def _worked_on(identifiers: set[str], run: str) -> set[str]:
    """Those of the places that have acts of their own beside the run, or open work of people."""
    others = Act.objects.filter(subject_kind="place", subject__in=identifiers)
    others = others.exclude(_of(run)).exclude(_undoing(run))
    touched = set(others.values_list("subject", flat=True).order_by())
    places = Place.objects.filter(identifier__in=identifiers)
    at_work = places.filter(corrections__isnull=False) | places.filter(publication__isnull=False)
    return touched | set(at_work.values_list("identifier", flat=True).order_by())


def _remove(records: list[Record], run: str, by: Actor) -> None:
    remove_places(record["id"] for record in records)
    traces = (Trace(REMOVE, "place", record["id"], record, None) for record in records)
    keep(traces, by=by, reason=run)


def _walked_back(
    by_place: dict[str, list[Act]], now: dict[str, Record], skip: set[str]
) -> tuple[list[tuple[Record, Record]], dict[str, list[Clash]]]:
    """Records as they are and as they go back, for each place that the run changed."""
    pairs, clashes = [], {}
    for key, acts in by_place.items():
        if key in skip or key not in now:
            continue
        after = {**now[key]}
        for act in acts:
            after |= act.after or {}
        before: Record | None = after
        for act in reversed(acts):
            before = state_before(act, before)
        back, disputed = rebase(after, before or after, now[key])
        if back != now[key]:
            pairs.append((now[key], back))
        if disputed:
            clashes[key] = disputed
    return pairs, clashes
