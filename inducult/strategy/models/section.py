"""A part of a strategy: a text under one of the headings of the outline."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.strategy.models.strategy import Strategy


class Section(models.Model):
    """The text of one heading, in the light markup of `strategy/markup.py` (never HTML).

    `revision` counts the savings; a text that was written on an older one is merged
    (`strategy/merging.py`). Arguments, aims and annexes are sections of which there may be many,
    in `order`; of every other kind there is one.
    """

    class Kind(models.TextChoices):
        """Outline: shared/design, domain research 4.3; the last three are Central Europe's."""

        FOREWORD = "foreword", _("Foreword and voices")
        MEANING = "meaning", _("What living industrial culture means here")
        PROFILE = "profile", _("Profile of the region")
        ASSETS = "assets", _("What is there")
        CORE = "core", _("Positive core")
        STRENGTHS = "strengths", _("Strengths")
        OPPORTUNITIES = "opportunities", _("Opportunities")
        ASPIRATIONS = "aspirations", _("Aspirations")
        RESULTS = "results", pgettext_lazy("SOAR", "Results")
        CHALLENGES = "challenges", _("Challenges from within")
        PRESSURES = "pressures", _("Challenges from outside")
        ARGUMENT = "argument", _("Argument")
        VISION = "vision", _("Vision")
        FIELDS = "fields", _("Fields of action")
        PLAN = "plan", _("Action plan")
        PILOTS = "pilots", _("Pilots and what they taught")
        GOVERNANCE = "governance", _("Who carries it")
        FINANCE = "finance", _("Finance")
        MONITORING = "monitoring", _("How progress is seen")
        LINKS = "links", _("Links to other strategies")
        ANNEX = "annex", _("Annex")
        AIM = "aim", _("Aim")
        MIDTERM = "midterm", _("Mid-term aim")
        INVITATION = "invitation", _("Invitation to join")

    MANY = (Kind.ARGUMENT, Kind.ANNEX, Kind.AIM, Kind.MIDTERM)

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=14, choices=Kind)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True, help_text="light markup")
    due = models.DateField(null=True, blank=True, help_text="of a mid-term aim: to be reached by")
    order = models.PositiveSmallIntegerField(default=0, help_text="among those of its kind")
    revision = models.PositiveIntegerField(default=0)
    written_by = models.CharField(max_length=80, blank=True, help_text="actor")
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["strategy", "kind"],
                condition=~models.Q(kind__in=["argument", "annex", "aim", "midterm"]),
                name="one_section_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.kind}"


class Wording(models.Model):
    """What a section said at one revision, kept so that later writers can be merged with it."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="wordings")
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=80, help_text="actor")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "revision"], name="one_wording_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.section_id} r{self.revision}"
