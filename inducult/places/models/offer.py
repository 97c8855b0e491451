"""What a place offers, when something happens there, and pictures of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.models import Text
from inducult.places.models.place import Place
from inducult.places.vocabulary import OfferKind


class Offer(models.Model):
    """A tour, exhibition, school programme, apprenticeship, space for creatives, ..."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=20, choices=OfferKind)
    audiences = models.JSONField(default=list)
    months = models.JSONField(default=list, help_text="1 to 12; empty: not known")
    duration_min = models.PositiveSmallIntegerField(null=True, help_text="minutes")
    capacity = models.PositiveSmallIntegerField(null=True, help_text="people")
    age_min = models.PositiveSmallIntegerField(null=True, help_text="years")
    age_max = models.PositiveSmallIntegerField(null=True, help_text="years")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.kind


class OfferText(Text):
    """A note on the offer in one language."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="texts")

    class Meta:
        ordering: ClassVar = ["id"]


class Event(models.Model):
    """Something on a date, or that recurs."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="events")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    recurrence = models.CharField(max_length=200, blank=True, help_text="RFC 5545 RRULE")
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.recurrence}"


class EventText(Text):
    """The title of an event in one language."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="texts")

    class Meta:
        ordering: ClassVar = ["id"]


class Medium(models.Model):
    """A picture with its author and licence."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="media")
    file = models.CharField(max_length=300, help_text="name inside the media folder")
    author = models.CharField(max_length=200)
    licence = models.CharField(max_length=40, help_text="SPDX identifier")
    source = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file


class MediumText(Text):
    """Alternative text of a picture in one language."""

    medium = models.ForeignKey(Medium, models.CASCADE, related_name="texts")

    class Meta:
        ordering: ClassVar = ["id"]
