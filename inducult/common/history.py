"""Every act leaves a trace on which undo, revert and undo of an import can stand.

A thing is a plain value (its record). What is kept are the fields that changed, before and after,
so that any state can be walked back to from the present one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from inducult.common.models import Act

Record = Mapping[str, Any]
_ABSENT = object()  # a field that is not there differs from one that is null


@dataclass(frozen=True)
class Actor:
    """Who acts: a person (`person:<identifier>`) or a command (`command:import`)."""

    name: str

    @classmethod
    def command(cls, name: str) -> Actor:
        return cls(f"command:{name}")


@dataclass(frozen=True)
class Trace:
    """An act that has not been written yet."""

    deed: str
    subject_kind: str
    subject: str
    before: Record | None
    after: Record | None


def keep(traces: Iterable[Trace], *, by: Actor, reason: str = "", run: str = "") -> None:
    """Write the acts; those that change nothing leave no trace."""
    now = timezone.now()
    acts = (_act(trace, by, reason, run, now) for trace in traces if trace.before != trace.after)
    Act.objects.bulk_create(acts, batch_size=500)


def changed_fields(before: Record | None, after: Record | None) -> list[str]:
    """Names of the fields that differ, in the order in which the records hold them."""
    before, after = before or {}, after or {}
    names = dict.fromkeys([*before, *after])
    return [name for name in names if before.get(name, _ABSENT) != after.get(name, _ABSENT)]


def state_before(act: Act, state: dict[str, Any] | None) -> dict[str, Any] | None:
    """The record as it was before the act, from the record as it was after it."""
    if act.before is None:
        return None
    untouched = {k: v for k, v in (state or {}).items() if k not in (act.after or {})}
    return {**untouched, **act.before}


def _act(trace: Trace, by: Actor, reason: str, run: str, now: Any) -> Act:
    fields = changed_fields(trace.before, trace.after)
    return Act(
        at=now,
        actor=by.name,
        deed=trace.deed,
        subject_kind=trace.subject_kind,
        subject=trace.subject,
        reason=reason,
        run=run,
        before=_only(fields, trace.before),
        after=_only(fields, trace.after),
    )


def _only(fields: list[str], record: Record | None) -> dict[str, Any] | None:
    return None if record is None else {name: record[name] for name in fields if name in record}
