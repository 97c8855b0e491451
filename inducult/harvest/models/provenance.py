"""Which value of which place comes from which source, under which licence."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.harvest.models.received import Received
from inducult.harvest.models.source import Source
from inducult.harvest.models.suggestion import Suggestion
from inducult.places.models import Place


class Tie(models.Model):
    """A record of a source that is known to be this place; a later run need not match it again."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="ties")
    key = models.CharField(max_length=200, help_text="what the source calls it")
    place = models.ForeignKey(Place, models.CASCADE, related_name="ties")
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="ties")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key"], name="a_record_is_one_place")
        ]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.key} is {self.place_id}"


class Provenance(models.Model):
    """A source says this value of this field of a place.

    Values of the open layer stand in the register as well; those of the other layers (share-alike,
    non-commercial) stand here alone, so that nothing open can hold them.
    """

    class Layer(models.TextChoices):
        OPEN = "open", _("open")
        SHARE_ALIKE = "share_alike", _("share-alike")
        NON_COMMERCIAL = "non_commercial", _("non-commercial")

    place = models.ForeignKey(Place, models.CASCADE, related_name="provenance")
    field = models.CharField(max_length=60, help_text="path of the piece, e.g. address.street")
    value = models.JSONField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    received = models.ForeignKey(Received, models.PROTECT, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="provenance")
    licence = models.CharField(max_length=20, help_text="SPDX identifier")
    layer = models.CharField(max_length=14, choices=Layer)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["place", "field"])]

    def __str__(self) -> str:
        return f"{self.place_id}.{self.field}: {self.source_id}"
