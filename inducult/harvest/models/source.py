"""A source that this network harvests, with what an operator has set for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Source(models.Model):
    """A ready source (`sources/<name>/`) or one whose mapping somebody saved (`config`).

    Thresholds are probabilities: from `same_from` on two things count as the same, from
    `accept_from` on many may be accepted in one go.
    """

    name = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    licence = models.CharField(max_length=20, help_text="SPDX identifier")
    attribution = models.CharField(max_length=300)
    home = models.URLField(
        max_length=500, blank=True, help_text="where the whole file is to be had"
    )
    config = models.JSONField(null=True, help_text="the mapping of a saved source; null: a folder")
    same_from = models.FloatField(default=0.5)
    accept_from = models.FloatField(default=0.995)
    measured = models.JSONField(
        null=True,
        help_text="the last judged sample by kind of suggestion: checked, right, of, from, low, "
        "high, on",
    )
    is_on = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
