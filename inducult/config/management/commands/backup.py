"""inducult backup: database, pictures and editions in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from inducult.common.store import StoreFailed
from inducult.config.backup.backing_up import Unsettled, back_up


class Command(BaseCommand):
    """The product goes on running meanwhile. The file holds secrets: only its owner may read it."""

    help = "Put database, pictures and editions into one file, with checksums."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive that is made (a zip)")
        parser.add_argument(
            "--current-edition-only", action="store_true", help="leave the old editions out"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console, file = Console(), options["file"]
        with console.status("backup") as status:
            try:
                told = back_up(
                    Path(settings.DATA),
                    file.absolute(),
                    all_editions=not options["current_edition_only"],
                    progress=status.update,
                )
            except (OSError, StoreFailed, Unsettled) as error:
                raise CommandError(f"No backup was made: {error}.") from error
        console.print(
            f"{file}: {sum(told['counts'].values())} rows of {len(told['counts'])} tables, edition "
            f"{told['edition']}, {file.stat().st_size / 1e6:.1f} MB.",
            highlight=False,
        )
