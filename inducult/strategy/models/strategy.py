"""What a region, or Central Europe together, wants to reach within some years."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.partnership.models import Region


class Strategy(models.Model):
    """A strategy; without a region it is that of Central Europe.

    What everybody may read are its adopted versions, and the text as it stands now where its
    people have chosen so (`is_public`). `count` grows with every change to any part of it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("strategy", "draft")
        REVIEW = "review", pgettext_lazy("strategy", "in review")
        ADOPTED = "adopted", pgettext_lazy("strategy", "adopted")
        REPLACED = "replaced", pgettext_lazy("strategy", "replaced")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    slug = models.SlugField(max_length=100, unique=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="strategies"
    )
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, default="en")
    begins = models.PositiveSmallIntegerField(help_text="first year")
    ends = models.PositiveSmallIntegerField(help_text="last year")
    areas = models.JSONField(default=list, help_text="thematic areas T1 to T4")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    is_public = models.BooleanField(
        default=False, help_text=_("Everybody may read the text as it stands now.")
    )
    is_example = models.BooleanField(default=False)
    count = models.PositiveIntegerField(default=0, help_text="grows with every change")
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.CharField(max_length=80, help_text="actor")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.title
