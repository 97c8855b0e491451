"""A part says what it grew from, and takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow
from inducult.strategy.models import Citation, Strategy

__all__ = ["Subject", "cite", "uncite"]


@dataclass(frozen=True)
class Subject:
    """What cites or is remarked on: a part of a strategy, or something outside of all."""

    kind: str
    key: str
    strategy: Strategy | None = None


@transaction.atomic
def cite(subject: Subject, kind: str, key: str, *, by: Actor) -> Citation:
    """The citation, behind the others of the subject; cited twice it stands once."""
    about = {"subject_kind": subject.kind, "subject_key": subject.key}
    last = Citation.objects.filter(**about).aggregate(last=Max("order"))["last"]
    cited, is_new = Citation.objects.get_or_create(
        **about,
        cited_kind=kind,
        cited_key=key,
        defaults={"strategy": subject.strategy, "order": (last or 0) + 1, "by": by.name},
    )
    if is_new:
        after = {"cites": f"{kind}:{key}"}
        keep([Trace("cite", subject.kind, subject.key, {"cites": ""}, after)], by=by)
        _grow(subject)
    return cited


@transaction.atomic
def uncite(subject: Subject, kind: str, key: str, *, by: Actor) -> None:
    """The subject no longer cites the thing."""
    about = {"subject_kind": subject.kind, "subject_key": subject.key}
    gone, _rows = Citation.objects.filter(**about, cited_kind=kind, cited_key=key).delete()
    if gone:
        before = {"cites": f"{kind}:{key}"}
        keep([Trace("uncite", subject.kind, subject.key, before, {"cites": ""})], by=by)
        _grow(subject)


def _grow(subject: Subject) -> None:
    if subject.strategy is not None:
        grow(subject.strategy)
