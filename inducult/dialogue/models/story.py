"""Stories: a time when something went well, as somebody of the region told it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from inducult.common.models import Language
from inducult.dialogue.models.group import FocusGroup, Member
from inducult.dialogue.models.session import Participant, Session
from inducult.dialogue.models.spoken import Consent, Spoken, once, widest
from inducult.dialogue.models.theme import Theme
from inducult.places.models import Place


class Story(Spoken):
    """What happened, what made it possible, who was involved; in the teller's own words.

    The quote has a consent of its own: it is what others print. `named_as` is how the teller
    wants to be named beside it; empty: not at all.
    """

    WORDS = (
        "title",
        "happening",
        "made_possible",
        "involved",
        "where_text",
        "when",
        "quote",
        "named_as",
    )

    group = models.ForeignKey(FocusGroup, models.CASCADE, related_name="stories")
    session = models.ForeignKey(
        Session, models.CASCADE, null=True, blank=True, related_name="stories"
    )
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="stories"
    )
    member = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="stories"
    )
    language = models.CharField(max_length=2, choices=Language)
    title = models.CharField(max_length=160, blank=True)
    happening = models.TextField(max_length=8000, blank=True)
    made_possible = models.TextField(max_length=4000, blank=True)
    involved = models.TextField(max_length=2000, blank=True)
    where = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="told_stories"
    )
    where_text = models.CharField(max_length=200, blank=True)
    when = models.CharField(max_length=120, blank=True, help_text="in words")
    quote = models.CharField(max_length=600, blank=True)
    quote_consent = models.CharField(max_length=7, choices=Consent, default=Consent.GROUP)
    named_as = models.CharField(max_length=120, blank=True)
    themes: models.ManyToManyField[Theme, models.Model] = models.ManyToManyField(
        Theme, related_name="stories", blank=True
    )
    told_at = models.DateTimeField(default=timezone.now)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-told_at", "-id"]
        constraints: ClassVar = once("story")

    def __str__(self) -> str:
        return self.title

    @property
    def open_to(self) -> str:
        """A quote has its own circle, and only where there is a quote."""
        if self.is_withdrawn:
            return self.was_open_to
        told = [self.consent] if self.title or self.happening else []
        return widest([*told, *([self.quote_consent] if self.quote else [])])
