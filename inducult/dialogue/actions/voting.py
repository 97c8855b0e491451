"""Dots: everybody has the same number, and may take them back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum

from inducult.dialogue.actions.speaking import give_dots
from inducult.dialogue.models import Dot, Participant


class NoDotsLeft(ValueError):
    """All dots are given; one has to be taken back first."""


@transaction.atomic
def vote(participant: Participant, kind: str, subject: str, number: int) -> int:
    """So many of the participant's dots lie on one thing from now on; returns how many are left.

    The row of the participant is held meanwhile, so that two phones with one seat cannot give
    more than there are. Raises NoDotsLeft.
    """
    seat = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    session = participant.session
    others = Dot.objects.filter(session=session, participant=seat, kind=kind)
    others = others.exclude(subject=subject)
    given = others.aggregate(n=Sum("number"))["n"] or 0
    if number > 0 and given + number > session.dots_each:
        raise NoDotsLeft(participant.key)
    give_dots(session, kind, subject, number, participant=participant)
    return session.dots_each - given - max(number, 0)
