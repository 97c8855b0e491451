"""What a part of a strategy has grown from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from inducult.strategy.models.strategy import Strategy


class Citation(models.Model):
    """A thing of a strategy points at what it grew from, by registered kind and key.

    Never holds words: those are read from the cited thing at each showing (`strategy/citing.py`).
    `strategy` is empty where the citing thing stands outside every strategy (a pilot).
    """

    strategy = models.ForeignKey(Strategy, models.CASCADE, null=True, related_name="citations")
    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=40)
    cited_kind = models.CharField(max_length=20)
    cited_key = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    by = models.CharField(max_length=80, help_text="actor")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "cited_kind", "cited_key"],
                name="a_thing_cites_another_once",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["cited_kind", "cited_key"])]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_key} from {self.cited_kind} {self.cited_key}"
