"""inducult publish: build an edition of what is published and switch to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from inducult.catalogue.publication import publish
from inducult.places.queries import last_published_at, published_count, published_records


class Command(BaseCommand):
    """Builds beside the edition in use; a crash at any step leaves that one in use."""

    help = "Build an edition of what is published and switch to it."

    def handle(self, *args: Any, **options: Any) -> None:
        total, at = published_count(), last_published_at()
        if not total or at is None:
            raise CommandError("Nothing is published yet: `inducult import FILE --publish` first.")
        console = Console()
        with Progress(console=console) as progress:
            task = progress.add_task("Reading the register", total=total)

            def records() -> Iterator[dict[str, Any]]:
                for text in published_records():
                    progress.advance(task)
                    yield json.loads(text)

            manifest = publish(settings.DATA, records(), at=at, total=total)
        console.print(
            f"Edition {manifest.number} with {manifest.places} places is in use.", highlight=False
        )
