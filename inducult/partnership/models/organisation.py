"""Organisations that carry the network or take part in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.common.languages import Said, best
from inducult.common.models import Text
from inducult.partnership.models.region import Region


class Organisation(models.Model):
    """A public authority, museum, company, school, chamber, association, ..."""

    class Kind(models.TextChoices):
        PUBLIC_AUTHORITY = "public authority", _("public authority")
        MUSEUM = "museum", _("museum")
        COMPANY = "company", _("company")
        SCHOOL = "school", _("school")
        CHAMBER = "chamber", _("chamber")
        ASSOCIATION = "association", _("association")
        RESEARCH = "research", _("research institute")
        CREATIVE = "creative", _("creative business")
        TOURISM = "tourism", _("tourism organisation")
        OTHER = "other", _("other organisation")

    class Part(models.TextChoices):
        """What the organisation is in the partnership."""

        LEAD = "lead partner", _("lead partner")
        REGIONAL = "regional partner", _("regional partner")
        SCIENTIFIC = "scientific partner", _("scientific partner")
        NONE = "", _("participant")

    key = models.SlugField(primary_key=True, max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    part = models.CharField(max_length=20, choices=Part, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    town = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    longitude = models.FloatField(null=True, help_text="degrees, WGS 84")
    latitude = models.FloatField(null=True, help_text="degrees, WGS 84")
    website = models.URLField(blank=True)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key

    def name_in(self, language: str) -> Said:
        texts = {text.language: text.text for text in self.names.all()}
        return best(texts, language) or Said(self.key, "")

    def own_name(self) -> Said | None:
        """The name that the organisation gives itself, when it is not the English one."""
        texts = {n.language: n.text for n in self.names.all() if n.language != "en"}
        return best(texts, "")


class OrganisationText(Text):
    """Name of an organisation in one language."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "language"], name="one_organisation_name_per_language"
            )
        ]
