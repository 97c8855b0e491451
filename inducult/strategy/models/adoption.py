"""The day on which a body made a version its own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.strategy.models.version import Version


class Adoption(models.Model):
    """A version was adopted; it stays readable at its address whatever is written later."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="adoption")
    on = models.DateField()
    body = models.CharField(max_length=200, help_text="who adopted it, e.g. a district council")
    recorded_by = models.CharField(max_length=80, help_text="actor")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.version_id} on {self.on}"
