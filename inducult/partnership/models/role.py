"""Who has which part to play, and where; and the invitations that lead there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.partnership.models.organisation import Organisation
from inducult.partnership.models.region import Region


class Role(models.TextChoices):
    """The parts that people play; what each may do stands in `partnership/roles.py`."""

    CONTRIBUTOR = "contributor", _("contributor")
    ORGANISATION_KEEPER = "organisation_keeper", _("keeper of an organisation")
    KEEPER = "keeper", _("keeper of a region")
    COORDINATOR = "coordinator", _("coordinator")
    FACILITATOR = "facilitator", _("facilitator")
    SCIENTIST = "scientist", _("scientist")
    STEWARD = "steward", _("steward")


class Scoped(models.Model):
    """A role for a region, for an organisation, or (neither named) for the whole network."""

    role = models.CharField(max_length=20, choices=Role)
    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class Assignment(Scoped):
    """A person holds a role since somebody gave it to her."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    given_by = models.CharField(max_length=80, help_text="actor")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role", "region"], name="one_role_per_region"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "organisation"], name="one_role_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(region=None, organisation=None),
                name="one_role_in_the_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.region_id or self.organisation_id or '*'}"


class Invitation(Scoped):
    """An invitation by e-mail; whoever accepts it gets the role."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=Language, default="en")
    message = models.TextField(max_length=1000, blank=True)
    invited_by = models.CharField(max_length=80, help_text="actor")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.role}: {self.key}"
