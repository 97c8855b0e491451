"""Tables that every part may use: what was done, and texts that know where they come from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.common.languages import OWN_NAMES


class Language(models.TextChoices):
    """The eight languages; other languages may stand in data, but not as a page."""

    _ignore_ = "code name"
    vars().update({code.upper(): (code, name) for code, name in OWN_NAMES.items()})


class Origin(models.TextChoices):
    """Where a text comes from; a page says so when a machine wrote it and nobody looked."""

    PERSON = "person", _("written by a person")
    SOURCE = "source", _("found in a source")
    MACHINE = "machine", _("translated by a machine")


class Act(models.Model):
    """One deed on one thing: who, what, when, why, and the changed fields before and after.

    `subject` is the permanent identifier of the thing and `actor` of the person, not foreign keys:
    the trace outlives both. `before` is null for a beginning, `after` for an end. `run` joins the
    acts of one import, so that it can be undone as a whole.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80)
    deed = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=40)
    reason = models.CharField(max_length=500, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    run = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject_kind", "subject", "id"])]

    def __str__(self) -> str:
        return f"{self.actor} {self.deed} {self.subject_kind} {self.subject}"


class Text(models.Model):
    """A text in one language with its origin; the part that owns it adds the foreign key."""

    language = models.CharField(max_length=8)
    text = models.TextField()
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.PERSON)
    # Of a translation: {"of": language, "digest": of the text it was made from, "engine": name or
    # "", "checked_by": role or ""}; null for a text that is not one (common/translations.py).
    translation = models.JSONField(null=True, default=None)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"


class Topic(models.Model):
    """What an open page can listen to, and how far it has grown (common/live)."""

    name = models.CharField(max_length=80, primary_key=True)
    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"
