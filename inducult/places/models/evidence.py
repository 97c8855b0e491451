"""Where what we say comes from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.models import Text
from inducult.places.models.place import Place


class Source(models.Model):
    """A page or work that was read for the place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="sources")
    url = models.URLField(max_length=700)
    licence = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.url


class Fact(Text):
    """One statement with the page that it was read on."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="facts")
    source = models.URLField(max_length=700, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Identifier(models.Model):
    """What somebody else calls the place: scheme and value."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["scheme", "value"])]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"
