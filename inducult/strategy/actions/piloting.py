"""Pilots are begun, told further, and appreciated by other regions."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from inducult.common.folding import fold
from inducult.common.history import Actor, Trace, keep
from inducult.partnership.models import Region
from inducult.strategy.models import Appreciation, Pilot, PilotLink
from inducult.strategy.models.action import Status
from inducult.strategy.plan_records import record_of, set_places

BEFORE = (Status.IDEA, Status.PLANNED)


class NotNow(ValueError):
    """A region appreciates the pilots of others, and each at its time."""


@transaction.atomic
def begin_pilot(pilot: Pilot, *, by: Actor, places: Sequence[str] = ()) -> Pilot:
    """An idea is enough: the rest is told later."""
    pilot.slug, pilot.begun_by = pilot.slug or _free_slug(pilot.title), by.name
    pilot.save()
    set_places(pilot, list(places))
    keep([Trace("begin", "pilot", pilot.key, None, record_of(pilot))], by=by)
    return pilot


@transaction.atomic
def tell_pilot(pilot: Pilot, *, by: Actor, places: Sequence[str] | None = None) -> Pilot:
    """Keep what was set on the pilot; `places` None: as they were."""
    kept = Pilot.objects.select_for_update(of=("self",)).get(pk=pilot.pk)
    before = record_of(kept)
    pilot.save()
    if places is not None:
        set_places(pilot, list(places))
    keep([Trace("change", "pilot", pilot.key, before, record_of(pilot))], by=by)
    return pilot


@transaction.atomic
def set_links(pilot: Pilot, links: Sequence[PilotLink], *, by: Actor) -> None:
    """Exactly these links, in this order."""
    before = {"links": list(pilot.links.values_list("address", flat=True))}
    pilot.links.all().delete()
    for order, link in enumerate(links):
        link.pk, link.pilot, link.order = None, pilot, order
        link.save()
    after = {"links": [link.address for link in links]}
    keep([Trace("links", "pilot", pilot.key, before, after)], by=by)


@transaction.atomic
def appreciate(
    pilot: Pilot, stage: str, region: Region, answers: Sequence[str], *, by: Actor
) -> Appreciation:
    """What another region sees in it; said again, the later word stands. Raises NotNow."""
    if region.pk == pilot.region_id or stage != stage_of(pilot):
        raise NotNow(pilot.key)
    said = [answer.strip() for answer in answers]
    given, _new = Appreciation.objects.update_or_create(
        pilot=pilot, stage=stage, by=region, defaults={"answers": said, "given_by": by.name}
    )
    told = {"stage": stage, "region": region.pk}
    keep([Trace("appreciate", "pilot", pilot.key, {}, told)], by=by)
    return given


def stage_of(pilot: Pilot) -> str:
    """At which stage others may appreciate it now; "" while it runs."""
    if pilot.status in BEFORE:
        return str(Appreciation.Stage.IDEA)
    return "" if pilot.status == Status.RUNNING else str(Appreciation.Stage.AFTER)


def _free_slug(title: str) -> str:
    """The title as a word of an address that nothing else has."""
    word = slugify(fold(title))[:90].strip("-") or "pilot"
    taken = set(Pilot.objects.filter(slug__startswith=word).values_list("slug", flat=True))
    tries = (word if n == 1 else f"{word}-{n}" for n in range(1, len(taken) + 2))
    return next(each for each in tries if each not in taken)
