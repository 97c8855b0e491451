"""Themes: what the stories and cards of a session have in common, named by the group."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.dialogue.models.session import Session
from inducult.dialogue.models.spoken import Sent, once


class Theme(Sent):
    """A heading on the wall; those in the positive core are what the region lives from.

    Themes and propositions are the group's own words, not one person's: they have no receipt.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="themes")
    title = models.CharField(max_length=160)
    note = models.TextField(max_length=2000, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_core = models.BooleanField(default=False, help_text="belongs to the positive core")

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = once("theme")

    def __str__(self) -> str:
        return self.title
