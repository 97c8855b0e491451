"""Many accepted in one go, after a look at a sample of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from inducult.common.history import Actor
from inducult.common.identifiers import new_identifier
from inducult.harvest.actions.deciding import Outcome, accept_many
from inducult.harvest.models import Run, SampleCheck, Source, Suggestion
from inducult.harvest.sampling import Measured

KINDS: Final = (Suggestion.Kind.NEW, Suggestion.Kind.CHANGE)
RIGHT: Final = "right"
WRONG: Final = "wrong"
SIZES: Final = (10, 100)  # fewest and most of a sample


class NotChecked(RuntimeError):
    """The sample is not judged to its end, or it was not good enough."""


@dataclass(frozen=True)
class Lot:
    """What could be accepted in one go: a kind of a run, from a probability on.

    `mine` are the suggestions about which the person decides.
    """

    run: Run
    kind: str
    threshold: float
    mine: QuerySet[Suggestion]

    @classmethod
    def of(cls, check: SampleCheck, mine: QuerySet[Suggestion]) -> Lot:
        return cls(check.run, check.kind, check.threshold, mine)

    def waiting(self) -> QuerySet[Suggestion]:
        """What waits of it; new places have no pair to be sure of."""
        rows = self.mine.filter(run=self.run, kind=self.kind, state=Suggestion.State.OPEN)
        if self.kind == Suggestion.Kind.CHANGE:
            rows = rows.filter(probability__gte=self.threshold)
        return rows.order_by("id")


def draw(lot: Lot, *, size: int, by: Actor) -> SampleCheck:
    """A sample without replacement, each as likely as any other."""
    keys = list(lot.waiting().values_list("key", flat=True))
    size = min(max(size, SIZES[0]), SIZES[1], len(keys))
    of = len(keys)
    drawn = random.SystemRandom().sample(keys, size)
    told = {"run": lot.run, "kind": lot.kind, "threshold": lot.threshold}
    return SampleCheck.objects.create(**told, by=by.name, drawn=drawn, of=of)


@transaction.atomic
def judge(check: SampleCheck, verdicts: Mapping[str, str]) -> SampleCheck:
    """Keep what was said of the drawn ones; the rest can be said later.

    Judged whole, the source keeps what it says of this kind, be it good or bad.
    """
    check = SampleCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    told = {k: v for k, v in verdicts.items() if k in check.drawn and v in (RIGHT, WRONG)}
    check.verdicts = {**check.verdicts, **told}
    check.save(update_fields=["verdicts"])
    if check.verdicts and len(check.verdicts) == len(check.drawn):
        _remember(check, measured(check, max(check.of, len(check.drawn))))
    return check


def measured(check: SampleCheck, of: int) -> Measured:
    """What the verdicts say; `of` is how many there are in all."""
    right = sum(verdict == RIGHT for verdict in check.verdicts.values())
    return Measured(len(check.verdicts), right, of)


def accept_checked(check: SampleCheck, mine: QuerySet[Suggestion], *, by: Actor) -> Outcome:
    """All that waits but what was judged wrong; repeated, it goes on. Raises NotChecked.

    They carry one deed and can be taken back together.
    """
    rows = Lot.of(check, mine).waiting()
    if not check.deed:
        told = measured(check, rows.count())
        if len(check.verdicts) < len(check.drawn) or not told.is_worth_it:
            raise NotChecked(check.key)
        check.deed = f"{check.run.key}-{new_identifier()}"
        check.save(update_fields=["deed"])
    wrong = [key for key, verdict in check.verdicts.items() if verdict == WRONG]
    outcome = accept_many(rows.exclude(key__in=wrong), by=by, deed=check.deed.partition("-")[2])
    check.accepted = Suggestion.objects.filter(deed=check.deed).count()
    check.save(update_fields=["accepted"])
    return outcome


def _remember(check: SampleCheck, told: Measured) -> None:
    low, high = told.interval
    said: dict[str, Any] = {
        "checked": told.looked,
        "right": told.right,
        "of": told.of,
        "from": check.threshold,
    }
    said |= {"low": low, "high": high, "on": f"{timezone.now():%Y-%m-%d}"}
    source = Source.objects.select_for_update(of=("self",)).get(pk=check.run.source_id)
    source.measured = {**(source.measured or {}), str(check.kind): said}
    source.save(update_fields=["measured"])
