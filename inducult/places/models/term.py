"""The taxonomy in the register, with the time in which each term holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class TaxonomyTerm(models.Model):
    """A theme or type; loaded from `taxonomy/taxonomy.csv`, never typed in.

    Vocabularies change (ERIH had 13 themes in 2016 and has 16 now), so a term that is no longer
    in the file stays, with the day on which it ended.
    """

    code = models.CharField(primary_key=True, max_length=8)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    labels = models.JSONField(help_text="language code -> label")
    mappings = models.JSONField(help_text="vocabulary -> list of its codes")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code
