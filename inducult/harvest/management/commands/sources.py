"""inducult sources: what can be harvested, under which licence, and how it stands."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import SUPPRESS, ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from inducult.harvest.grounds import DESK, LISTS, SAMPLE
from inducult.harvest.judged import read_judged
from inducult.harvest.licences import layer_of
from inducult.harvest.models import Run, Source
from inducult.harvest.queries import grounds_of, source_of
from inducult.harvest.receiving import found_in
from inducult.harvest.recipes import Recipe
from inducult.harvest.reporting.gathering import gather, prepare
from inducult.harvest.reporting.page import page, remarks_in
from inducult.harvest.rows import Unreadable
from inducult.harvest.sources import ready_sources
from inducult.harvest.tasks import folder

GROUNDS: Final = {SAMPLE: "sample", DESK: "at the desk", LISTS: "labelled lists"}
REPORT: Final = Path("docs/harvest-report.md")


class Command(BaseCommand):
    """A table: name, licence, layer, whether the file is there, and the last run."""

    help = "List the sources that can be harvested, with licence and state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FOLDER",
            help="harvest all of them from the files below FOLDER into a register that is thrown "
            "away, and write what came of it",
        )
        parser.add_argument("--to", type=Path, default=REPORT, help=f"the page ({REPORT})")
        parser.add_argument("--thrown-away", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["report"] is None:
            self._list()
        elif options["thrown_away"]:
            self._report(options["report"], options["to"])
        else:
            _report_elsewhere(options["report"], options["to"])

    def _report(self, folder: Path, file: Path) -> None:
        """Source after source, in the register of these settings."""
        places = prepare(Path(settings.PACKAGE) / "demonstration" / "places")
        told = []
        for each in gather(folder):
            told.append(each)
            self.stdout.write(f"{each.recipe.name}: {each.counts['records']:,} records")
            self.stdout.flush()
        judged = {each.recipe.name: read_judged(each.recipe.folder) for each in told}
        day = f"{datetime.now(UTC):%Y-%m-%d}"
        remarks = remarks_in(file.read_text(encoding="utf-8")) if file.exists() else ""
        made = page(told, judged, day=day, places=places, remarks=remarks)
        file.write_text(made, encoding="utf-8")
        self.stdout.write(f"{file} written.")

    def _list(self) -> None:
        table = Table(box=None, pad_edge=False)
        for head in ("source", "licence", "layer", "sure from", "right", "file", "last run"):
            table.add_column(head)
        known = {source.name: source for source in Source.objects.order_by("name")}
        for recipe in ready_sources().values():
            source = source_of(recipe, known)
            table.add_row(*_told(source), _file(recipe), _last(recipe.name))
        for source in known.values():
            if source.config is not None:
                table.add_row(*_told(source), "saved", _last(source.name))
        Console().print(table)
        self.stdout.write(f"Files are looked for in {folder()}; --from names another place.")


def _told(source: Source) -> tuple[str, ...]:
    """Name, licence, layer, threshold, and how many matches above it were found right, and how."""
    ground = next(iter(grounds_of(source)), None)
    said = f"{ground.right} of {ground.looked} ({GROUNDS[ground.kind]})" if ground else ""
    layer = str(layer_of(source.licence))
    return source.name, source.licence, layer, f"{source.accept_from:.2f}", said


def _report_elsewhere(folder: Path, file: Path) -> None:
    """The same command on a register of its own, so that nothing of this one is touched."""
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder.")
    words = [sys.executable, "-m", "django", "sources", "--thrown-away"]
    words += ["--report", str(folder), "--to", str(file)]
    with tempfile.TemporaryDirectory(prefix="inducult-report-") as data:
        apart = {"INDUCULT_DATA": data, "DJANGO_SETTINGS_MODULE": "inducult.config.settings"}
        around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        done = subprocess.run(words, env={**around, **apart}, check=False)  # noqa: S603 -- our own words
    if done.returncode:
        raise CommandError("The report was not written.")


def _file(recipe: Recipe) -> str:
    try:
        return found_in(recipe, folder()).name
    except Unreadable:
        return f"not there ({recipe.file})"


def _last(name: str) -> str:
    run = Run.objects.filter(source=name).order_by("-id").first()
    return f"{run.begun_at:%Y-%m-%d} {run.state}, {run.read} records" if run else "never"
