"""Work on a place that is not in the register yet: drafts, proposals, what is said about them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.partnership.models import Organisation
from inducult.places.models.place import Place


class Correction(models.Model):
    """What a person changes of a place: kept from the first key stroke, decided by a keeper.

    `base` is the record when the work began, `record` the record as the person wants it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("proposed")
        IN_REVIEW = "in_review", _("in review")
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("partly accepted")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("withdrawn")

    OPEN = (State.DRAFT, State.PROPOSED, State.IN_REVIEW, State.RETURNED)
    WAITING = (State.PROPOSED, State.IN_REVIEW)

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="corrections")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="corrections"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    base = models.JSONField()
    record = models.JSONField()
    reason = models.CharField(max_length=500, blank=True, help_text="why, in the author's words")
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    proposed_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True, help_text="actor")
    answer = models.CharField(max_length=1000, blank=True, help_text="the keeper's words")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "author"],
                condition=models.Q(state__in=["draft", "proposed", "in_review", "returned"]),
                name="one_open_correction_of_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class Comment(models.Model):
    """What keepers and contributors say to each other about a record; never public."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="comments")
    correction = models.ForeignKey(
        Correction, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    text = models.TextField(max_length=4000)
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.text[:40]}"


class Keeping(models.Model):
    """An organisation keeps a place: its people may change it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="keepings")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="keepings")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "organisation"], name="kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} keeps {self.place_id}"
