"""Phases in the life of a place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.places.models.place import Place
from inducult.places.vocabulary import PhaseState


class Phase(models.Model):
    """Planned, working, mothballed, closed, converted or demolished, from and to (EDTF).

    Past, present and future are never stored: `places/rules.py` derives them.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="phases")
    state = models.CharField(max_length=10, choices=PhaseState)
    start = models.CharField(max_length=24, blank=True, help_text="EDTF date, empty: not known")
    end = models.CharField(max_length=24, blank=True, help_text="EDTF date, empty: not known")
    as_type = models.CharField(max_length=8, blank=True, help_text="taxonomy code")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.state} {self.start}/{self.end}"
