"""A strategy is begun, with the parts of its outline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from inducult.common.folding import fold
from inducult.common.history import Actor, Trace, keep
from inducult.strategy.models import Section, Strategy
from inducult.strategy.outline import kinds_of

__all__ = ["Begun", "begin", "grow"]


@dataclass(frozen=True)
class Begun:
    """What is said of a strategy before the first word of it is written; no region: Europe's."""

    title: str
    region: str | None
    language: str
    begins: int
    ends: int
    areas: tuple[str, ...] = ()
    is_example: bool = False
    slug: str = field(default="")


@transaction.atomic
def begin(said: Begun, *, by: Actor) -> Strategy:
    """The strategy, with one empty section for each heading that stands once."""
    strategy = Strategy.objects.create(
        slug=said.slug or _free_slug(said.title),
        region_id=said.region,
        title=said.title,
        language=said.language,
        begins=said.begins,
        ends=said.ends,
        areas=list(said.areas),
        is_example=said.is_example,
        begun_by=by.name,
    )
    kinds = [kind for kind in kinds_of(strategy) if kind not in Section.MANY]
    Section.objects.bulk_create(Section(strategy=strategy, kind=kind) for kind in kinds)
    keep([Trace("begin", "strategy", strategy.key, None, record_of(strategy))], by=by)
    return strategy


def grow(strategy: Strategy) -> None:
    """One more change; to be called in the transaction of the change, on any part of it."""
    strategy.count += 1
    Strategy.objects.filter(pk=strategy.pk).update(count=strategy.count)


def record_of(strategy: Strategy) -> dict[str, Any]:
    """The plain values of a strategy that its history keeps."""
    names = ("slug", "region_id", "title", "language", "begins", "ends", "areas", "state")
    return {name: getattr(strategy, name) for name in (*names, "is_public", "is_example")}


def _free_slug(title: str) -> str:
    """The title as a word of an address that nothing else has."""
    word = slugify(fold(title))[:90].strip("-") or "strategy"
    taken = set(Strategy.objects.filter(slug__startswith=word).values_list("slug", flat=True))
    tries = (word if n == 1 else f"{word}-{n}" for n in range(1, len(taken) + 2))
    return next(each for each in tries if each not in taken)
