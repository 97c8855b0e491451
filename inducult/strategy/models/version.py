"""A strategy as it stood at one moment, frozen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from inducult.strategy.models.strategy import Strategy


class Version(models.Model):
    """What a strategy said, part by part (`strategy/freezing.py`).

    The frozen content holds no words of stories: what a part cites stands in it by kind and key
    and is read anew each time it is shown, so that words withdrawn later are gone here as well.
    """

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=200, blank=True)
    content = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=80, help_text="actor")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["strategy", "number"], name="one_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} version {self.number}"
