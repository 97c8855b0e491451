"""A region joins the strategy of Central Europe."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.partnership.models import Region
from inducult.strategy.models.strategy import Strategy


class Joining(models.Model):
    """Asked by anybody, looked at by a steward, and then a membership with a date.

    `region` is one of the network; a region that is not yet in it stands here by `name` alone.
    Who asked is known to stewards only and is emptied when it is refused.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("joining", "asked")
        MEMBER = "member", pgettext_lazy("joining", "member")
        REFUSED = "refused", pgettext_lazy("joining", "refused")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="joinings")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=160)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166")
    website = models.URLField(max_length=300, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=Language, default="en")
    message = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    joined_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True, help_text="actor")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["strategy", "region"],
                condition=models.Q(state="member"),
                name="a_region_is_a_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
