"""What visitors tell the keepers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.places.models.place import Place


class Report(models.Model):
    """A visitor reports a change, suggests a place or tells a story of one.

    Nothing public changes until a keeper acts on it; her answer stands under the receipt.
    """

    class Matter(models.TextChoices):
        CHANGE = "change", _("a change")
        PLACE = "place", _("a new place")
        STORY = "story", _("a story")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting for a keeper")
        DONE = "done", _("taken over")
        NOT_DONE = "not_done", _("not taken over")
        KNOWN = "known", _("known already")
        WITHDRAWN = "withdrawn", _("withdrawn by the sender")

    class Kind(models.TextChoices):
        HOURS = "hours", _("Opening hours or prices are wrong")
        CLOSED = "closed", _("The place is closed or gone")
        POSITION = "position", _("The position is wrong, or I know it more exactly")
        TEXT = "text", _("A name, date or text is wrong")
        AT_RISK = "at_risk", _("The place is at risk")
        OTHER = "other", _("Something else")

    receipt = models.CharField(
        max_length=LENGTH, unique=True, default=new_identifier, editable=False
    )
    matter = models.CharField(max_length=6, choices=Matter, default=Matter.CHANGE)
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    told = models.JSONField(default=dict, help_text="of a new place or story: see reports.py")
    message = models.TextField(max_length=2000)
    language = models.CharField(max_length=8)
    email = models.EmailField(blank=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=9, choices=Outcome, default=Outcome.WAITING)
    answer = models.TextField(max_length=2000, blank=True, help_text="the keeper's words")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True, help_text="actor")
    watched = models.BooleanField(default=False, help_text="on the watch list of places at risk")

    class Meta:
        ordering: ClassVar = ["-reported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}"
