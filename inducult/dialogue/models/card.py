"""Cards: short words for the wall, and who has energy for which element."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.dialogue.models.group import Member
from inducult.dialogue.models.session import Participant, Session
from inducult.dialogue.models.spoken import Spoken, once
from inducult.dialogue.models.theme import Theme


class Card(Spoken):
    """What one person writes on one card."""

    WORDS = ("text",)

    class Kind(models.TextChoices):
        STRENGTH = "strength", pgettext_lazy("card", "strength")
        OPPORTUNITY = "opportunity", pgettext_lazy("card", "opportunity")
        ASPIRATION = "aspiration", pgettext_lazy("card", "aspiration")
        RESULT = "result", pgettext_lazy("card", "result")
        HEADLINE = "headline", _("headline from the future")
        ELEMENT = "element", _("element of the design")
        WISH = "wish", pgettext_lazy("card", "wish")
        WORD = "word", pgettext_lazy("card", "word")

    class Ring(models.TextChoices):
        """Rings of the design map, from the middle outwards."""

        DREAM = "dream", pgettext_lazy("ring of the map", "dream")
        RELATIONSHIP = "relationship", _("key relationships")
        ELEMENT = "element", _("elements of the design")

    session = models.ForeignKey(Session, models.CASCADE, related_name="cards")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="cards"
    )
    step = models.PositiveSmallIntegerField(default=0, help_text="position of the step")
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.STRENGTH)
    ring = models.CharField(max_length=12, choices=Ring, blank=True)
    text = models.CharField(max_length=500, blank=True)
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="cards")
    order = models.FloatField(default=0, help_text="within its theme or on the wall")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = once("card")

    def __str__(self) -> str:
        return self.text[:60]


class SignUp(models.Model):
    """Somebody has energy for an element of the design, and says so."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="sign_ups")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="sign_ups"
    )
    member = models.ForeignKey(
        Member, models.CASCADE, null=True, blank=True, related_name="sign_ups"
    )
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "participant"], name="one_sign_up_per_seat"),
            models.UniqueConstraint(fields=["card", "member"], name="one_sign_up_per_member"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id}"
