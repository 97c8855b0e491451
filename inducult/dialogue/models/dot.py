"""Dots: what the people in the room find important."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.dialogue.models.session import Participant, Session


class Dot(models.Model):
    """The dots of one participant on one thing; without a participant, those counted on paper.

    `number` is the whole number, not a difference, so that sending it twice changes nothing.
    """

    class Kind(models.TextChoices):
        THEME = "theme"
        PROPOSITION = "proposition"
        CARD = "card"

    session = models.ForeignKey(Session, models.CASCADE, related_name="dots")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="dots"
    )
    kind = models.CharField(max_length=11, choices=Kind)
    subject = models.CharField(max_length=10, help_text="key of the theme, proposition or card")
    number = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "participant", "kind", "subject"], name="one_row_of_dots"
            ),
            models.UniqueConstraint(
                fields=["session", "kind", "subject"],
                condition=models.Q(participant=None),
                name="one_count_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.number}"
