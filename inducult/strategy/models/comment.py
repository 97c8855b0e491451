"""What somebody remarks on a part of a strategy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.strategy.models.strategy import Strategy


class Comment(models.Model):
    """A remark on a section, an objective, a measure, an action, ...: `subject_kind` and key."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="comments")
    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=40)
    text = models.TextField(max_length=4000)
    by = models.CharField(max_length=80, help_text="actor")
    at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, blank=True, help_text="actor")

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject_key"])]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_key}: {self.text[:40]}"
