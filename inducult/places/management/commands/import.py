"""inducult import FILE ...: load curated places, after showing what would change."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from rich.console import Console
from rich.prompt import Confirm

from inducult.common.history import Actor
from inducult.places.actions import Difference, carry_out, compare, publish
from inducult.places.curated import RowFault, read
from inducult.places.queries import surroundings
from inducult.places.records import Record

SHOWN = 20  # lines of each kind before "and so on"


class Command(BaseCommand):
    """Reads JSON Lines, shows the difference, and writes all of it or nothing."""

    help = "Load curated places from JSON Lines files, after showing what would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="show the difference and stop")
        parser.add_argument("--yes", action="store_true", help="do not ask before writing")
        parser.add_argument(
            "--prune", action="store_true", help="remove curated places that the files lack"
        )
        parser.add_argument(
            "--publish", action="store_true", help="show the places to the public as well"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=False)
        records = self._read(console, options["files"])
        difference = compare(records, scheme="curated", prune=options["prune"])
        show(console, difference)
        if options["dry_run"] or not self._agreed(difference, options["yes"]):
            console.print("Nothing was written.")
            return
        reason = "import of " + ", ".join(file.name for file in options["files"])
        with transaction.atomic():  # written and published, or neither
            published = _carried_out(difference, records, reason, publish_too=options["publish"])
        if difference:
            console.print("Written.")
        if options["publish"]:
            console.print(f"{published} places published.")

    def _read(self, console: Console, files: list[Path]) -> list[Record]:
        """Raises CommandError with every fault; then nothing is written."""
        around = surroundings()
        records: dict[str, Record] = {}
        faults: list[RowFault] = []
        for file in files:
            found, wrong = _read_file(file, around)
            faults += wrong
            faults += [
                RowFault(file.name, 0, "key", f"{r['slug']!r} stands in another file as well")
                for r in found
                if r["id"] in records
            ]
            records |= {record["id"]: record for record in found}
        if faults:
            for fault in faults[:200]:
                console.print(str(fault), style="red", markup=False, highlight=False)
            raise CommandError(f"{len(faults)} faults; nothing was written.")
        return list(records.values())

    def _agreed(self, difference: Difference, yes: bool) -> bool:
        if yes or not difference:
            return True
        try:
            return Confirm.ask("Write this?", default=False)
        except EOFError:  # nobody there to ask
            raise CommandError("Say --yes to write without being asked.") from None


def _carried_out(
    difference: Difference, records: list[Record], reason: str, *, publish_too: bool
) -> int:
    """Returns how many places the public sees anew."""
    actor = Actor.command("import")
    if difference:
        carry_out(difference, by=actor, reason=reason)
    return publish(records, by=actor, reason=reason) if publish_too else 0


def _read_file(file: Path, around: Any) -> tuple[list[Record], list[RowFault]]:
    try:
        with file.open(encoding="utf-8") as lines:
            return read(lines, file.name, around)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}") from None


def show(console: Console, difference: Difference) -> None:
    """+ added, ~ changed with the fields, - removed, = what people wrote, and the sums."""
    for record in difference.added[:SHOWN]:
        console.print(f"+ {record['slug']}", style="green", highlight=False)
    for slug, fields in list(difference.changed_fields())[:SHOWN]:
        console.print(f"~ {slug}: {', '.join(fields)}", style="yellow", highlight=False)
    for record in difference.removed[:SHOWN]:
        console.print(f"- {record['slug']}", style="red", highlight=False)
    for slug, pieces in difference.kept[:SHOWN]:
        words = f"= {slug}: {', '.join(pieces)} stays as a person wrote it"
        console.print(words, style="cyan", highlight=False)
    sums = (len(difference.added), len(difference.changed), len(difference.removed))
    console.print(
        f"+ {sums[0]} new, ~ {sums[1]} changed, - {sums[2]} gone, {difference.same} the same",
        highlight=False,
    )
