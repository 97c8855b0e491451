"""Places whose content must be shown nowhere any more, not even in what was published before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inducult.common.identifiers import LENGTH


class Withdrawal(models.Model):
    """Everything published of a place until now is left out wherever an edition is read.

    Holds no content and no foreign key: it outlives the place. What is published of the same
    place later is not touched.
    """

    class Reason(models.TextChoices):
        PRIVACY = "privacy", _("privacy")
        RIGHTS = "rights", _("rights of others")
        SAFETY = "safety", _("safety")
        LAW = "law", _("legal duty")

    identifier = models.CharField(max_length=LENGTH, db_index=True)
    reason = models.CharField(max_length=8, choices=Reason)
    withdrawn_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.CharField(max_length=80, help_text="actor")

    class Meta:
        ordering: ClassVar = ["withdrawn_at", "id"]

    def __str__(self) -> str:
        return f"{self.identifier} {self.withdrawn_at:%Y-%m-%d} {self.reason}"
