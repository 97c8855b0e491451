"""Pictures as they came and as they are shown; the record names them by file."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.places.models.place import Place


class Picture(models.Model):
    """An uploaded picture, re-encoded; its sizes are made by a task.

    `record["media"]` names it by `file`; author, licence and alternative text stand there.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="pictures")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    file = models.CharField(max_length=300, unique=True, help_text="name inside the media folder")
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    sizes = models.JSONField(default=list, help_text="[[width in pixels, format], ...] made so far")

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file
