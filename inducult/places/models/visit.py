"""How a place can be visited; apart from its lifecycle."""

from __future__ import annotations

from django.db import models

from inducult.places.models.place import Place
from inducult.places.vocabulary import Booking, Guided, VisitState


class Visit(models.Model):
    """Conditions of a visit. Empty, null or "unknown" is a value and is shown as such."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="visit")
    state = models.CharField(max_length=16, choices=VisitState, default=VisitState.UNKNOWN)
    opening_hours = models.CharField(max_length=500, blank=True, help_text="OSM opening_hours")
    hours_source = models.CharField(max_length=500, blank=True)
    hours_valid_from = models.DateField(null=True, blank=True)
    hours_valid_to = models.DateField(null=True, blank=True)
    checked_on = models.CharField(max_length=24, blank=True, help_text="EDTF date")
    checked_by = models.CharField(max_length=120, blank=True)
    duration_min = models.PositiveSmallIntegerField(null=True, help_text="minutes")
    last_entry_min = models.PositiveSmallIntegerField(null=True, help_text="minutes before closing")
    guided = models.CharField(max_length=8, choices=Guided, default=Guided.UNKNOWN)
    booking = models.CharField(max_length=12, choices=Booking, default=Booking.UNKNOWN)
    booking_lead_days = models.PositiveSmallIntegerField(null=True, help_text="days")
    booking_url = models.URLField(max_length=500, blank=True)
    price_note = models.CharField(max_length=300, blank=True)
    prices = models.JSONField(default=list, help_text="group, amount, currency")
    languages = models.JSONField(default=list, help_text="language codes of tours and texts")
    group_min = models.PositiveSmallIntegerField(null=True, help_text="people")
    group_max = models.PositiveSmallIntegerField(null=True, help_text="people")
    group_note = models.CharField(max_length=300, blank=True)
    min_age = models.PositiveSmallIntegerField(null=True, help_text="years")
    accessibility = models.JSONField(default=dict, help_text="feature -> yes, limited, no")
    accessibility_note = models.CharField(max_length=500, blank=True)
    safety = models.JSONField(default=dict, help_text="condition -> value")
    safety_note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.state
