"""Focus groups: who belongs to them, and from which sector."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.partnership.models import Organisation, Region


class Sector(models.TextChoices):
    """Where the people of a focus group come from; each group wants most of them."""

    ADMINISTRATION = "administration", _("administration")
    MUSEUM = "museum", _("museum or heritage")
    COMPANY = "company", pgettext_lazy("sector", "company")
    SCHOOL = "school", pgettext_lazy("sector", "school")
    CREATIVE = "creative", _("creative field")
    TOURISM = "tourism", pgettext_lazy("sector", "tourism")
    RESEARCH = "research", pgettext_lazy("sector", "research")
    ASSOCIATION = "association", pgettext_lazy("sector", "association")
    CHAMBER = "chamber", pgettext_lazy("sector", "chamber")
    OTHER = "other", pgettext_lazy("sector", "other")


class FocusGroup(models.Model):
    """People of a region who meet over months to say what works and what they want."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="focus_groups")
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=2, choices=Language, default="en")
    about = models.TextField(max_length=4000, blank=True)
    months_kept = models.PositiveSmallIntegerField(
        default=24, help_text="months after which words for the group only are emptied"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["region_id", "title", "id"]

    def __str__(self) -> str:
        return self.title


class Member(models.Model):
    """Somebody of a focus group; an account is welcome and not needed.

    An erased member keeps sector and times, so that counts stay; the name and the ways to reach
    her are empty.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="members")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    sector = models.CharField(max_length=14, choices=Sector)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(max_length=160, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "person"], name="one_member_per_person")
        ]

    def __str__(self) -> str:
        return self.name or self.key

    @property
    def reads(self) -> str:
        """The language in which she gets letters."""
        return self.language or self.group.language
