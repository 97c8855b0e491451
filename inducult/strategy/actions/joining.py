"""Regions ask to join the strategy of Central Europe, and stewards decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow
from inducult.strategy.models import Joining, Strategy

__all__ = ["Wish", "accept_joining", "ask_to_join", "enlist", "refuse_joining"]


@dataclass(frozen=True)
class Wish:
    """What a region says of itself when it asks to join."""

    name: str
    country: str
    contact: str
    email: str
    language: str
    website: str = ""
    message: str = ""


@transaction.atomic
def ask_to_join(strategy: Strategy, wish: Wish) -> Joining:
    """The wish, to be looked at by a steward; nothing of it is public."""
    joining = Joining.objects.create(strategy=strategy, **vars(wish))
    after = {"state": joining.state}
    keep([Trace("ask", "joining", joining.key, None, after)], by=Actor("visitor:"))
    return joining


@transaction.atomic
def accept_joining(joining: Joining, on: date, region: str | None, *, by: Actor) -> None:
    """The region is a member from a day on; `region` is its code where it is in the network."""
    before = {"state": joining.state}
    joining.region_id, joining.joined_on, joining.state = region, on, Joining.State.MEMBER
    _decide(joining, before, by)


@transaction.atomic
def refuse_joining(joining: Joining, *, by: Actor) -> None:
    """It does not join; who asked is forgotten."""
    before = {"state": joining.state}
    joining.state, joining.contact, joining.email, joining.message = "refused", "", "", ""
    _decide(joining, before, by)


@transaction.atomic
def enlist(strategy: Strategy, region: str, on: date, *, by: Actor) -> Joining:
    """A region of the network is a member without having asked by the form."""
    joining, _new = Joining.objects.get_or_create(
        strategy=strategy,
        region_id=region,
        state=Joining.State.MEMBER,
        defaults={"name": region, "joined_on": on, "decided_by": by.name},
    )
    keep([Trace("enlist", "joining", joining.key, None, {"state": joining.state})], by=by)
    grow(strategy)
    return joining


def _decide(joining: Joining, before: dict[str, str], by: Actor) -> None:
    joining.decided_by, joining.decided_at = by.name, timezone.now()
    joining.save()
    keep([Trace("decide", "joining", joining.key, before, {"state": joining.state})], by=by)
    grow(joining.strategy)
