"""What progress is measured by, and what was reported."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.strategy.models.action import Action
from inducult.strategy.models.objective import Objective, Ordered
from inducult.strategy.models.pilot import Pilot
from inducult.strategy.models.strategy import Strategy


class Indicator(Ordered):
    """A figure with a baseline and a target, of the strategy or of one thing in it.

    `adding` says how reports become one figure (`strategy/progress.py`).
    """

    class Kind(models.TextChoices):
        OUTPUT = "output", pgettext_lazy("indicator", "output")
        RESULT = "result", pgettext_lazy("indicator", "result")

    class Adding(models.TextChoices):
        SUM = "sum", _("each report is what came since the last one")
        LATEST = "latest", _("each report is the whole as it stands")
        MAXIMUM = "maximum", _("the best report counts")

    class Code(models.TextChoices):
        """Common indicators of Interreg 2021-2027."""

        NONE = "", _("none of these")
        RCO83 = "RCO83", _("RCO83 Strategies and action plans jointly developed")
        RCO84 = "RCO84", _("RCO84 Pilot actions developed jointly")
        RCO87 = "RCO87", _("RCO87 Organisations cooperating across borders")
        RCO116 = "RCO116", _("RCO116 Jointly developed solutions")
        RCR79 = "RCR79", _("RCR79 Joint strategies and action plans taken up")
        RCR84 = "RCR84", _("RCR84 Organisations cooperating after completion")
        RCR104 = "RCR104", _("RCR104 Solutions taken up or up-scaled")

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="indicators")
    objective = models.ForeignKey(
        *(Objective, models.CASCADE),
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("objective"),
    )
    action = models.ForeignKey(
        *(Action, models.CASCADE),
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=pgettext_lazy("plan", "action"),
    )
    pilot = models.ForeignKey(
        *(Pilot, models.SET_NULL),
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("pilot"),
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.OUTPUT)
    code = models.CharField(_("Interreg code"), max_length=6, choices=Code, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    adding = models.CharField(
        _("how reports add up"), max_length=7, choices=Adding, default=Adding.SUM
    )
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, default=0)
    target = models.DecimalField(
        _("target"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    target_on = models.DateField(_("target date"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]


class Value(models.Model):
    """A value of an indicator on a day, with its source; a day has one value."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    on = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    source = models.CharField(_("source of the value"), max_length=300)
    reported_by = models.CharField(max_length=80, help_text="actor")
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "on"], name="one_value_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.on}: {self.value}"
