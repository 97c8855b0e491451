"""A table that somebody sent back, until she has decided about it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from inducult.common.identifiers import LENGTH, new_identifier


class Sheet(models.Model):
    """The cells of the file as they were read; nothing of it is in the register yet."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sheets")
    name = models.CharField(max_length=200, help_text="of the file")
    header = models.JSONField(help_text="names of the columns")
    rows = models.JSONField(help_text="[[number of the row, [cell, ...]], ...]")
    sent_at = models.DateTimeField(auto_now_add=True)
    run = models.CharField(max_length=40, blank=True, help_text="the run that wrote it")

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.name
