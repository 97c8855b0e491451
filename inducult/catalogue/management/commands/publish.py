"""inducult publish: build an edition of what is published and switch to it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress, TaskID

from inducult.catalogue.editions import AlreadyPublishing
from inducult.catalogue.publication import NothingPublished, publish_register
from inducult.places.queries import published_count


class Command(BaseCommand):
    """Builds beside the edition in use; a crash at any step leaves that one in use."""

    help = "Build an edition of what is published and switch to it."

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console()
        with Progress(console=console, transient=True) as progress:
            try:
                edition = publish_register(_Bars(progress, published_count()).step)
            except NothingPublished:
                message = "Nothing is published yet: `inducult import FILE --publish` first."
                raise CommandError(message) from None
            except AlreadyPublishing:
                raise CommandError("Another process is making an edition; try again.") from None
        console.print(
            f"Edition {edition.number} with {edition.places} places is in use.", highlight=False
        )


class _Bars:
    """A bar for each step of the building."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress = progress
        self.total = total
        self.tasks: dict[str, TaskID] = {}

    def step(self, name: str, done: int) -> None:
        if name not in self.tasks:
            self.tasks[name] = self.progress.add_task(name, total=self.total)
        self.progress.update(self.tasks[name], completed=done)
