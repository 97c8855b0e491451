"""A filled-in action plan that somebody sent, until she decides about it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.strategy.models.strategy import Strategy


class PlanSheet(models.Model):
    """Header and rows as they were read; `run` names the acts once it was carried out."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="sheets")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    header = models.JSONField()
    rows = models.JSONField(help_text="[[number of the row, [cells]], ...]")
    sent_at = models.DateTimeField(default=timezone.now)
    run = models.CharField(max_length=40, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
