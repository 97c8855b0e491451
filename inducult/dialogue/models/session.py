"""Sessions: a way through the five phases, who takes part, and in which pairs they talk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.dialogue.models.group import FocusGroup, Member, Sector
from inducult.dialogue.models.meeting import Meeting
from inducult.dialogue.models.spoken import RECEIPT, new_receipt
from inducult.dialogue.models.template import TemplateVersion


class Session(models.Model):
    """A workshop of a focus group: its steps, where it stands, and how people are named.

    `count` grows with every change that somebody in the room sees. `code` is what participants
    type to join; it is empty before the session opens and after it closes.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("of a session", "being prepared")
        OPEN = "open", pgettext_lazy("of a session", "open")
        CLOSED = "closed", pgettext_lazy("of a session", "closed")

    class Naming(models.TextChoices):
        ANONYMOUS = "anonymous", _("anonymous")
        BY_NAME = "by_name", pgettext_lazy("in a session", "by name")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="sessions")
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=2, choices=Language)
    template_version = models.ForeignKey(
        TemplateVersion, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    steps = models.JSONField(default=list, help_text="plain steps, see phases.py")
    position = models.PositiveSmallIntegerField(default=0, help_text="of the step that runs")
    step_begun_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(max_length=1000, blank=True, help_text="the frame it came with")
    topic = models.TextField(max_length=1000, blank=True, help_text="the affirmative topic")
    guide = models.JSONField(default=list, help_text="questions of the interview, in order")
    code = models.CharField(max_length=12, blank=True)
    naming = models.CharField(max_length=9, choices=Naming, default=Naming.ANONYMOUS)
    dots_each = models.PositiveSmallIntegerField(default=3)
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    held_on = models.DateField(null=True, blank=True, help_text="without a meeting")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="the digest is public")
    made_at = models.DateTimeField(default=timezone.now)
    count = models.PositiveBigIntegerField(default=0)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="one_open_session_per_code"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """Somebody in a session, by a phone or on paper; no account is needed.

    `secret` is what her phone holds. The receipt leads to everything that she said. An erased
    participant keeps her sector.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    secret = models.CharField(max_length=64, blank=True, editable=False)
    receipt = models.CharField(max_length=RECEIPT, unique=True, default=new_receipt, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="participants")
    client_key = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120, blank=True)
    sector = models.CharField(max_length=14, choices=Sector, default=Sector.OTHER)
    member = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="participations"
    )
    joined_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "member"], name="one_seat_per_member"),
            models.UniqueConstraint(
                fields=["session", "client_key"],
                condition=~models.Q(client_key=""),
                name="one_participant_per_client_key",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.key


class Pair(models.Model):
    """Two people, or three when the number is odd, who interview each other in a round."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="pairs")
    round = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveSmallIntegerField(help_text="of the table, from 1")
    members: models.ManyToManyField[Participant, models.Model] = models.ManyToManyField(
        Participant, related_name="pairs"
    )

    class Meta:
        ordering: ClassVar = ["round", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "round", "number"], name="one_pair_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}/{self.number}"
