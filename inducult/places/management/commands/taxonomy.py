"""inducult taxonomy: bring the themes and types of the register in step with the file."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from inducult.common.history import Actor
from inducult.places.loading import load_taxonomy


class Command(BaseCommand):
    """Loads the taxonomy; a term that left the file is ended, not removed."""

    help = "Load the themes and types from the packaged taxonomy."

    def handle(self, *args: Any, **options: Any) -> None:
        added, changed, ended = load_taxonomy(by=Actor.command("taxonomy"))
        self.stdout.write(f"+ {added} new, ~ {changed} changed, - {ended} ended")
