"""What follows when rows go, whoever takes them away."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from inducult.strategy import album
from inducult.strategy.models import PilotPicture


@receiver(post_delete, sender=PilotPicture)
def drop_the_file(instance: PilotPicture, **_more: Any) -> None:
    """A picture's file goes with its row, also when the whole pilot goes; once that is certain."""
    transaction.on_commit(partial(album.drop, instance.file))
