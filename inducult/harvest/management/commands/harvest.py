"""inducult harvest NAME [--from PATH] [--dry-run]: hold a source against the register."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from inducult.common.history import Actor
from inducult.harvest.actions import Failed, accept_many, harvest, outcome, plan, undo
from inducult.harvest.fetching import Fetcher, NotFetched
from inducult.harvest.judging import Wish
from inducult.harvest.models import Run
from inducult.harvest.queries import faults_by_kind, sure_of
from inducult.harvest.receiving import found_in
from inducult.harvest.recipes import Recipe
from inducult.harvest.remote import fetch
from inducult.harvest.rows import Unreadable
from inducult.harvest.saved import recipe_called
from inducult.harvest.sources import NoSuchSource
from inducult.harvest.tasks import folder

SHOWN: Final = 20  # lines of each kind before "and so on"
STAGES: Final = {"reading": "Reading records", "judging": "Matching and judging"}
STYLES: Final = {"new": ("+", "green"), "related": ("+", "cyan"), "gone": ("-", "red")}


class Command(BaseCommand):
    """A harvest suggests; nothing in the register changes before somebody accepts."""

    help = "Hold a source against the register and suggest what it would change."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="a ready source (inducult sources) or with --undo a run")
        parser.add_argument("--from", dest="path", type=Path, help="file or folder of the source")
        parser.add_argument(
            "--fetch",
            nargs="?",
            const="",
            metavar="SITE",
            help="fetch the source first; SITE (https://...) for a source that many servers have",
        )
        parser.add_argument("--dry-run", action="store_true", help="show and write nothing")
        parser.add_argument(
            "--accept-sure",
            action="store_true",
            help="take over new places, and changes above the source's threshold",
        )
        parser.add_argument("--undo", action="store_true", help="take back the run of this key")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=False, highlight=False)
        if options["undo"]:
            self._undo(console, options["name"])
            return
        try:
            recipe = recipe_called(options["name"])
            place = options["path"] or folder()
            if options["fetch"] is not None:
                place = _fetched(recipe, options["fetch"])
            path = found_in(recipe, place)
            with bar(console) as progress:
                if options["dry_run"]:
                    wishes = plan(recipe, path, progress)
                else:
                    run = harvest(recipe, path, by=Actor.command("harvest"), progress=progress)
        except (NoSuchSource, NotFetched, Unreadable, Failed) as error:
            raise CommandError(f"{error} Nothing was written to the register.") from None
        if options["dry_run"]:
            show_plan(console, wishes)
            console.print("Nothing was written.")
            return
        show_run(console, run)
        if options["accept_sure"]:
            done = accept_many(sure_of(run), by=Actor.command("harvest"))
            console.print(f"{done.accepted} accepted, {len(done.left)} left for a person.")

    def _undo(self, console: Console, key: str) -> None:
        run = Run.objects.filter(key=key).first()
        if run is None:
            raise CommandError(f"There is no run {key!r}.")
        done = undo(run, by=Actor.command("harvest"))
        console.print(f"{done.removed} places removed, {done.changed} put back.")
        for place in (*done.left, *done.clashes):
            console.print(f"{place}: worked on since, left as it is", style="yellow")


def _fetched(recipe: Recipe, site: str) -> Path:
    """The source, fetched anew into the data folder. Raises NotFetched and Unreadable."""
    if not settings.FETCHING:
        raise CommandError("Fetching is switched off; INDUCULT_FETCHING=1 switches it on.")
    if recipe.remote is None:
        raise CommandError(f"{recipe.name} is not fetched by us; {recipe.home} says where it is.")
    remote = recipe.remote.at(site)
    if "://" not in remote.url:
        raise CommandError(f"Many servers have {recipe.name}; name one: --fetch https://...")
    with closing(Fetcher()) as fetcher:
        return fetch(remote, folder() / recipe.name, fetcher)


@contextmanager
def bar(console: Console) -> Iterator[Any]:
    """A progress bar that is told stage, done and total."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as shown:
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(STAGES[stage], total=None)
            shown.update(tasks[stage], completed=done, total=total or None)

        yield progress


def show_plan(console: Console, wishes: list[Wish]) -> None:
    """A line for the first suggestions of each kind, with the fields; then the sums."""
    shown: Counter[str] = Counter()
    for wish in wishes:
        shown[wish.kind] += 1
        if wish.kind and shown[wish.kind] <= SHOWN:
            mark, style = STYLES.get(wish.kind, ("~", "yellow"))
            fields = ", ".join(dict.fromkeys(piece.field for piece in wish.pieces))
            what = f": {fields}" if fields else f" ({wish.kind})" if wish.kind != "new" else ""
            console.print(f"{mark} {wish.title}{what}", style=style, markup=False)
    show_sums(console, Counter(outcome(wish) for wish in wishes))
    show_faults(
        console,
        Counter(kind for w in wishes for kind, _ in (*([w.fault] if w.fault else []), *w.remarks)),
    )


def show_run(console: Console, run: Run) -> None:
    console.print(f"Run {run.key} of {run.source}: {run.read} records.")
    show_sums(console, Counter(run.counts))
    show_faults(console, Counter(dict(faults_by_kind(run))))


def show_sums(console: Console, counts: Counter[str]) -> None:
    """+ 12 new, ~ 31 changed, - 2 gone, and what else there was."""
    console.print(
        f"+ {counts['new']} new, ~ {counts['change']} changed, - {counts['gone']} gone, "
        f"{counts['related']} related, {counts['conflict']} in conflict, "
        f"{counts['same'] + counts['decided']} the same or decided, {counts['left_out']} left out"
    )


def show_faults(console: Console, kinds: Counter[str]) -> None:
    for kind, number in kinds.most_common():
        console.print(f"  {number} {kind.replace('_', ' ')}", style="dim")
