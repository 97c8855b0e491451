"""What other parts ask of strategies, and what its own pages show."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from inducult.partnership.models import Role
from inducult.partnership.roles import (
    KEEPING,
    everywhere,
    has_a_role,
    is_scientist,
    is_steward,
    regions_of,
)
from inducult.strategy.models import Adoption, Citation, Review, Strategy


def open_strategies() -> QuerySet[Strategy]:
    """What everybody may read: adopted, or shown while it is written."""
    adopted = Adoption.objects.filter(version__strategy=OuterRef("pk"))
    return Strategy.objects.filter(Q(is_public=True) | Q(Exists(adopted)))


def strategies_for(person: Any) -> QuerySet[Strategy]:
    """The strategies whose drafts the person may see: `strategy.see` (rights.py) as a query."""
    if is_scientist(person) or is_steward(person) or everywhere(person, *KEEPING):
        return Strategy.objects.all()
    if not has_a_role(person):
        return Strategy.objects.none()
    asked = Review.objects.filter(
        version__strategy=OuterRef("pk"), by__in=regions_of(person, *KEEPING)
    )
    own = Q(region__in=regions_of(person, *Role.values))
    return Strategy.objects.filter(own | Q(region=None) | Q(Exists(asked)))


def citations_of(kind: str, key: str) -> QuerySet[Citation]:
    """What a thing cites, in its order."""
    return Citation.objects.filter(subject_kind=kind, subject_key=key).order_by("order", "id")
