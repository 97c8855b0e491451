"""Something of another region becomes a draft action of one's own plan, with credit."""

from __future__ import annotations

from django.db import transaction

from inducult.common.history import Actor, Trace, keep
from inducult.strategy.actions.planning import add
from inducult.strategy.models import Action, Measure, Takeover
from inducult.strategy.takeovers import Offered


@transaction.atomic
def take_over(offer: Offered, measure: Measure, *, by: Actor) -> Action:
    """A draft action under the measure; both sides of the takeover see the other."""
    field = measure.objective.field
    action: Action = add(
        Action(
            strategy=field.strategy,
            measure=measure,
            area=field.area if field.area in offer.areas or not offer.areas else offer.areas[0],
            title=offer.title[:300],
            description=offer.description[:8000],
            target_groups=offer.target_groups[:2000],
        ),
        by=by,
    )
    region = field.strategy.region_id
    Takeover.objects.create(
        kind=offer.kind,
        taken_key=offer.key,
        origin_id=offer.origin,
        action=action,
        region_id=region,
        by=by.name,
    )
    told = {"action": action.key, "region": region}
    keep([Trace("taken over", offer.kind, offer.key, {}, told)], by=by)
    return action
