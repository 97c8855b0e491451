"""What a strategy wants: fields of action, objectives in them, measures that lead there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.partnership.models import Area
from inducult.strategy.models.strategy import Strategy


class Ordered(models.Model):
    """A part of a plan that stands in an order among its like."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    title = models.CharField(_("title"), max_length=300)
    order = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Field(Ordered):
    """A field of action, in one of the four thematic areas."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="fields")
    area = models.CharField(_("thematic area"), max_length=2, choices=Area)

    class Meta:
        ordering: ClassVar = ["order", "id"]


class Objective(Ordered):
    """What is to be reached in a field."""

    field = models.ForeignKey(
        Field, models.CASCADE, related_name="objectives", verbose_name=_("field of action")
    )
    text = models.TextField(_("description"), max_length=4000, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]


class Measure(Ordered):
    """How an objective is to be reached; its actions are what somebody does."""

    objective = models.ForeignKey(
        Objective, models.CASCADE, related_name="measures", verbose_name=_("objective")
    )
    text = models.TextField(_("description"), max_length=4000, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
