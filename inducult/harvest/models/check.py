"""A look at a sample, before many suggestions are accepted in one go."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.harvest.models.run import Run
from inducult.harvest.models.suggestion import Suggestion


class SampleCheck(models.Model):
    """Suggestions drawn at random, what a person said of each, and what was accepted then.

    `drawn` are keys of suggestions, `verdicts` says "right" or "wrong" by key. What was accepted
    carries `deed`; empty until then.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    run = models.ForeignKey(Run, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=8, choices=Suggestion.Kind)
    threshold = models.FloatField(help_text="probability from which on; of new places 0")
    by = models.CharField(max_length=80, help_text="actor")
    begun_at = models.DateTimeField(auto_now_add=True)
    of = models.PositiveIntegerField(default=0, help_text="how many waited when it was drawn")
    drawn = models.JSONField(default=list)
    verdicts = models.JSONField(default=dict)
    deed = models.CharField(max_length=40, blank=True)
    accepted = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.run_id} {self.kind} from {self.threshold}"
