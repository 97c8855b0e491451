"""What a source said, word for word."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.harvest.models.run import Run
from inducult.harvest.models.source import Source


class Received(models.Model):
    """A record exactly as received: never edited; a changed record is a further row.

    `last_run` alone moves on: the run that saw the record last in this very wording.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="records")
    key = models.CharField(max_length=200, help_text="what the source calls it")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content")
    content = models.JSONField()
    row = models.PositiveIntegerField(help_text="in the file that brought it, counted from 1")
    first_run = models.ForeignKey(Run, models.PROTECT, related_name="+")
    last_run = models.ForeignKey(Run, models.PROTECT, related_name="seen")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key", "digest"], name="each_wording_once")
        ]
        indexes: ClassVar = [models.Index(fields=["last_run", "id"])]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.key}"
