"""A whole run taken back."""

from __future__ import annotations

from django.db import transaction

from inducult.common.history import Actor
from inducult.harvest.models import Provenance, Run, Suggestion, Tie
from inducult.places.actions import TakenBack, take_back


class NotUndoable(RuntimeError):
    """The run has been taken back already, or it is still under way."""


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
    stays = {*done.left, *done.clashes}
    for model in (Provenance, Tie):
        rows = model.objects.filter(suggestion__run=run)
        rows.exclude(place__identifier__in=stays).delete()
    mine.filter(state__in=Suggestion.DECIDED).exclude(state=Suggestion.State.REFUSED).update(
        state=Suggestion.State.UNDONE
    )
    mine.filter(state=Suggestion.State.OPEN).delete()
    run.state = Run.State.UNDONE
    run.save(update_fields=["state"])
    return done
