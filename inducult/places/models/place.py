"""A place of industrial culture: a site, landmark, company, landscape or living tradition."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Text
from inducult.partnership.models import Region
from inducult.places.models.term import TaxonomyTerm
from inducult.places.vocabulary import FoundBy, NameKind, Ownership, Precision, RelationKind, State


class Place(models.Model):
    """The place itself. `identifier` is for ever; `slug` is decoration and may change."""

    identifier = models.CharField(
        max_length=LENGTH, unique=True, default=new_identifier, editable=False
    )
    slug = models.SlugField(max_length=100, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    revision = models.PositiveIntegerField(default=0, help_text="grows with every change")
    areas = models.JSONField(default=list, help_text="thematic areas T1 to T4")
    footprint = models.JSONField(null=True, help_text="GeoJSON polygon or line, WGS 84")
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    municipality = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    nuts3 = models.CharField(max_length=5, blank=True, help_text="NUTS 2021 code")
    operator = models.CharField(max_length=200, blank=True)
    ownership = models.CharField(max_length=12, choices=Ownership, default=Ownership.UNKNOWN)
    protection = models.CharField(max_length=200, blank=True)
    endangered = models.BooleanField(null=True, help_text="null: not known")
    website = models.URLField(max_length=500, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    confidence = models.CharField(max_length=6, blank=True, help_text="high, medium or low")
    doubts = models.TextField(blank=True, help_text="what to check before relying on it")
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="absorbed",
        help_text="leads there for ever",
    )
    types: models.ManyToManyField[TaxonomyTerm, PlaceType] = models.ManyToManyField(
        TaxonomyTerm, through="PlaceType"
    )
    regions: models.ManyToManyField[Region, PlaceRegion] = models.ManyToManyField(
        Region, through="PlaceRegion", related_name="places"
    )

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.slug


class FormerSlug(models.Model):
    """An address that the place had; it redirects for ever."""

    slug = models.SlugField(max_length=100, unique=True)
    place = models.ForeignKey(Place, models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class PlaceName(Text):
    """A name in one language; a place may have several of a kind."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=12, choices=NameKind, default=NameKind.OFFICIAL)

    class Meta:
        ordering: ClassVar = ["id"]


class PlaceText(Text):
    """Summary (one or two sentences) or description in one language."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="texts")
    field = models.CharField(max_length=12, help_text="summary or description")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "field", "language"], name="one_place_text_per_language"
            )
        ]


class PlaceType(models.Model):
    """A type of the place; the first is what it is above all."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="typings")
    term = models.ForeignKey(TaxonomyTerm, models.PROTECT, related_name="typings")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "term"], name="one_typing_per_term")
        ]

    def __str__(self) -> str:
        return self.term_id


class PlaceRegion(models.Model):
    """The place belongs to a region, found from its boundary or named by a person or a file."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="belongings")
    region = models.ForeignKey(Region, models.PROTECT, related_name="belongings")
    found_by = models.CharField(max_length=8, choices=FoundBy)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "region"], name="one_belonging_per_region")
        ]

    def __str__(self) -> str:
        return self.region_id


class Position(models.Model):
    """A point with its precision and licence.

    A place has at most one open position and one in the share-alike layer (ODbL): the two are
    published apart, so that the open edition holds nothing whose licence would spread.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="positions")
    longitude = models.FloatField(help_text="degrees, WGS 84")
    latitude = models.FloatField(help_text="degrees, WGS 84")
    precision = models.CharField(max_length=12, choices=Precision)
    source = models.CharField(max_length=500, blank=True)
    licence = models.CharField(max_length=20, help_text="SPDX identifier")
    share_alike = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["share_alike"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "share_alike"], name="one_position_per_licence_layer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.latitude:.5f}, {self.longitude:.5f} ({self.precision})"


class Relation(models.Model):
    """One place is part of, successor of, on the same ground as or related to another."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=RelationKind)
    other = models.ForeignKey(Place, models.CASCADE, related_name="related_from")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "kind", "other"], name="one_relation_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.kind} {self.other_id}"
