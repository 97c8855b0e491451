"""Another region reads a version and says what it sees in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.partnership.models import Region
from inducult.strategy.models.version import Version


class Review(models.Model):
    """Asked with questions, given with an answer to each, and answered in turn.

    `answers` stand in the order of `questions`. While a review is open or given, the people of the
    reviewing region may read the strategy.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="reviews")
    by = models.ForeignKey(Region, models.PROTECT, related_name="+")
    questions = models.JSONField(default=list)
    note = models.TextField(max_length=2000, blank=True, help_text="what is asked, in own words")
    due = models.DateField(null=True, blank=True)
    asked_by = models.CharField(max_length=80, help_text="actor")
    asked_at = models.DateTimeField(auto_now_add=True)
    answers = models.JSONField(default=list)
    given_by = models.CharField(max_length=80, blank=True, help_text="actor")
    given_at = models.DateTimeField(null=True)
    reply = models.TextField(max_length=4000, blank=True, help_text="what follows from it")
    replied_by = models.CharField(max_length=80, blank=True, help_text="actor")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.version_id} by {self.by_id}"
