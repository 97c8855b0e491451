"""Groups, their members and meetings."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from inducult.common.history import Actor
from inducult.dialogue.actions.tracing import note
from inducult.dialogue.models import Attendance, FocusGroup, Meeting, Member
from inducult.partnership.models import Person


@transaction.atomic
def keep_group(group: FocusGroup, *, by: Actor) -> FocusGroup:
    """A new group, or what was changed about one."""
    deed = "change" if group.pk else "found"
    group.save()
    told = {"region": group.region_id, "months_kept": group.months_kept}
    note(deed, "group", group.key, told, by=by)
    return group


@transaction.atomic
def keep_member(member: Member, *, by: Actor) -> Member:
    """A new member, or what was changed about one; an account with her address is joined."""
    deed = "change" if member.pk else "join"
    if member.email and not member.person:
        account = Person.objects.filter(email=member.email.lower(), is_active=True).first()
        taken = account and member.group.members.filter(person=account).exists()
        member.person = None if taken else account
    member.save()
    told = {"group": member.group.key, "sector": member.sector}
    note(deed, "member", member.key, told, by=by)
    return member


@transaction.atomic
def leave(member: Member, *, by: Actor) -> None:
    """She does not belong to the group any more, and reads no more than others."""
    Member.objects.filter(pk=member.pk, left_at=None).update(left_at=timezone.now())
    note("leave", "member", member.key, {"group": member.group.key}, by=by)


@transaction.atomic
def keep_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """A new meeting, or a changed one; calendars learn of it by the number of changes."""
    deed = "change" if meeting.pk else "plan"
    if meeting.pk:
        meeting.changed += 1
    meeting.save()
    note(deed, "meeting", meeting.key, {"group": meeting.group.key}, by=by)
    return meeting


@transaction.atomic
def note_attendance(meeting: Meeting, states: Iterable[tuple[Member, str]], *, by: Actor) -> None:
    """Who comes, or came. An empty state takes the answer away."""
    for member, state in states:
        if state:
            told = {"state": Attendance.State(state)}
            Attendance.objects.update_or_create(meeting=meeting, member=member, defaults=told)
        else:
            Attendance.objects.filter(meeting=meeting, member=member).delete()
    note("note_attendance", "meeting", meeting.key, {"group": meeting.group.key}, by=by)


class TooLate(RuntimeError):
    """The meeting is over, or does not take place, or who came has been noted."""


@transaction.atomic
def answer_invitation(meeting: Meeting, member: Member, *, comes: bool, by: Actor) -> None:
    """She says whether she comes; as often as she likes. Raises TooLate."""
    row, _ = Attendance.objects.get_or_create(meeting=meeting, member=member)
    if not may_answer(meeting, row):
        raise TooLate(meeting.key)
    row.state = Attendance.State.ACCEPTED if comes else Attendance.State.DECLINED
    row.save(update_fields=["state"])
    note("answer", "meeting", meeting.key, {"member": member.key, "state": row.state}, by=by)


def may_answer(meeting: Meeting, row: Attendance | None) -> bool:
    """Whether an answer still says something."""
    is_noted = row is not None and row.state in (Attendance.State.CAME, Attendance.State.ABSENT)
    return meeting.cancelled_at is None and meeting.ends_at > timezone.now() and not is_noted


def note_invited(meeting: Meeting, member: Member) -> None:
    """A letter went out to her; what she answered before stays."""
    row, _ = Attendance.objects.get_or_create(meeting=meeting, member=member)
    row.invited_at = timezone.now()
    row.save(update_fields=["invited_at"])
