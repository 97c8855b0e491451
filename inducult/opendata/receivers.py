"""What the open data does when an edition has come into use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.dispatch import receiver

from inducult.catalogue.events import edition_published
from inducult.opendata.tasks import make_graph, prepare_edition


@receiver(edition_published)
def prepare_at_once(number: int, **said: Any) -> None:
    """In the process that made the edition: the interfaces switch when this is done."""
    prepare_edition.func(number)
    if settings.SITE:
        make_graph(number, settings.SITE.rstrip("/"))
