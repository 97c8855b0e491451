"""Pictures of a session."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from inducult.dialogue.models.session import Session
from inducult.dialogue.models.spoken import Spoken, once


class SessionPicture(Spoken):
    """A picture, re-encoded without what the camera wrote into it.

    It leaves the group only if the people whom it shows were asked.
    """

    WORDS = ("caption",)

    session = models.ForeignKey(Session, models.CASCADE, related_name="pictures")
    caption = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=120, blank=True)
    people_asked = models.BooleanField(
        default=False, help_text="nobody is shown, or all who are have been asked"
    )
    file = models.CharField(max_length=300, unique=True, help_text="name inside the media folder")
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = once("picture")

    def __str__(self) -> str:
        return self.file
