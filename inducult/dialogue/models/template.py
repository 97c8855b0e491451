"""How a session can be laid out: the house's six templates and what regions made of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.partnership.models import Region


class Template(models.Model):
    """A template in one language. Without a region it is the house's own, for everybody.

    `form` names what the eight languages of one template share ("half-day").
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    form = models.SlugField(max_length=40, blank=True)
    title = models.CharField(max_length=160)
    about = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=2, choices=Language)
    region = models.ForeignKey(
        Region, models.CASCADE, null=True, blank=True, related_name="session_templates"
    )
    is_shared = models.BooleanField(default=False, help_text="other regions see and copy it")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["title", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "language"],
                condition=models.Q(region=None),
                name="one_house_template_per_language",
            )
        ]

    def __str__(self) -> str:
        return self.title


class TemplateVersion(models.Model):
    """A version is never edited; a change makes the next one.

    `steps` is a list of plain steps (`phases.Step`). `credit` is the version of another template
    that this one was made from or last merged with: what both know stands there.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    template = models.ForeignKey(Template, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    steps = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    credit = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="adopted"
    )
    made_by = models.CharField(max_length=80, help_text="actor")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-number", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"
