"""A person goes: her name and the ways to reach her; that somebody was there is still counted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor
from inducult.dialogue.actions.growing import grow
from inducult.dialogue.actions.tracing import note
from inducult.dialogue.models import Commitment, Member, Participant, Story
from inducult.partnership.models import Person


@transaction.atomic
def erase_member(member: Member, *, by: Actor) -> None:
    """Name, address, organisation and account away, also from sessions; sector and times stay."""
    now = timezone.now()
    for seat in member.participations.order_by("id"):
        erase_participant(seat, by=by)
    Story.objects.filter(member=member).update(named_as="")
    Commitment.objects.filter(member=member).update(who="")
    empty = {"name": "", "email": "", "organisation": None, "organisation_name": "", "person": None}
    times = {"erased_at": now, "left_at": member.left_at or now}
    Member.objects.filter(pk=member.pk).update(**empty, **times)
    note("erase", "member", member.key, {"group": member.group.key}, by=by)


@transaction.atomic
def erase_participant(seat: Participant, *, by: Actor) -> None:
    """The name away, and the link to what she said as a person; her sector stays."""
    seat.stories.update(named_as="")
    seat.commitments.update(who="")
    gone = {"name": "", "secret": "", "erased_at": timezone.now()}
    Participant.objects.filter(pk=seat.pk).update(**gone)
    note("erase", "participant", seat.key, {"session": seat.session.key}, by=by)
    grow(seat.session)  # a phone that still listens hears no more


def erase_person(person: Person, *, by: Actor) -> None:
    """All memberships of an account that goes."""
    for member in Member.objects.filter(person=person).select_related("group").order_by("id"):
        erase_member(member, by=by)
