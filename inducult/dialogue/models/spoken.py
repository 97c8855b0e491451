"""What all that is said in a session has in common: it is sent once, and can be taken back.

Words live in the row and nowhere else: no history, no version and no export keeps a copy. Whoever
takes her words back empties the row; the row itself stays, so that counts stay.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from inducult.common.identifiers import ALPHABET, LENGTH, new_identifier

RECEIPT: Final = 20  # 32**20 = 1.3e30: not to be guessed, and still to be typed from paper


def new_receipt() -> str:
    """A secret that somebody keeps: whoever holds it may take back what was said."""
    return "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT))


class Consent(models.TextChoices):
    """Who may read the words; the group is the narrowest circle, and what holds unless asked."""

    GROUP = "group", _("the focus group only")
    NETWORK = "network", _("the partners of the network")
    PUBLIC = "public", _("everybody")


class Sent(models.Model):
    """Comes from a phone or a keyboard: what is sent twice with one `client_key` is one row."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_identifier, editable=False)
    client_key = models.CharField(
        max_length=40, blank=True, help_text="made by the sender; unique within the session"
    )

    class Meta:
        abstract = True


class Spoken(Sent):
    """Somebody's words: consent says who reads them, the receipt lets the speaker change that."""

    WORDS: ClassVar[tuple[str, ...]] = ()  # the fields that hold words; emptied when taken back

    receipt = models.CharField(max_length=RECEIPT, unique=True, default=new_receipt, editable=False)
    consent = models.CharField(max_length=7, choices=Consent, default=Consent.GROUP)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    was_open_to = models.CharField(
        max_length=7,
        choices=Consent,
        default=Consent.GROUP,
        help_text="the widest circle that could read the words when they were taken back",
    )

    class Meta:
        abstract = True

    @property
    def open_to(self) -> str:
        """The widest circle that can read any of the words; once taken back: could."""
        return self.was_open_to if self.is_withdrawn else self.consent

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


def widest(consents: Iterable[str]) -> str:
    """The widest of these circles; of none, the group."""
    return max(consents, key=Consent.values.index, default=Consent.GROUP)


def next_number(rows: models.Manager[Any]) -> int:
    """The number of the next theme or proposition of a session, as it stands on paper: from 1."""
    return int(rows.aggregate(last=models.Max("order", default=0))["last"]) + 1


def once(model: str) -> list[models.BaseConstraint]:
    """The constraint of everything sent: one row for one `client_key` of a session."""
    return [
        models.UniqueConstraint(
            fields=["session", "client_key"],
            condition=~models.Q(client_key=""),
            name=f"one_{model}_per_client_key",
        )
    ]
