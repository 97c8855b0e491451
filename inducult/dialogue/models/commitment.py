"""Commitments: who will do what, until when, and what she needs and offers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from inducult.dialogue.models.group import Member
from inducult.dialogue.models.proposition import Proposition
from inducult.dialogue.models.session import Participant, Session
from inducult.dialogue.models.spoken import Spoken, once


class Commitment(Spoken):
    """One person's word to the group; due until a day, or open-ended."""

    WORDS = ("who", "what", "needs", "offers")

    session = models.ForeignKey(Session, models.CASCADE, related_name="commitments")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="commitments"
    )
    member = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="commitments"
    )
    who = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=600, blank=True)
    until = models.DateField(null=True, blank=True)
    needs = models.CharField(max_length=400, blank=True)
    offers = models.CharField(max_length=400, blank=True)
    proposition = models.ForeignKey(
        Proposition, models.SET_NULL, null=True, blank=True, related_name="commitments"
    )
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["until", "id"]
        constraints: ClassVar = once("commitment")

    def __str__(self) -> str:
        return self.what[:80]
