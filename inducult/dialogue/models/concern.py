"""Concerns: what troubles somebody is put down, not argued away, and taken up later."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from inducult.dialogue.models.session import Participant, Session
from inducult.dialogue.models.spoken import Spoken, once


class Concern(Spoken):
    """A note on the parking lot; it may be turned into a question only if its author agrees."""

    WORDS = ("text", "reframed")

    session = models.ForeignKey(Session, models.CASCADE, related_name="concerns")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="concerns"
    )
    text = models.TextField(max_length=1000, blank=True)
    may_be_reframed = models.BooleanField(default=False)
    reframed = models.TextField(max_length=1000, blank=True)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = once("concern")

    def __str__(self) -> str:
        return self.text[:80]
