"""What the dialogue does when something happens below it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from inducult.common.history import Actor
from inducult.dialogue.actions import erase_person
from inducult.partnership.models import Person


@receiver(pre_delete, sender=Person)
def forget(sender: Any, instance: Person, **more: Any) -> None:
    """An account goes, and with it its name in all focus groups, in the same transaction."""
    erase_person(instance, by=Actor(f"person:{instance.identifier}"))
