"""Who may do what with pilots: everybody reads public ones, the network reads all.

The keepers and coordinators of a region tell its pilots; those of another region appreciate them
and take them over. The plan of a strategy is read by everybody once its people show what they
write. An action is reported on by whoever leads it, and by who writes the strategy.
"""

from __future__ import annotations

from typing import Any

import rules

from inducult.partnership.models import Region
from inducult.partnership.roles import (
    KEEPING,
    everywhere,
    has_a_role,
    is_steward,
    keeps_a_region,
    regions_of,
)
from inducult.strategy.models import Action, Pilot, Strategy
from inducult.strategy.rights import sees, writes


@rules.predicate
def is_public(person: Any, pilot: Pilot | None) -> bool:
    """Its region shows it to everybody."""
    return pilot is not None and pilot.is_public


@rules.predicate
def keeps_region_of_pilot(person: Any, pilot: Pilot | None) -> bool:
    """Keeper or coordinator of the region of the pilot."""
    if pilot is None:
        return False
    return everywhere(person, *KEEPING) or pilot.region_id in regions_of(person, *KEEPING)


@rules.predicate
def keeps_another_region(person: Any, pilot: Pilot | None) -> bool:
    """Keeper or coordinator of a region other than that of the pilot."""
    if pilot is None:
        return False
    return bool(set(regions_of(person, *KEEPING)) - {pilot.region_id})


@rules.predicate
def leads_action(person: Any, action: Action | None) -> bool:
    """The person in the lead."""
    return action is not None and action.lead_person_id == getattr(person, "pk", 0)


@rules.predicate
def writes_its_strategy(person: Any, action: Action | None) -> bool:
    """Writes the strategy that the action belongs to."""
    return action is not None and bool(writes(person, action.strategy))


@rules.predicate
def shows_its_plan(person: Any, strategy: Strategy | None) -> bool:
    """Its people show what they write; an adoption alone opens the adopted version only."""
    return strategy is not None and strategy.is_public


rules.add_perm("plan.read", shows_its_plan | sees)
rules.add_perm("pilot.see", is_public | has_a_role)
rules.add_perm("pilot.begin", keeps_a_region | is_steward)
rules.add_perm("pilot.write", keeps_region_of_pilot | is_steward)
rules.add_perm("pilot.appreciate", keeps_another_region)
rules.add_perm("action.report", leads_action | writes_its_strategy | is_steward)


def regions_kept(person: Any) -> list[Region]:
    """The regions for which the person may begin a pilot or speak."""
    rows = Region.objects.prefetch_related("texts").order_by("code")
    if is_steward(person) or everywhere(person, *KEEPING):
        return list(rows)
    return list(rows.filter(code__in=regions_of(person, *KEEPING)))
