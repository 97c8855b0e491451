"""Who reads whose words: three circles, the group, the network, everybody.

The circle of the group are its members with an account and those who run groups in its region.
A role somewhere in the network opens what is for the network. Nobody else reads more than what is
public, whatever the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from inducult.dialogue.models import Consent, FocusGroup
from inducult.partnership.models import Person, Role
from inducult.partnership.roles import everywhere, has_a_role, is_steward, regions_of

RUNNING: Final = (Role.FACILITATOR, Role.COORDINATOR)


def runs(person: Any, group: FocusGroup | None) -> bool:
    """Leads groups in the region of this one."""
    if group is None:
        return False
    in_region = group.region_id in regions_of(person, *RUNNING)
    return in_region or everywhere(person, *RUNNING) or is_steward(person)


def belongs_to(person: Any, group: FocusGroup | None) -> bool:
    """Is a member with an account, and has not left."""
    if group is None or not isinstance(person, Person):
        return False
    return group.members.filter(person=person, left_at=None, erased_at=None).exists()


def in_circle(person: Any, group: FocusGroup) -> bool:
    """Reads what is said for the group only."""
    return runs(person, group) or belongs_to(person, group)


def of_circle(person: Any, prefix: str = "") -> Q:
    """The groups (behind `prefix`, as in `session__group__`) in whose circle the person is."""
    if not isinstance(person, Person) or not person.is_active:
        return Q(pk__in=())
    if everywhere(person, *RUNNING) or is_steward(person):
        return Q()
    member = {"members__person": person, "members__left_at": None, "members__erased_at": None}
    mine = FocusGroup.objects.filter(**member).order_by().values("pk")
    return Q(**{f"{prefix}pk__in": mine}) | Q(
        **{f"{prefix}region__in": regions_of(person, *RUNNING)}
    )


def open_to(person: Any) -> tuple[str, ...]:
    """The consents that let this person read without belonging to the group."""
    if has_a_role(person):
        return (Consent.PUBLIC, Consent.NETWORK)
    return (Consent.PUBLIC,)


def readable(person: Any, prefix: str, field: str = "consent") -> Q:
    """Rows whose words the person may read; withdrawn rows have none."""
    open_words = Q(**{f"{field}__in": open_to(person)})
    return Q(withdrawn_at=None) & (open_words | of_circle(person, prefix))


@dataclass(frozen=True)
class Circles:
    """What one reader may read, asked for once for many words."""

    open: tuple[str, ...]
    groups: frozenset[int]

    def may_read(self, consent: str, group: int) -> bool:
        """Whether words with this consent, said in this group (its number), are for her."""
        return consent in self.open or group in self.groups


def circles_of(person: Any) -> Circles:
    """One question, however many words are asked about afterwards."""
    own = FocusGroup.objects.filter(of_circle(person)).order_by()
    return Circles(open_to(person), frozenset(own.values_list("pk", flat=True)))
