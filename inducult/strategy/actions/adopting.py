"""Versions are frozen, adopted and brought back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.beginning import grow, record_of
from inducult.strategy.actions.growing import Subject, cite
from inducult.strategy.actions.writing import Written, add_section, write
from inducult.strategy.freezing import content_of
from inducult.strategy.models import Adoption, Section, Strategy, Version

__all__ = ["adopt", "freeze", "restore", "set_state"]


@transaction.atomic
def freeze(strategy: Strategy, label: str, *, by: Actor) -> Version:
    """The strategy as it stands now, under the next number."""
    Strategy.objects.select_for_update(of=("self",)).get(pk=strategy.pk)
    last = strategy.versions.aggregate(last=Max("number"))["last"]
    version = Version.objects.create(
        strategy=strategy,
        number=(last or 0) + 1,
        label=label,
        content=content_of(strategy),
        made_by=by.name,
    )
    after = {"version": version.number, "label": label}
    keep([Trace("freeze", "strategy", strategy.key, {"version": last}, after)], by=by)
    return version


@transaction.atomic
def adopt(strategy: Strategy, on: date, body: str, *, by: Actor) -> Adoption:
    """A body has made the strategy its own as it stands now; earlier ones of the region give way.

    Earlier adoptions of this strategy stay what they were, each at its own address.
    """
    version = freeze(strategy, body, by=by)
    adoption = Adoption.objects.create(version=version, on=on, body=body, recorded_by=by.name)
    after = {"adopted": on.isoformat(), "body": body, "version": version.number}
    keep([Trace("adopt", "strategy", strategy.key, {"adopted": ""}, after)], by=by)
    for earlier in _adopted_beside(strategy):
        set_state(earlier, Strategy.State.REPLACED, by=by)
    set_state(strategy, Strategy.State.ADOPTED, by=by)
    return adoption


@transaction.atomic
def restore(version: Version, *, by: Actor) -> None:
    """The texts and what they cite are again as in the version; nothing later is lost.

    What was written since stays in the wordings; a part that was removed comes back as new.
    """
    present = {row.key: row for row in version.strategy.sections.order_by("id")}
    for said in version.content["sections"]:
        section = present.get(said["key"]) or _one_more(version.strategy, said, by)
        due = date.fromisoformat(said["due"]) if said.get("due") else None
        write(section, Written(said["title"], said["body"], section.revision, due), by=by)
        for kind, key, cited_kind, cited_key in version.content["citations"]:
            if (kind, key) == ("section", said["key"]):
                cite(
                    Subject("section", section.key, version.strategy), cited_kind, cited_key, by=by
                )
    after = {"restored": version.number}
    keep([Trace("restore", "strategy", version.strategy.key, {"restored": 0}, after)], by=by)


@transaction.atomic
def set_state(strategy: Strategy, state: str, *, by: Actor) -> None:
    """Draft, in review, adopted or replaced."""
    before = record_of(strategy)
    strategy.state = state
    strategy.save(update_fields=["state"])
    keep([Trace("state", "strategy", strategy.key, before, record_of(strategy))], by=by)
    grow(strategy)


def _adopted_beside(strategy: Strategy) -> list[Strategy]:
    rows = Strategy.objects.filter(region=strategy.region_id, state=Strategy.State.ADOPTED)
    return list(rows.exclude(pk=strategy.pk).order_by("id"))


def _one_more(strategy: Strategy, said: dict[str, str], by: Actor) -> Section:
    once = None if said["kind"] in Section.MANY else strategy.sections.filter(kind=said["kind"])
    return (once.first() if once else None) or add_section(strategy, said["kind"], by=by)
