"""What holds for a strategy as a whole is changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow, record_of
from inducult.strategy.models import Strategy

__all__ = ["Said", "change"]


@dataclass(frozen=True)
class Said:
    """What is to hold from now on."""

    title: str
    begins: int
    ends: int
    areas: tuple[str, ...]
    is_public: bool


@transaction.atomic
def change(strategy: Strategy, said: Said, *, by: Actor) -> None:
    """Title, years, thematic areas, and whether everybody may read the text as it is written."""
    before = record_of(strategy)
    strategy.title, strategy.begins, strategy.ends = said.title, said.begins, said.ends
    strategy.areas, strategy.is_public = list(said.areas), said.is_public
    strategy.save(update_fields=["title", "begins", "ends", "areas", "is_public"])
    keep([Trace("change", "strategy", strategy.key, before, record_of(strategy))], by=by)
    grow(strategy)
