"""Deeds on people and their roles. Each is one transaction and leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor, Trace, keep
from inducult.partnership.models import Assignment, Invitation, Person, Role

VALID_FOR: Final = timedelta(days=30)


class LastSteward(RuntimeError):
    """The network would have nobody who can hand out its roles."""


@dataclass(frozen=True)
class NewMember:
    """What somebody says of herself when she accepts an invitation."""

    name: str
    password: str


@transaction.atomic
def invite(invitation: Invitation, *, by: Actor) -> Invitation:
    """Keep an invitation that has been filled in; the letter is sent by whoever calls."""
    invitation.email = invitation.email.strip().lower()
    invitation.invited_by = by.name
    invitation.save()
    keep([Trace("invite", "invitation", invitation.key, None, _part(invitation))], by=by)
    return invitation


def open_invitation(key: str) -> Invitation | None:
    """The invitation, unless it was accepted, withdrawn or is too old."""
    found = Invitation.objects.select_related("region", "organisation").filter(key=key).first()
    if found is None or found.accepted_at or found.withdrawn_at:
        return None
    return found if timezone.now() - found.invited_at < VALID_FOR else None


@transaction.atomic
def join(invitation: Invitation, member: NewMember) -> Person:
    """Make an account for the address of the invitation and give it the role."""
    person = Person.objects.create_user(
        invitation.email, member.password, name=member.name, language=invitation.language
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    accept_invitation(invitation, person)
    return person


@transaction.atomic
def accept_invitation(invitation: Invitation, person: Person) -> None:
    """The person has the role from now on."""
    _give(person, invitation)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now())


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Actor) -> None:
    """The link leads nowhere from now on."""
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    keep([Trace("withdraw", "invitation", invitation.key, _part(invitation), None)], by=by)


@transaction.atomic
def take_back(assignment: Assignment, *, by: Actor) -> None:
    """The person has the role no more. Raises LastSteward."""
    if assignment.role == Role.STEWARD and not _other_stewards(assignment.person):
        raise LastSteward(assignment.person)
    trace = Trace("take_back", "person", assignment.person.identifier, _part(assignment), None)
    assignment.delete()
    keep([trace], by=by)


@transaction.atomic
def erase(person: Person) -> None:
    """The account and all that is only about the person; what she wrote about places stays.

    Her deeds keep the identifier, which leads to nobody: histories say "former member".
    Raises LastSteward.
    """
    if any(role == Role.STEWARD for role, _, _ in person.held) and not _other_stewards(person):
        raise LastSteward(person)
    for session in _sessions_of(person):
        session.delete()
    Invitation.objects.filter(email=person.email).delete()
    person.delete()


def _give(person: Person, wanted: Invitation) -> None:
    assignment, fresh = Assignment.objects.get_or_create(
        person=person,
        role=wanted.role,
        region=wanted.region,
        organisation=wanted.organisation,
        defaults={"given_by": wanted.invited_by},
    )
    if fresh:
        trace = Trace("give", "person", person.identifier, None, _part(assignment))
        keep([trace], by=Actor(wanted.invited_by))


def _part(scoped: Invitation | Assignment) -> dict[str, Any]:
    """The role and where; never the e-mail address: traces outlive people."""
    where = {"region": scoped.region_id, "organisation": scoped.organisation_id}
    return {"role": str(scoped.role), **where}


def _other_stewards(person: Person) -> bool:
    return Assignment.objects.filter(role=Role.STEWARD).exclude(person=person).exists()


def _sessions_of(person: Person) -> Iterable[Session]:
    rows = UserSession.objects.filter(user=person).order_by("id")
    keys = list(rows.values_list("session_key", flat=True))
    return Session.objects.filter(session_key__in=keys).order_by("session_key")
