"""Stories of a place that visitors have told and keepers have accepted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.identifiers import LENGTH
from inducult.common.models import Text
from inducult.places.models.place import Place


class Story(Text):
    """A story in the words of its teller, shown with her consent until she takes it back."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="stories")
    receipt = models.CharField(max_length=LENGTH, help_text="of the report that brought it")
    teller = models.CharField(max_length=120, blank=True, help_text="the name to be shown")

    class Meta:
        ordering: ClassVar = ["id"]
