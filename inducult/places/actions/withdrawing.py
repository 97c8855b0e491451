"""Taking a place out of everything that was ever published of it."""

from __future__ import annotations

from django.db import transaction

from inducult.common.history import Actor, Trace, keep
from inducult.places.actions.publishing import archive
from inducult.places.events import place_withdrawn
from inducult.places.models import Place, Withdrawal


@transaction.atomic
def withdraw_everywhere(place: Place, *, by: Actor, reason: str) -> Withdrawal:
    """Archives the place and leaves what was published of it until now out of every edition.

    `reason` is one of `Withdrawal.Reason`. A place that is published again later appears in the
    editions from then on.
    """
    word = Withdrawal.Reason(reason)
    archive(place, by=by, reason=str(word.value))
    kept = Withdrawal.objects.create(identifier=place.identifier, reason=word, withdrawn_by=by.name)
    after = {"withdrawn": word.value}
    keep([Trace("withdraw", "place", place.identifier, {}, after)], by=by, reason=word.value)
    place_withdrawn.send(None, identifier=place.identifier)
    return kept
