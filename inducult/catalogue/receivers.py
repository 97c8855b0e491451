"""What the catalogue does when something has happened in the register."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from inducult.catalogue.tasks import build_edition
from inducult.common.background import waiting
from inducult.places.events import publications_changed


@receiver(publications_changed)
def renew_edition(**said: Any) -> None:
    """One build for many publications: who comes while one waits is part of that one."""
    if not waiting(build_edition):
        build_edition.enqueue()
