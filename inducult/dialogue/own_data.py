"""What the dialogue keeps about a person, for her to take out."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from inducult.dialogue.models import Attendance, Commitment, Member, Story
from inducult.partnership.models import Person
from inducult.partnership.own_data import share


@share("focus_groups")
def memberships(person: Person) -> list[Any]:
    """The groups to which she belongs, as what."""
    fields = ("group__title", "name", "email", "sector", "organisation", "organisation_name")
    rows = Member.objects.filter(person=person).order_by("id")
    return list(rows.values(*fields, "joined_at", "left_at"))


@share("meetings")
def meetings(person: Person) -> list[Any]:
    """The meetings to which she was asked."""
    rows = Attendance.objects.filter(member__person=person).order_by("id")
    return list(rows.values("meeting__title", "meeting__starts_at", "state", "invited_at"))


@share("stories")
def stories(person: Person) -> list[Any]:
    """What she told, with its receipts."""
    rows = Story.objects.filter(_of(person)).order_by("id")
    return list(rows.values(*Story.WORDS, "consent", "quote_consent", "receipt", "told_at"))


@share("commitments")
def commitments(person: Person) -> list[Any]:
    """What she has promised."""
    rows = Commitment.objects.filter(_of(person)).order_by("id")
    return list(rows.values(*Commitment.WORDS, "until", "consent", "receipt", "done_at"))


def _of(person: Person) -> Q:
    return Q(member__person=person) | Q(participant__member__person=person)
