"""inducult restore: bring back what `backup` has kept."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from inducult.common.store import StoreFailed
from inducult.config.backup.archive import DamagedArchive, reading
from inducult.config.backup.restoring import NotEmpty, OtherTables, Restoring, restore


class Command(BaseCommand):
    """Everything is read and compared with its checksum before anything is changed. Killed at any
    moment, the old state stands, or the new one is complete with the next command."""

    help = "Bring back what `backup` has kept, on SQLite or PostgreSQL."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an archive of `inducult backup`")
        parser.add_argument("--force", action="store_true", help="replace what is there")
        parser.add_argument("--check", action="store_true", help="only compare the checksums")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console()
        with console.status("restore") as status:
            try:
                if options["check"]:
                    told = _checked(options["file"])
                else:
                    told = restore(
                        Path(settings.DATA),
                        options["file"],
                        force=options["force"],
                        progress=status.update,
                    )
            except (DamagedArchive, NotEmpty, OtherTables, Restoring, StoreFailed) as error:
                raise CommandError(str(error)) from error
        rows, made = sum(told["counts"].values()), told["made_at"][:16]
        does = "is whole" if options["check"] else "is in use"
        console.print(
            f"The backup of {made} UTC {does}: {rows} rows, edition {told['edition']}.",
            highlight=False,
        )


def _checked(file: Path) -> dict[str, Any]:
    with reading(file) as archive:
        archive.verify()
        return archive.manifest
