"""What somebody does, by when, at what cost; and how it goes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.partnership.models import Area, Organisation
from inducult.places.models import Place
from inducult.strategy.models.objective import Measure, Ordered
from inducult.strategy.models.strategy import Strategy


class Status(models.TextChoices):
    """Of an action and of a pilot alike."""

    IDEA = "idea", pgettext_lazy("status", "idea")
    PLANNED = "planned", pgettext_lazy("status", "planned")
    RUNNING = "running", pgettext_lazy("status", "running")
    DONE = "done", pgettext_lazy("status", "done")
    STOPPED = "stopped", pgettext_lazy("status", "stopped")


class Currency(models.TextChoices):
    """Of the regions of the network (ISO 4217)."""

    EUR = "EUR", "EUR"
    CZK = "CZK", "CZK"
    PLN = "PLN", "PLN"


class Action(Ordered):
    """A row of the action plan, with the columns of the Interreg template and what practice adds.

    Costs are whole units of the currency. `status_reason` says why it was stopped, `explanation`
    why it was not carried out as planned; `blocked_because` is empty when nothing is in the way.
    """

    class Funding(models.TextChoices):
        OPEN = "open", pgettext_lazy("funding", "open")
        APPLIED = "applied", pgettext_lazy("funding", "applied for")
        PROMISED = "promised", pgettext_lazy("funding", "promised")
        SECURED = "secured", pgettext_lazy("funding", "secured")

    class Priority(models.TextChoices):
        HIGH = "high", pgettext_lazy("priority", "high")
        NORMAL = "normal", pgettext_lazy("priority", "normal")
        LOW = "low", pgettext_lazy("priority", "low")

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="actions")
    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="actions", verbose_name=_("measure")
    )
    number = models.CharField(_("number"), max_length=20, blank=True)
    area = models.CharField(_("thematic area"), max_length=2, choices=Area)
    why = models.TextField(_("background: what it grew from"), max_length=4000, blank=True)
    description = models.TextField(_("what is done"), max_length=8000, blank=True)
    lead = models.CharField(_("lead organisation"), max_length=200, blank=True)
    lead_organisation = models.ForeignKey(
        *(Organisation, models.SET_NULL),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation of the network"),
    )
    lead_person = models.ForeignKey(
        *(settings.AUTH_USER_MODEL, models.SET_NULL),
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person who reports"),
    )
    partners = models.TextField(_("stakeholders and their part"), max_length=2000, blank=True)
    target_groups = models.TextField(_("target groups"), max_length=2000, blank=True)
    places: models.ManyToManyField[Place, models.Model] = models.ManyToManyField(
        Place, related_name="+", blank=True
    )
    begins = models.DateField(_("begin"), null=True, blank=True)
    ends = models.DateField(_("end"), null=True, blank=True)
    cost_min = models.PositiveBigIntegerField(_("cost from"), null=True, blank=True)
    cost_max = models.PositiveBigIntegerField(_("cost to"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.EUR)
    funding = models.TextField(_("funding sources"), max_length=2000, blank=True)
    funding_status = models.CharField(
        _("state of the funding"), max_length=8, choices=Funding, default=Funding.OPEN
    )
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority, default=Priority.NORMAL
    )
    risk = models.TextField(_("risk or need"), max_length=2000, blank=True)
    links = models.TextField(_("links to higher strategies"), max_length=2000, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.IDEA)
    status_reason = models.CharField(_("why it was stopped"), max_length=1000, blank=True)
    blocked_because = models.CharField(_("blocked because"), max_length=1000, blank=True)
    explanation = models.CharField(_("why it was not carried out"), max_length=2000, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        indexes: ClassVar = [models.Index(fields=["strategy", "status"])]

    @property
    def lead_name(self) -> str:
        """The organisation in the lead, as the plan names it."""
        return self.lead or (str(self.lead_organisation) if self.lead_organisation_id else "")


class Milestone(models.Model):
    """A day on the way, of an action or of the strategy as a whole."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="milestones")
    action = models.ForeignKey(Action, models.CASCADE, null=True, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    due = models.DateField(_("due on"))
    met_on = models.DateField(_("met on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due", "id"]

    def __str__(self) -> str:
        return self.title


class ProgressNote(models.Model):
    """What somebody reports of an action."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    action = models.ForeignKey(Action, models.CASCADE, related_name="notes")
    text = models.TextField(_("how it goes"), max_length=4000)
    by = models.CharField(max_length=80, help_text="actor")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.text[:60]
