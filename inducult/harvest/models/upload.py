"""A file that somebody sent, on its way to become a source."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.harvest.models.source import Source


class Upload(models.Model):
    """The file lies in the data folder under `key`; `mapping` is the draft of its recipe.

    Nothing of it is in the register before it has been saved as a source and run.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    by = models.CharField(max_length=80, help_text="actor")
    file = models.CharField(max_length=200, help_text="name as it was sent, without a path")
    mapping = models.JSONField(default=dict, help_text="what the person has said so far")
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="uploads")
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.file
