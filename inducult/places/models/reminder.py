"""Letters that ask keepers whether what we say still holds."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.places.models.place import Place


class Reminder(models.Model):
    """One question to one keeper about one place."""

    class Season(models.TextChoices):
        YEARLY = "yearly", _("once a year")
        SEASONAL = "seasonal", _("for a season")

    class Answer(models.TextChoices):
        STILL_RIGHT = "still_right", _("still right")
        CHANGED = "changed", pgettext_lazy("answer to a letter", "changed")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    season = models.CharField(max_length=8, choices=Season)
    due_on = models.DateField(help_text="the day for which it was due: one letter a day and place")
    taken_at = models.DateTimeField(null=True, help_text="when a worker began to send it")
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=11, choices=Answer, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "person", "due_on"], name="reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.due_on}"
