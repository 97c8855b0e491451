"""What a record would change here, and what a keeper decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.harvest.models.received import Received
from inducult.harvest.models.run import Run
from inducult.harvest.models.source import Source
from inducult.partnership.models import Region
from inducult.places.models import Place


class Suggestion(models.Model):
    """One record of a source beside at most one place of the register.

    `changes` is a list of pieces (harvest/proposing.py): path, before, after, conflict. `record` is
    the whole place as the source would have it, for a new one. What was decided is remembered with
    the wording of the record, so that nobody is asked twice.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("new place")
        CHANGE = "change", _("change of fields")
        RELATED = "related", _("related, not the same")
        CONFLICT = "conflict", _("conflict")
        GONE = "gone", _("gone from the source")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("suggestion", "open")
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("partly accepted")
        REFUSED = "refused", _("refused")
        UNDONE = "undone", _("taken back")

    DECIDED = (State.ACCEPTED, State.PARTLY, State.REFUSED)

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, related_name="suggestions")
    run = models.ForeignKey(Run, models.PROTECT, related_name="suggestions")
    received = models.ForeignKey(Received, models.PROTECT, related_name="suggestions")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, related_name="suggestions", help_text="ours"
    )
    region = models.ForeignKey(
        Region, models.SET_NULL, null=True, related_name="+", help_text="whose keepers decide"
    )
    title = models.CharField(max_length=200, help_text="the name in the source")
    record = models.JSONField(help_text="the place as the source has it")
    changes = models.JSONField(default=list)
    probability = models.FloatField(null=True, help_text="that both are the same; null: no pair")
    weight = models.FloatField(null=True, help_text="bits of evidence")
    levels = models.JSONField(default=list, help_text="the waterfall: comparison, level, bits")
    because = models.JSONField(default=list, help_text="clauses: message and values to put in")
    is_doubtful = models.BooleanField(default=False, help_text="below the source's threshold")
    taken = models.JSONField(default=list, help_text="names of the pieces that were accepted")
    deed = models.CharField(
        max_length=40, blank=True, db_index=True, help_text="run of the acts of the decision"
    )
    decided_by = models.CharField(max_length=80, blank=True, help_text="actor")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True, help_text="why it was refused")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["received", "kind"],
                condition=models.Q(state="open"),
                name="one_open_suggestion_of_a_kind",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "state", "kind"]),
            models.Index(fields=["region", "state", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
