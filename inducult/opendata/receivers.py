"""What the open data does when an edition has come into use."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from inducult.catalogue.events import edition_published
from inducult.opendata.tasks import prepare_edition


@receiver(edition_published)
def prepare_at_once(number: int, **said: Any) -> None:
    """In the process that made the edition: the interfaces switch when this is done."""
    prepare_edition.func(number)
