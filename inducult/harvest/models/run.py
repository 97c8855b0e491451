"""One harvest of a source, from the first row to the last suggestion."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.harvest.models.source import Source


class Run(models.Model):
    """How far a harvest has come. What it does to the register, acts carry its `key` as run.

    Killed at any point it goes on from `read` and `judged`: rows kept and records judged.
    """

    class State(models.TextChoices):
        READING = "reading", _("reading")
        JUDGING = "judging", _("matching")
        DONE = "done", pgettext_lazy("harvest", "done")
        FAILED = "failed", pgettext_lazy("harvest", "failed")
        UNDONE = "undone", pgettext_lazy("harvest", "undone")

    UNFINISHED = (State.READING, State.JUDGING)

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="runs")
    state = models.CharField(max_length=8, choices=State, default=State.READING, db_index=True)
    file = models.CharField(max_length=300, help_text="name of the file, no path of this machine")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    by = models.CharField(max_length=80, help_text="actor")
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    read = models.PositiveIntegerField(default=0, help_text="rows kept as received")
    judged = models.PositiveIntegerField(default=0, help_text="records held against the register")
    counts = models.JSONField(default=dict, help_text="new, changed, related, conflict, gone, ...")
    reason = models.CharField(max_length=500, blank=True, help_text="why it failed")

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.source_id} {self.key}"


class RunFault(models.Model):
    """What could not be read or was left out: which row, of what kind, in words."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField(help_text="in the file, counted from 1")
    key = models.CharField(max_length=200, blank=True)
    kind = models.SlugField(max_length=30)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["row", "id"]
        indexes: ClassVar = [models.Index(fields=["run", "kind"])]

    def __str__(self) -> str:
        return f"row {self.row}: {self.reason}"
