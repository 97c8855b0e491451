"""Taken back: a decision, many that were accepted together, or a whole run."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from inducult.common.history import Actor
from inducult.harvest.actions.deciding import NotOpen
from inducult.harvest.models import Provenance, Run, Suggestion, Tie
from inducult.places.actions import TakenBack, take_back

State = Suggestion.State
ASKED_AGAIN: Final = {"state": State.OPEN, "taken": [], "deed": "", "decided_by": "", "answer": ""}


class NotUndoable(RuntimeError):
    """It has been taken back already, is still under way, or others have worked on since."""


@transaction.atomic
def undo(run: Run, *, by: Actor) -> TakenBack:
    """The register as if the run had never been; later work of people stays and is named.

    What the source said stays as received, so the next run may ask again. Raises NotUndoable.
    """
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state in (*Run.UNFINISHED, Run.State.UNDONE):
        raise NotUndoable(run.key)
    done = take_back(run.key, by=by)
    mine = Suggestion.objects.filter(run=run)
    _forget(mine, done)
    mine.filter(state__in=Suggestion.DECIDED).exclude(state=State.REFUSED).update(
        state=State.UNDONE
    )
    mine.filter(state=State.OPEN).delete()
    run.state = Run.State.UNDONE
    run.save(update_fields=["state"])
    return done


@transaction.atomic
def reopen(suggestion: Suggestion, *, by: Actor) -> Suggestion:
    """A decision on one suggestion taken back: it waits again, the place is as it was.

    Raises NotOpen when nothing was decided; NotUndoable when somebody has worked on since, or when
    it was accepted together with others.
    """
    suggestion = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if suggestion.state not in Suggestion.DECIDED:
        raise NotOpen(suggestion.key)
    if suggestion.deed:
        if Suggestion.objects.filter(deed=suggestion.deed).count() > 1:
            raise NotUndoable("together")
        _taken_back(suggestion.deed, by)
    _ask_again(Suggestion.objects.filter(pk=suggestion.pk))
    suggestion.refresh_from_db()
    return suggestion


@transaction.atomic
def take_back_deed(deed: str, *, by: Actor) -> TakenBack:
    """What was accepted together waits again; later work of people stays and is named.

    Raises NotUndoable when there is nothing of it.
    """
    mine = Suggestion.objects.filter(deed=deed) if deed else Suggestion.objects.none()
    list(mine.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    if not mine.exists():
        raise NotUndoable(deed)
    done = take_back(deed, by=by)
    stays = {*done.left, *done.clashes}
    _forget(mine, done)
    _ask_again(mine.exclude(place__identifier__in=stays))
    return done


def _taken_back(deed: str, by: Actor) -> None:
    done = take_back(deed, by=by)
    if done.left or done.clashes:
        raise NotUndoable("worked on")
    _forget(Suggestion.objects.filter(deed=deed), done)


def _forget(suggestions: QuerySet[Suggestion], done: TakenBack) -> None:
    """What the suggestions said of places is no longer said, but where later work stays."""
    stays = {*done.left, *done.clashes}
    for model in (Provenance, Tie):
        rows = model.objects.filter(suggestion__in=suggestions)
        rows.exclude(place__identifier__in=stays).delete()


def _ask_again(suggestions: QuerySet[Suggestion]) -> None:
    """Decided ones wait again; a record that was taken for gone is a record of its place again."""
    found = list(suggestions.select_related("received", "place").order_by("pk"))
    gone = [each for each in found if each.kind == Suggestion.Kind.GONE]
    ties = (
        Tie(source_id=g.source_id, key=g.received.key, place=g.place, suggestion=g)
        for g in gone
        if g.place is not None and g.state != State.REFUSED
    )
    Tie.objects.bulk_create(ties, ignore_conflicts=True)
    keys = [each.pk for each in found]
    Suggestion.objects.filter(pk__in=keys).update(**ASKED_AGAIN, decided_at=None)
