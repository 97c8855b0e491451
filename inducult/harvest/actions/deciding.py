"""A keeper decides: take it, take some of it, refuse it. What is taken goes through the register.

A value of a share-alike or non-commercial source never enters a field of the open record: it is
kept as provenance in its own layer (a share-alike position in the register's own place for one).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from inducult.common.folding import fold
from inducult.common.history import Actor
from inducult.common.identifiers import identifier_from, new_identifier
from inducult.harvest.batches import batches
from inducult.harvest.licences import Layer, layer_of
from inducult.harvest.models import Provenance, Suggestion, Tie
from inducult.harvest.pieces import LISTS, Piece, Record, put, value_at
from inducult.places.actions import Trail, take_in
from inducult.places.checks import Fault, faults_of
from inducult.places.models import FormerSlug, Place
from inducult.places.records import empty_record, records_of

Kind = Suggestion.Kind
State = Suggestion.State
# Of the whole record these become pieces with a provenance; the rest has nothing to tell.
TOLD: Final = ("names", "types", "position", "phases", "identifiers", "facts", "sources")
TOLD_PLAIN: Final = ("operator", "website", "phone", "protection")
TOLD_INSIDE: Final = ("address.street", "address.postal_code", "address.municipality")
COUNTRY: Final = "address.country"  # that of the region: nobody's own to license
TOLD_MORE: Final = (COUNTRY, "visit.opening_hours")


class NotOpen(RuntimeError):
    """The suggestion has been decided, or its place is gone."""


@dataclass
class Faulty(Exception):
    """The place would break a rule of the register; nothing was written."""

    title: str
    faults: list[Fault]


@dataclass
class Outcome:
    """What came of accepting many: how many, and which were left for a person with the reason."""

    accepted: int = 0
    deed: str = ""  # what they were accepted together under
    left: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class _Work:
    """A batch on its way: records as they were and as they become, and what is said of them."""

    before: dict[str, Record | None] = field(default_factory=dict)
    after: dict[str, Record] = field(default_factory=dict)
    said: list[tuple[Suggestion, str, str, Any]] = field(default_factory=list)
    place_of: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def accept(
    suggestion: Suggestion, *, by: Actor, only: Collection[str] | None = None, reason: str = ""
) -> Suggestion:
    """Take the suggestion over, or of its pieces those named in `only`; returns it decided.

    Without `only` pieces that are against somebody's word stay out: they must be named. Raises
    NotOpen and Faulty.
    """
    waiting = Suggestion.objects.select_for_update(of=("self",)).filter(pk=suggestion.pk)
    suggestion = waiting.select_related("source", "place", "run").get()
    if suggestion.state != State.OPEN or _lost_its_place(suggestion):
        raise NotOpen(suggestion.key)
    work = _Work()
    _take(suggestion, work, only)
    for key in work.after:
        if faults := list(faults_of(work.after[key])):
            raise Faulty(suggestion.title, faults)
    deed = f"{suggestion.run.key}-{new_identifier()}"
    _write([suggestion], work, Trail(by, reason or _reason(suggestion), run=deed))
    return suggestion


def accept_many(suggestions: Iterable[Suggestion], *, by: Actor, deed: str = "") -> Outcome:
    """Take over many in batches, each batch whole; conflicts and faulty ones are left and named.

    A place that several records speak of is written once. What was taken of one run can be taken
    back together (`take_back_deed`), by the run's key and the word of the outcome; `deed` is
    the word of one that was interrupted.
    """
    outcome = Outcome(deed=deed or new_identifier())
    for batch in batches([suggestion.pk for suggestion in suggestions]):
        _accept_batch(batch, by, outcome)
    return outcome


@transaction.atomic
def refuse(suggestion: Suggestion, *, by: Actor, answer: str = "") -> Suggestion:
    """Not taken over, and not asked again while the record reads as it does. Raises NotOpen."""
    suggestion = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if suggestion.state != State.OPEN:
        raise NotOpen(suggestion.key)
    _decide(suggestion, State.REFUSED, by, answer)
    suggestion.save()
    return suggestion


@transaction.atomic
def _accept_batch(keys: list[int], by: Actor, outcome: Outcome) -> None:
    waiting = Suggestion.objects.select_for_update(of=("self",)).filter(
        pk__in=keys, state=State.OPEN
    )
    rows = list(waiting.select_related("source", "place", "run").order_by("id"))
    for run in dict.fromkeys(row.run for row in rows):
        work, taken = _Work(), []
        mine = [row for row in rows if row.run_id == run.pk]
        _load(mine, work)
        for row in mine:
            if why := _reason_to_leave(row, work):
                outcome.left.append((row.key, why))
            else:
                taken.append(row)
        deed = f"{run.key}-{outcome.deed}"
        _write(taken, work, Trail(by, _reason(taken[0]) if taken else "", run=deed))
        outcome.accepted += len(taken)


def _reason_to_leave(row: Suggestion, work: _Work) -> str:
    """Take a row into the work, or say why it is for a person."""
    if row.kind == Kind.CONFLICT or _lost_its_place(row):
        return "conflict" if row.kind == Kind.CONFLICT else "no place"
    trial = replace(work, after=dict(work.after), before=dict(work.before), said=list(work.said))
    _take(row, trial, None)
    place = trial.place_of[row.pk]
    if faults := list(faults_of(trial.after[place])):
        return f"{faults[0].field}: {faults[0].reason}"
    work.after, work.before, work.said = trial.after, trial.before, trial.said
    return ""


def _load(rows: Sequence[Suggestion], work: _Work) -> None:
    """The records of all places of a batch in a few queries, locked."""
    pks = {row.place_id for row in rows if row.place_id}
    places = Place.objects.filter(pk__in=pks)
    list(places.select_for_update().order_by("pk").values_list("pk"))
    for record in records_of(places):
        work.before[record["id"]] = work.after[record["id"]] = record


def _take(row: Suggestion, work: _Work, only: Collection[str] | None) -> None:
    if row.place is not None and row.place.identifier not in work.after:
        _load([row], work)
    deed = {Kind.NEW: _take_new, Kind.RELATED: _take_new, Kind.GONE: _take_gone}
    deed.get(Kind(row.kind), _take_changes)(row, work, only)


def _take_new(row: Suggestion, work: _Work, _only: Collection[str] | None) -> None:
    """A new place, a draft; one that is related says to which."""
    layer = layer_of(row.source.licence)
    said = [each for each in _told(row.record) if layer is Layer.OPEN or each[0] != COUNTRY]
    record = _opened(row.record) if layer is Layer.OPEN else _bare(row.record, layer)
    record |= {"id": _identifier(row, work), "slug": _slug(row, layer, work)}
    if row.kind == Kind.RELATED and row.place is not None:
        record["relations"] = [{"kind": "same_site", "place": row.place.identifier}]
    work.before[record["id"]], work.after[record["id"]] = None, record
    work.place_of[row.pk] = record["id"]
    work.said += [(row, record["id"], name, value) for name, value in said]
    row.taken = sorted({name for name, _ in said})
    row.state = State.ACCEPTED


def _take_changes(row: Suggestion, work: _Work, only: Collection[str] | None) -> None:
    """The chosen pieces on top of the record as it is now; what moved meanwhile stays as it is."""
    pieces = [Piece.from_json(told) for told in row.changes]
    chosen = [p for p in pieces if (not p.conflict if only is None else p.name in only)]
    key = row.place.identifier if row.place else ""
    layer, taken = layer_of(row.source.licence), []
    for piece in chosen:
        if layer is Layer.OPEN:
            if not _still_fits(work.after[key], piece):
                continue
            work.after[key] = put(work.after[key], piece)
        elif piece.field == "position" and layer is Layer.SHARE_ALIKE:
            work.after[key] = {**work.after[key], "share_alike_position": piece.after}
        taken.append(piece)
    work.place_of[row.pk] = key
    work.said += [(row, key, piece.field, piece.after) for piece in taken]
    row.taken = [piece.name for piece in taken]
    row.state = State.ACCEPTED if len(taken) == len(pieces) else State.PARTLY


def _take_gone(row: Suggestion, work: _Work, _only: Collection[str] | None) -> None:
    """A place does not end because a list forgets it: it gets a doubt for a person to follow."""
    key = row.place.identifier if row.place else ""
    record = work.after[key]
    words = f"No longer in {row.source.title} ({row.run.begun_at:%Y-%m-%d})."
    work.after[key] = {**record, "doubts": " ".join(filter(None, [record["doubts"], words]))}
    work.place_of[row.pk] = key
    row.state = State.ACCEPTED


def _still_fits(record: Record, piece: Piece) -> bool:
    """Whether the place is still as it was when the piece was proposed."""
    if piece.field in LISTS:
        return piece.before is None or piece.before in record[piece.field]
    return bool(value_at(record, piece.field) == piece.before)


def _write(rows: Sequence[Suggestion], work: _Work, trail: Trail) -> None:
    touched = {work.place_of[row.pk] for row in rows}
    take_in([(work.before[key], work.after[key]) for key in work.after if key in touched], trail)
    named = Place.objects.filter(identifier__in=touched)
    places = {place.identifier: place for place in named}
    for row in rows:
        row.place = places[work.place_of[row.pk]] if row.kind != Kind.RELATED else row.place
        _decide(row, row.state, trail.by)
        row.deed = trail.run
    fields = ["state", "place", "taken", "deed", "decided_by", "decided_at"]
    Suggestion.objects.bulk_update(rows, fields, batch_size=100)
    _tie(rows, work, places)
    Provenance.objects.bulk_create(
        _provenance(row, places[key], name, value) for row, key, name, value in work.said
    )


def _tie(rows: Sequence[Suggestion], work: _Work, places: dict[str, Place]) -> None:
    """The record is this place from now on; a record that is gone no longer is."""
    for row in rows:
        if row.kind == Kind.GONE:
            Tie.objects.filter(source=row.source, key=row.received.key).delete()
    ties = (
        Tie(
            source=row.source,
            key=row.received.key,
            place=places[work.place_of[row.pk]],
            suggestion=row,
        )
        for row in rows
        if row.kind != Kind.GONE
    )
    Tie.objects.bulk_create(ties, ignore_conflicts=True)


def _provenance(row: Suggestion, place: Place, name: str, value: Any) -> Provenance:
    return Provenance(
        place=place,
        field=name,
        value=value,
        source=row.source,
        received_id=row.received_id,
        suggestion=row,
        licence=row.source.licence,
        layer=layer_of(row.source.licence),
    )


def _told(record: Record) -> Iterable[tuple[str, Any]]:
    """What a whole record says, as fields and values; of lists one entry each."""
    for name in TOLD:
        if name in LISTS:
            yield from ((name, entry) for entry in record[name])
        elif record[name]:
            yield name, record[name]
    for name in (*TOLD_PLAIN, *TOLD_INSIDE, *TOLD_MORE):
        if value := value_at(record, name):
            yield name, value


def _opened(record: Record) -> Record:
    """The record of an open source, in the shape that the register has today."""
    return {**empty_record(), **record}


def _bare(record: Record, layer: Layer) -> Record:
    """Of a closed source the register holds that there is something, and in whose region.

    Name, kind and address stand in the layer of the source until somebody finds them elsewhere.
    """
    bare = {**empty_record(), "regions": record["regions"]}
    bare["address"] = {**bare["address"], "country": record["address"]["country"]}
    if layer is Layer.SHARE_ALIKE:
        bare["share_alike_position"] = record["position"]
    return bare


def _identifier(row: Suggestion, work: _Work) -> str:
    """The same on two machines; another one when the place was there before and was given up."""
    wanted = identifier_from(f"{row.source_id}:{row.received.key}")
    is_taken = wanted in work.after or Place.objects.filter(identifier=wanted).exists()
    return new_identifier() if is_taken else wanted


def _slug(row: Suggestion, layer: Layer, work: _Work) -> str:
    """An address that nobody has; it tells nothing of a closed source."""
    words = [row.title, row.record["address"]["municipality"]] if layer is Layer.OPEN else []
    stem = slugify(fold(" ".join(dict.fromkeys(filter(None, words)))))[:80].strip("-") or "place"
    own = {record["slug"] for record in work.after.values()}
    if layer is Layer.OPEN and stem not in own and _is_free(stem):
        return stem
    return f"{stem}-{identifier_from(f'{row.source_id}:{row.received.key}')}"


def _is_free(slug: str) -> bool:
    taken = (
        Place.objects.filter(slug=slug).exists() or FormerSlug.objects.filter(slug=slug).exists()
    )
    return not taken


def _lost_its_place(row: Suggestion) -> bool:
    if row.kind == Kind.NEW:
        return False
    return row.place is None or row.place.merged_into_id is not None


def _decide(row: Suggestion, state: str, by: Actor, answer: str = "") -> None:
    row.state, row.answer = state, answer[:500]
    row.decided_by, row.decided_at = by.name, timezone.now()


def _reason(row: Suggestion) -> str:
    return f"{row.source.title} ({row.source.licence})"[:500]
