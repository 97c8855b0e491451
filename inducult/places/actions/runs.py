"""Many changes in one go: carried out together or not at all, and undone together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import F, QuerySet

from inducult.common.history import Actor, Trace, keep
from inducult.common.identifiers import new_identifier
from inducult.common.models import Act
from inducult.places.actions.corrections import Trail
from inducult.places.actions.publishing import publish
from inducult.places.completeness import completeness_of
from inducult.places.difference import Clash, rebase
from inducult.places.models import Place
from inducult.places.records import Record, records_of
from inducult.places.writing import write_records

MOST = 2_000  # places of one run: they are locked together
DEEDS = ("bulk", "exchange", "undo")  # whose runs a person may look at and undo


@dataclass(frozen=True)
class Pair:
    """A record as it was when somebody looked at it, and as she wants it."""

    before: Record
    after: Record


@dataclass(frozen=True)
class Done:
    """What a run did. `clashes`: pieces, by place, where later work of others was left."""

    run: str
    changed: int = 0
    published: int = 0
    incomplete: list[str] = field(default_factory=list)
    clashes: dict[str, list[Clash]] = field(default_factory=dict)


@transaction.atomic
def change_many(pairs: Sequence[Pair], trail: Trail, *, publish_too: bool = False) -> Done:
    """Write what differs between the pairs on top of the register as it is now.

    A piece that somebody else changed meanwhile is left as it is and named in `clashes`.
    With `publish_too` those places that the public sees already show the change as well.
    Raises ValueError for more than MOST places.
    """
    if len(pairs) > MOST:
        raise ValueError(f"A run holds at most {MOST} places.")
    run = trail.run or new_identifier()
    wanted = {pair.before["id"]: pair for pair in pairs}
    now = {record["id"]: record for record in records_of(_locked(wanted))}
    joined = {
        key: rebase(pair.before, pair.after, now[key]) for key, pair in wanted.items() if key in now
    }
    fresh = [(now[key], record) for key, (record, _) in joined.items() if record != now[key]]
    _write(fresh, replace(trail, run=run))
    done = Done(run, len(fresh), clashes={key: c for key, (_, c) in joined.items() if c})
    return _shown([new for _, new in fresh], done, trail) if publish_too else done


@transaction.atomic
def undo_run(run: str, *, by: Actor, only: Iterable[str], publish_too: bool = False) -> Done:
    """Put back what the run changed at the places in `only`; later work stays and is named."""
    wanted = set(only)
    acts = [act for act in acts_of(run) if act.subject in wanted]
    now = {r["id"]: r for r in records_of(_locked(act.subject for act in acts))}
    pairs = [
        Pair({**now[a.subject], **(a.after or {})}, {**now[a.subject], **(a.before or {})})
        for a in acts
        if a.subject in now
    ]
    return change_many(pairs, Trail(by, reason=run, deed="undo"), publish_too=publish_too)


def acts_of(run: str) -> list[Act]:
    """The changes of the run, in the order of their making."""
    return list(Act.objects.filter(run=run, deed__in=DEEDS).order_by("id"))


def _locked(identifiers: Iterable[str]) -> QuerySet[Place]:
    places = Place.objects.filter(identifier__in=list(identifiers))
    list(places.select_for_update().order_by("pk").values_list("pk"))
    return places


def _write(fresh: list[tuple[Record, Record]], trail: Trail) -> None:
    write_records([new for _, new in fresh])
    identifiers = [new["id"] for _, new in fresh]
    Place.objects.filter(identifier__in=identifiers).update(revision=F("revision") + 1)
    traces = (Trace(trail.deed, "place", new["id"], old, new) for old, new in fresh)
    keep(traces, by=trail.by, reason=trail.reason, run=trail.run)


def _shown(records: list[Record], done: Done, trail: Trail) -> Done:
    """Publish again those that are published and complete; the others are named."""
    known = Place.objects.filter(publication__isnull=False)
    public = set(known.values_list("identifier", flat=True).order_by())
    ready = [r for r in records if r["id"] in public and completeness_of(r).may_be_published]
    left = [r["id"] for r in records if r["id"] in public and r not in ready]
    return replace(
        done, published=publish(ready, by=trail.by, reason=trail.reason), incomplete=left
    )
