"""What the dialogue does when something happens below it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from inducult.common.history import Actor
from inducult.dialogue import pictures
from inducult.dialogue.actions import erase_person
from inducult.dialogue.models import SessionPicture
from inducult.partnership.models import Person


@receiver(pre_delete, sender=Person)
def forget(sender: Any, instance: Person, **more: Any) -> None:
    """An account goes, and with it its name in all focus groups, in the same transaction."""
    erase_person(instance, by=Actor(f"person:{instance.identifier}"))


@receiver(post_delete, sender=SessionPicture)
def drop_the_file(instance: SessionPicture, **more: Any) -> None:
    """A picture's file goes with its row, also when the whole group goes; once that is certain."""
    transaction.on_commit(partial(pictures.drop, instance.file))
