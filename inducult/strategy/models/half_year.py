"""Half-yearly reports: asked for, answered, frozen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.strategy.models.strategy import Strategy


class HalfYear(models.Model):
    """The report of one half of a year; closed, its `content` is read and never made anew.

    `content` holds words and figures of the plan (`strategy/reporting.py`), no words of stories.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="half_years")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(help_text="1 or 2")
    due = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.CharField(max_length=80, help_text="actor")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True, help_text="actor")
    content = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["-year", "-half"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["strategy", "year", "half"], name="one_report_for_each_half_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.half}"


class Asked(models.Model):
    """Somebody who leads actions is asked for the report by letter."""

    half_year = models.ForeignKey(HalfYear, models.CASCADE, related_name="asked")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["half_year", "person"], name="asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.half_year_id}: {self.person_id}"
