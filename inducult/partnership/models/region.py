"""Regions of the network and the four thematic areas."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.languages import Said, best
from inducult.common.models import Text


class Area(models.TextChoices):
    """The four thematic areas of the partnership (leaflet, work packages T1 to T4)."""

    T1 = "T1", _("Establish and promote the concept")
    T2 = "T2", _("Regional identity and industrial tourism")
    T3 = "T3", _("Companies and skilled workers")
    T4 = "T4", _("Creative and innovative ventures")


class Region(models.Model):
    """An industrial region; its territory may be one or several NUTS regions."""

    code = models.SlugField(primary_key=True, max_length=40)
    country = models.CharField(max_length=2)
    nuts = models.JSONField(default=list, help_text="NUTS 2021 codes")
    areas = models.JSONField(default=list, help_text="thematic areas T1 to T4")
    boundary = models.JSONField(null=True, help_text="GeoJSON geometry, WGS 84")
    boundary_source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code

    def name_in(self, language: str) -> Said:
        """The name in a language or in the one that stands in for it; the code if there is none."""
        return self._said(RegionText.Field.NAME, language) or Said(self.code, "")

    def description_in(self, language: str) -> Said | None:
        return self._said(RegionText.Field.DESCRIPTION, language)

    def _said(self, field: str, language: str) -> Said | None:
        texts = {text.language: text.text for text in self.texts.all() if text.field == field}
        return best(texts, language)


class RegionText(Text):
    """Name or description of a region in one language."""

    class Field(models.TextChoices):
        NAME = "name", pgettext_lazy("of a region", "name")
        DESCRIPTION = "description", _("description")

    region = models.ForeignKey(Region, models.CASCADE, related_name="texts")
    field = models.CharField(max_length=12, choices=Field)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "field", "language"], name="one_region_text_per_language"
            )
        ]
