"""One harvest: received, judged, suggested. Killed at any step it goes on where it was.

Nothing here writes into the register of places: a harvest only suggests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import dropwhile
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor
from inducult.harvest.batches import batches
from inducult.harvest.judging import Judge, Wish, clauses_of, waterfall_of
from inducult.harvest.models import Received, Run, RunFault, Source, Suggestion, Tie
from inducult.harvest.receiving import Record, digest_of, file_digest, records
from inducult.harvest.recipes import Recipe
from inducult.harvest.rows import Unreadable
from inducult.places.models import Place

Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known yet)
State = Run.State
Kind = Suggestion.Kind


class Failed(RuntimeError):
    """The file could not be read to its end; nothing was suggested. The message says where."""


def silent(stage: str, done: int, total: int) -> None:
    """Nobody is looking."""


def plan(recipe: Recipe, path: Path, progress: Progress = silent) -> list[Wish]:
    """What a harvest would suggest now; nothing is written. Raises Unreadable."""
    received: list[Record] = []
    for record in records(recipe, path):
        received.append(record)
        progress("reading", len(received), 0)
    kept = [record for record in received if not record.fault]
    left_out = [Wish(record, fault=record.fault) for record in received if record.fault]
    judge = Judge.of(recipe, known_source(recipe) or _source(recipe))
    found: list[Wish] = []
    for wish in judge.judge(kept):
        found.append(wish)
        progress("judging", len(found), len(kept))
    return [*left_out, *found]


def harvest(recipe: Recipe, path: Path, *, by: Actor, progress: Progress = silent) -> Run:
    """Receive the file, judge its records, suggest; goes on with a run that was interrupted.

    Raises Failed when the file cannot be read; the run says why, and nothing is suggested.
    """
    run = _begun(recipe, path, by)
    try:
        _receive(run, recipe, path, progress)
    except Unreadable as error:
        _fail(run, str(error))
        raise Failed(str(error)) from error
    _judge(run, recipe, progress)
    return _end(run)


def known_source(recipe: Recipe) -> Source | None:
    return Source.objects.filter(name=recipe.name).first()


def remember(recipe: Recipe) -> Source:
    """The row of the source, in step with its folder; thresholds stay as the operator set them."""
    told = {n: getattr(recipe, n) for n in ("title", "licence", "attribution", "home")}
    thresholds = {"same_from": recipe.same_from, "accept_from": recipe.accept_from}
    source, _made = Source.objects.update_or_create(
        name=recipe.name, defaults=told, create_defaults={**told, **thresholds}
    )
    return source


def _source(recipe: Recipe) -> Source:
    """A source that is not in the database, for a dry run."""
    return Source(name=recipe.name, same_from=recipe.same_from, accept_from=recipe.accept_from)


@transaction.atomic
def _begun(recipe: Recipe, path: Path, by: Actor) -> Run:
    source, digest = remember(recipe), file_digest(path)
    waiting = Run.objects.filter(source=source, state__in=Run.UNFINISHED).order_by("-id")
    for run in waiting:
        if run.digest == digest:
            return run
        _fail(run, "given up: another file came before it was done")
    return Run.objects.create(source=source, digest=digest, file=path.name[:300], by=by.name)


def _receive(run: Run, recipe: Recipe, path: Path, progress: Progress) -> None:
    """Keep every record as it is; a batch and how far it came are one transaction."""
    if run.state != State.READING:
        return
    counted = enumerate(records(recipe, path), start=1)
    fresh = dropwhile(lambda each: each[0] <= run.read, counted)
    for batch in batches(fresh):
        with transaction.atomic():
            _keep(run, [record for _, record in batch])
            run.read = batch[-1][0]
            left_out = sum(bool(record.fault) for _, record in batch)
            run.counts = dict(Counter(run.counts) + Counter(left_out=left_out))
            run.save(update_fields=["read", "counts"])
        progress("reading", run.read, 0)
    run.state = State.JUDGING
    run.save(update_fields=["state"])


def _keep(run: Run, batch: list[Record]) -> None:
    good = [record for record in batch if not record.fault]
    rows = [
        Received(
            source=run.source,
            key=record.key,
            digest=record.digest,
            content=record.content,
            row=record.number,
            first_run=run,
            last_run=run,
        )
        for record in good
    ]
    Received.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "key", "digest"],
        update_fields=["last_run"],
    )
    _note(run, ((r.number, r.key, *r.fault) for r in batch if r.fault))


def _note(run: Run, faults: Any) -> None:
    RunFault.objects.bulk_create(
        RunFault(run=run, row=row, key=key[:200], kind=kind[:30], reason=reason[:300])
        for row, key, kind, reason in faults
    )


def _judge(run: Run, recipe: Recipe, progress: Progress) -> None:
    """Suggest what each record would change, in the order in which the records were kept."""
    kept = list(Received.objects.filter(last_run=run).order_by("id"))
    wishes = Judge.of(recipe, run.source).judge(kept)
    numbered = enumerate(wishes, start=1)
    fresh = dropwhile(lambda each: each[0] <= run.judged, numbered)
    for batch in batches(fresh):
        with transaction.atomic():
            _suggest(run, [wish for _, wish in batch])
            run.judged = batch[-1][0]
            run.counts = _added(run.counts, (wish for _, wish in batch))
            run.save(update_fields=["judged", "counts"])
        progress("judging", run.judged, len(kept))
    if recipe.is_whole:
        _suggest_gone(run)


def _suggest(run: Run, batch: list[Wish]) -> None:
    """Write the suggestions of a batch; an open one about the same record is brought up to date."""
    _note(run, ((w.kept.row, w.kept.key, *w.fault) for w in batch if w.fault))
    _note(run, ((w.kept.row, w.kept.key, *r) for w in batch for r in w.remarks))
    keys = [wish.kept.key for wish in batch]
    known = Suggestion.objects.filter(source=run.source, received__key__in=keys, state="open")
    waiting = {each.received.key: each for each in known.select_related("received").order_by("id")}
    named = Place.objects.filter(identifier__in=[wish.ours for wish in batch if wish.ours])
    places = {place.identifier: place.pk for place in named}
    wanted = {wish.kept.key: _suggestion(run, wish, places) for wish in batch if wish.kind}
    gone = [each.pk for key, each in waiting.items() if key not in wanted]
    Suggestion.objects.filter(pk__in=gone).delete()
    for key, each in wanted.items():
        if key in waiting:
            each.pk, each.key = waiting[key].pk, waiting[key].key
    fields = [f.name for f in Suggestion._meta.concrete_fields if f.name not in ("id", "key")]
    renewed = [each for each in wanted.values() if each.pk]
    Suggestion.objects.bulk_update(renewed, fields, batch_size=50)
    Suggestion.objects.bulk_create(each for each in wanted.values() if not each.pk)


def _suggestion(run: Run, wish: Wish, places: dict[str, int]) -> Suggestion:
    found = wish.match
    probability = found.probability if found else None
    is_doubtful = found is not None and not _is_sure(wish, run.source)
    return Suggestion(
        source=run.source,
        run=run,
        received=wish.kept,
        kind=wish.kind,
        place_id=places.get(wish.ours),
        region_id=wish.region or None,
        title=wish.title,
        record=wish.record,
        changes=[piece.as_json() for piece in wish.pieces],
        probability=probability,
        weight=found.weight if found else None,
        levels=waterfall_of(found),
        because=clauses_of(found),
        is_doubtful=is_doubtful,
    )


def _is_sure(wish: Wish, source: Source) -> bool:
    """Sure by the matching and by what both are, and above the threshold of the source."""
    probability = wish.match.probability if wish.match else 0.0
    return wish.is_sure and probability >= source.accept_from


def _suggest_gone(run: Run) -> None:
    """Records that stand for a place here and that the file no longer holds."""
    seen = Received.objects.filter(last_run=run).values("key")
    ties = Tie.objects.filter(source=run.source, place__merged_into=None).exclude(key__in=seen)
    asked = Suggestion.objects.filter(source=run.source, kind=Kind.GONE).exclude(state="undone")
    ties = ties.exclude(key__in=asked.values("received__key"))
    for batch in batches(ties.select_related("place").order_by("id").iterator(chunk_size=500)):
        with transaction.atomic():
            Suggestion.objects.bulk_create(_gone(run, tie) for tie in batch)


def _gone(run: Run, tie: Tie) -> Suggestion:
    last = Received.objects.filter(source=run.source, key=tie.key).order_by("-id").first()
    region = tie.place.belongings.order_by("id").first()
    return Suggestion(
        source=run.source,
        run=run,
        received=last,
        kind=Kind.GONE,
        place=tie.place,
        region_id=region.region_id if region else None,
        title=tie.suggestion.title,
        record=tie.suggestion.record,
    )


@transaction.atomic
def _end(run: Run) -> Run:
    run.counts = {**run.counts, "gone": run.suggestions.filter(kind=Kind.GONE).count()}
    run.state, run.ended_at = State.DONE, timezone.now()
    run.save(update_fields=["state", "ended_at", "counts"])
    return run


def _fail(run: Run, reason: str) -> None:
    """A run that cannot go on suggests nothing, and says why."""
    run.state, run.ended_at, run.reason = State.FAILED, timezone.now(), reason[:500]
    run.save(update_fields=["state", "ended_at", "reason"])


def _added(counts: dict[str, int], wishes: Iterator[Wish]) -> dict[str, int]:
    return dict(Counter(counts) + Counter(outcome(wish) for wish in wishes))


def outcome(wish: Wish) -> str:
    """What became of a record, in one word: a kind of suggestion, same, decided or left_out."""
    if wish.fault:
        return "left_out"
    if wish.kind:
        return wish.kind
    return "same" if wish.ours else "decided"


__all__ = ["Failed", "digest_of", "harvest", "outcome", "plan", "remember"]
