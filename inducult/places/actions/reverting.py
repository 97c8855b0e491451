"""Back to an earlier state: as a new change, so that nothing of the history is lost."""

from __future__ import annotations

from django.db import transaction

from inducult.common.history import Actor, state_before
from inducult.common.models import Act
from inducult.places.actions.corrections import Trail, change_record
from inducult.places.difference import Change, difference
from inducult.places.models import Place
from inducult.places.records import Record, record_of

# Deeds on the public state leave the record of the register alone.
PUBLIC: tuple[str, ...] = ("publish", "archive", "restore", "watch", "withdraw")


class NoSuchState(LookupError):
    """The act is not in the history of the place, or the place was not there before it."""


def acts_of(place: Place) -> list[Act]:
    """Everything that was done to the place, the latest first."""
    acts = Act.objects.filter(subject_kind="place", subject=place.identifier)
    return list(acts.order_by("-id"))


def states_of(place: Place) -> dict[int, Record]:
    """The record as it was after each act on it, by the number of the act."""
    states: dict[int, Record] = {}
    state: Record | None = record_of(place)
    for act in acts_of(place):
        if act.deed in PUBLIC:
            continue
        if state is None:
            break
        states[act.pk] = state
        state = state_before(act, state)
    return states


def state_after(place: Place, act: int) -> Record:
    """The record as it was after the act with this number. Raises NoSuchState."""
    try:
        return states_of(place)[act]
    except KeyError:
        raise NoSuchState(act) from None


def way_back(place: Place, act: int) -> list[Change]:
    """What would change if the place went back to its state after the act. Raises NoSuchState."""
    return difference(record_of(place), state_after(place, act))


@transaction.atomic
def revert(place: Place, act: int, *, by: Actor, reason: str = "") -> Record:
    """The place as it was after the act, as a new change; the public state waits for publication.

    Raises NoSuchState.
    """
    place = Place.objects.select_for_update().get(pk=place.pk)
    record = state_after(place, act)
    change_record(place, record, Trail(by, reason, deed="revert"))
    return record
