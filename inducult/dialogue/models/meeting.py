"""Meetings of a focus group, and who was there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.dialogue.models.group import FocusGroup, Member
from inducult.places.models import Place


class Meeting(models.Model):
    """A day on which the group meets, at a place of the register or elsewhere, or online."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    where = models.CharField(max_length=300, blank=True, help_text="room or address in words")
    link = models.URLField(max_length=500, blank=True, help_text="of the meeting online")
    agenda = models.TextField(max_length=8000, blank=True)
    minutes = models.TextField(max_length=40000, blank=True)
    changed = models.PositiveIntegerField(
        default=0, help_text="how often time or place moved; SEQUENCE of the calendar entry"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-starts_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_meeting_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """One member and one meeting: asked, answered, there or not."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("of a member", "invited")
        ACCEPTED = "accepted", _("is coming")
        DECLINED = "declined", _("is not coming")
        CAME = "came", _("was there")
        ABSENT = "absent", _("was not there")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.CASCADE, related_name="attendances")
    state = models.CharField(max_length=8, choices=State, default=State.INVITED)
    invited_at = models.DateTimeField(null=True, blank=True, help_text="when a letter went out")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_attendance_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.state}"
