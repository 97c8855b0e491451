"""What visitors tell the keepers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.places.models.place import Place


class Report(models.Model):
    """A visitor reports a change; nothing public changes until a keeper acts on it."""

    class Kind(models.TextChoices):
        HOURS = "hours", _("Opening hours or prices are wrong")
        CLOSED = "closed", _("The place is closed or gone")
        POSITION = "position", _("The position is wrong, or I know it more exactly")
        TEXT = "text", _("A name, date or text is wrong")
        AT_RISK = "at_risk", _("The place is at risk")
        OTHER = "other", _("Something else")

    receipt = models.CharField(
        max_length=LENGTH, unique=True, default=new_identifier, editable=False
    )
    place = models.ForeignKey(Place, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind)
    message = models.TextField(max_length=2000)
    language = models.CharField(max_length=8)
    email = models.EmailField(blank=True)
    reported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-reported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}"
