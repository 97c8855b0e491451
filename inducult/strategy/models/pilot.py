"""Pilots: an idea tried out in one region, told so that others can take it up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.partnership.models import Region
from inducult.places.models import Place
from inducult.strategy.models.action import Action, Currency, Status


class Pilot(models.Model):
    """A pilot action, with the headings under which Interreg documents one.

    `people_*`: how many were to be reached and were; `budget`, `spent`: in whole units.
    """

    class Type(models.TextChoices):
        EXHIBITION = "exhibition", _("exhibition")
        EVENT = "event", _("event, festival, open day")
        ARTWORK = "artwork", _("artwork, installation")
        DIGITAL = "digital", _("digital offer")
        TOUR = "tour", _("tour, route")
        SCHOOL = "school", _("school programme")
        JOBS = "jobs", _("job event")
        NETWORK = "network", _("network, service")
        SPACE = "space", _("creative space")
        CONTEST = "contest", _("contest of ideas, call")
        STUDY = "study", _("study, survey")
        INVESTMENT = "investment", _("small investment")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    slug = models.SlugField(max_length=100, unique=True, editable=False)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="pilots", verbose_name=_("region")
    )
    action = models.ForeignKey(
        *(Action, models.SET_NULL),
        null=True,
        blank=True,
        related_name="pilots",
        verbose_name=_("action of the plan that it carries out"),
    )
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=Language, default="en")
    areas = models.JSONField(_("thematic areas"), default=list, blank=True)
    type = models.CharField(_("type"), max_length=10, choices=Type)
    owner = models.CharField(_("owner"), max_length=300, blank=True)
    partners = models.TextField(_("partners"), max_length=2000, blank=True)
    begins = models.DateField(_("begin"), null=True, blank=True)
    ends = models.DateField(_("end"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.IDEA)
    chance = models.TextField(_("problem or chance"), max_length=4000, blank=True)
    description = models.TextField(_("description"), max_length=8000, blank=True)
    novelty = models.TextField(_("what is new"), max_length=4000, blank=True)
    target_groups = models.TextField(_("target groups"), max_length=2000, blank=True)
    people_planned = models.PositiveIntegerField(_("people to be reached"), null=True, blank=True)
    people_reached = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    places: models.ManyToManyField[Place, models.Model] = models.ManyToManyField(
        Place, related_name="+", blank=True
    )
    budget = models.PositiveBigIntegerField(_("budget"), null=True, blank=True)
    spent = models.PositiveBigIntegerField(_("spent"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=Currency.EUR)
    transnational_input = models.TextField(
        _("what came from other regions"), max_length=4000, blank=True
    )
    outputs = models.TextField(_("outputs"), max_length=4000, blank=True)
    effects = models.TextField(_("effects on the region"), max_length=4000, blank=True)
    institutional = models.TextField(_("who runs it afterwards"), max_length=2000, blank=True)
    financial = models.TextField(_("who pays afterwards"), max_length=2000, blank=True)
    political = models.TextField(_("who decides afterwards"), max_length=2000, blank=True)
    conditions = models.TextField(_("conditions"), max_length=2000, blank=True)
    resources = models.TextField(_("resources needed"), max_length=2000, blank=True)
    success_factors = models.TextField(_("what made it succeed"), max_length=2000, blank=True)
    obstacles = models.TextField(_("obstacles"), max_length=2000, blank=True)
    advice = models.TextField(_("advice for adapting it"), max_length=2000, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    lessons = models.TextField(_("lessons learned"), max_length=4000, blank=True)
    environment = models.TextField(_("effects on environment"), max_length=2000, blank=True)
    social = models.TextField(_("social effects"), max_length=2000, blank=True)
    self_evaluation = models.TextField(_("own evaluation"), max_length=4000, blank=True)
    is_public = models.BooleanField(_("everybody may read it"), default=False)
    is_example = models.BooleanField(default=False, editable=False)
    begun_by = models.CharField(max_length=80, editable=False, help_text="actor")
    begun_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class PilotLink(models.Model):
    """A film, a document, a page about a pilot, at its own address; the house keeps no copy."""

    class Kind(models.TextChoices):
        MEDIA = "media", pgettext_lazy("link", "pictures, film, sound")
        DOCUMENT = "document", pgettext_lazy("link", "document")
        PAGE = "page", pgettext_lazy("link", "web page")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PAGE)
    title = models.CharField(_("title"), max_length=200)
    address = models.URLField(_("address"), max_length=500)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "id"]

    def __str__(self) -> str:
        return self.title


class PilotPicture(models.Model):
    """A picture, written anew from its pixels, with who made it and what others may do with it."""

    class Licence(models.TextChoices):
        """By SPDX identifier, as pictures of places have them."""

        BY = "CC-BY-4.0", _("CC BY 4.0: may be used if the author is named")
        BY_SA = "CC-BY-SA-4.0", _("CC BY-SA 4.0: the same, and passed on under the same licence")
        ZERO = "CC0-1.0", _("CC0 1.0: may be used without any condition")
        PERMISSION = "LicenseRef-permission", _("All rights reserved: shown here with permission")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="pictures")
    alternative = models.CharField(_("What it shows, in words"), max_length=300)
    author = models.CharField(_("Author of the picture"), max_length=200)
    licence = models.CharField(_("Licence"), max_length=24, choices=Licence, default=Licence.BY)
    width = models.PositiveIntegerField(help_text="pixels")
    height = models.PositiveIntegerField(help_text="pixels")
    added_by = models.CharField(max_length=80, help_text="actor")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file

    @property
    def file(self) -> str:
        """Its name in the folder."""
        return f"{self.key}.webp"


class Appreciation(models.Model):
    """What another region sees in a pilot, as an idea or afterwards; answers to four questions."""

    class Stage(models.TextChoices):
        IDEA = "idea", pgettext_lazy("appreciation", "of the idea")
        AFTER = "after", pgettext_lazy("appreciation", "afterwards")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="appreciations")
    stage = models.CharField(max_length=5, choices=Stage)
    by = models.ForeignKey(Region, models.PROTECT, related_name="+")
    answers = models.JSONField(help_text="in the order of the questions (appreciating.py)")
    given_by = models.CharField(max_length=80, help_text="actor")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["given_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pilot", "stage", "by"], name="one_appreciation_of_a_region_and_stage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pilot_id} {self.stage} by {self.by_id}"


class Takeover(models.Model):
    """A region took something of another into its plan: a pilot now, a practice later.

    `kind` is registered in `strategy/takeovers.py`; the credit is read from the thing when shown.
    """

    kind = models.CharField(max_length=20)
    taken_key = models.CharField(max_length=40)
    origin = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    action = models.OneToOneField(Action, models.CASCADE, related_name="takeover")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=80, help_text="actor")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "taken_key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.taken_key} -> {self.action_id}"
