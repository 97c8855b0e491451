"""Who may do what with strategies. Each right is a sentence of predicates.

Keepers and coordinators of a region write its strategy, stewards every one; the strategy of
Central Europe (without a region) is written by coordinators of any region. A draft is seen by the
people of its region, by the people of a region that was asked to review it, by scientists and
stewards; that of Central Europe by everybody who has a role.
"""

from __future__ import annotations

from typing import Any

import rules

from inducult.partnership.models import Role
from inducult.partnership.roles import (
    KEEPING,
    coordinates_a_region,
    everywhere,
    has_a_role,
    is_scientist,
    is_steward,
    keeps_a_region,
    regions_of,
)
from inducult.strategy.models import Adoption, Review, Strategy


@rules.predicate
def writes(person: Any, strategy: Strategy | None) -> bool:
    """Keeper or coordinator of the region; for Central Europe, coordinator of any region."""
    if strategy is None:
        return False
    if strategy.region_id is None:
        return bool(coordinates_a_region(person))
    return everywhere(person, *KEEPING) or strategy.region_id in regions_of(person, *KEEPING)


@rules.predicate
def leads(person: Any, strategy: Strategy | None) -> bool:
    """Coordinator of the region; for Central Europe, of any region."""
    if strategy is None:
        return False
    if strategy.region_id is None:
        return bool(coordinates_a_region(person))
    mine = regions_of(person, Role.COORDINATOR)
    return everywhere(person, Role.COORDINATOR) or strategy.region_id in mine


@rules.predicate
def is_of_its_people(person: Any, strategy: Strategy | None) -> bool:
    """Has a role in the region of the strategy; for Central Europe, any role."""
    if strategy is None:
        return False
    if strategy.region_id is None:
        return bool(has_a_role(person))
    return everywhere(person, *KEEPING) or strategy.region_id in regions_of(person, *Role.values)


@rules.predicate
def is_asked_to_review(person: Any, strategy: Strategy | None) -> bool:
    """Keeps a region that was asked to review the strategy."""
    if strategy is None or not regions_of(person, *KEEPING):
        return False
    asked = Review.objects.filter(version__strategy=strategy)
    return asked.filter(by__in=regions_of(person, *KEEPING)).exists()


@rules.predicate
def is_open(person: Any, strategy: Strategy | None) -> bool:
    """Everybody may read it: it was adopted, or its people show what they write."""
    if strategy is None:
        return False
    return strategy.is_public or Adoption.objects.filter(version__strategy=strategy).exists()


@rules.predicate
def reviews(person: Any, review: Review | None) -> bool:
    """Keeper or coordinator of the region that was asked."""
    if review is None:
        return False
    return everywhere(person, *KEEPING) or review.by_id in regions_of(person, *KEEPING)


sees = is_of_its_people | is_asked_to_review | is_scientist | is_steward

rules.add_perm("strategy.enter", has_a_role)
rules.add_perm("strategy.begin", keeps_a_region | is_steward)
rules.add_perm("strategy.read", is_open | sees)  # the public pages
rules.add_perm("strategy.see", sees)  # drafts and the workbench
rules.add_perm("strategy.write", writes | is_steward)
rules.add_perm("strategy.comment", sees)
rules.add_perm("strategy.lead", leads | is_steward)  # ask for a review, adopt, show
rules.add_perm("strategy.review", reviews)
rules.add_perm("strategy.admit", is_steward)  # take regions in


def may(person: Any, right: str, thing: Any = None) -> bool:
    """Whether the person has the right (`strategy.write`) on the thing."""
    return bool(rules.has_perm(right, person, thing))
