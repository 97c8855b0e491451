"""What the register was when somebody looked: the last act on each place, and the way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max, QuerySet

from inducult.common.history import state_before
from inducult.common.models import Act
from inducult.places.actions.reverting import PUBLIC

Record = dict[str, Any]


def marks_of(identifiers: Iterable[str]) -> dict[str, int]:
    """The number of the last act on each place; a place without one is missing.

    To be asked before the records are read: who changes a place between the two is then taken for
    somebody who came later, and what she wrote cannot be overwritten.
    """
    rows = _acts().filter(subject__in=list(identifiers)).order_by()
    return dict(rows.values_list("subject").annotate(last=Max("id")))


def states_at(marks: Mapping[str, int], now: Mapping[str, Record]) -> dict[str, Record | None]:
    """Each record as it was after the act of its mark; None if it was not there yet."""
    states: dict[str, Record | None] = {key: now[key] for key in marks if key in now}
    for identifier, acts in _since(marks).items():
        for act in acts:
            if identifier in states and act.pk > marks[identifier]:
                states[identifier] = state_before(act, states[identifier])
    return states


def _since(marks: Mapping[str, int]) -> dict[str, list[Act]]:
    """The acts after the earliest mark, by place, the latest first."""
    acts = _acts().filter(subject__in=list(marks), id__gt=min(marks.values(), default=0))
    by_place: dict[str, list[Act]] = defaultdict(list)
    for act in acts.order_by("-id"):
        by_place[act.subject].append(act)
    return by_place


def _acts() -> QuerySet[Act]:
    return Act.objects.filter(subject_kind="place").exclude(deed__in=PUBLIC)
