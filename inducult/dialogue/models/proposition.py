"""Propositions: bold sentences, in the present, about the region as its people want it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.models import Language
from inducult.dialogue.models.session import Session
from inducult.dialogue.models.spoken import Sent, once
from inducult.dialogue.models.theme import Theme


class Proposition(Sent):
    """What should be, grounded in themes of the session; the group's own words."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="propositions")
    text = models.TextField(max_length=1200)
    language = models.CharField(max_length=2, choices=Language)
    themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(
        Theme, related_name="propositions", blank=True
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = once("proposition")

    def __str__(self) -> str:
        return self.text[:80]
