"""inducult demo: from an empty folder to a running product with demonstration data."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from inducult.catalogue.queries import current
from inducult.config.examples import load, remove
from inducult.config.server import serve, vendor_is_missing
from inducult.places.queries import published_count

PLACES = Path(settings.PACKAGE) / "demonstration" / "places"


class Command(BaseCommand):
    """Sets up what is missing, then serves; a second start goes straight to serving."""

    help = "Set up a database with the demonstration data and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="set up only")
        parser.add_argument(
            "--without-examples",
            action="store_true",
            help="take the invented sessions, strategies and pilots away; what is documented stays",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if sentence := vendor_is_missing():
            raise CommandError(sentence)
        set_up(Console(), examples=not options["without_examples"])
        if not options["no_serve"]:
            serve(options["host"], options["port"], workers=2, threads=4)


def set_up(console: Console, *, examples: bool = True) -> None:
    """Each step looks whether its work is done, so it can be stopped and started anywhere."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    if not published_count():
        console.print(f"Setting up the demonstration in {settings.DATA}")
        call_command("taxonomy")
        call_command("templates")
        call_command("partnership")
        call_command("import", *sorted(PLACES.glob("*.jsonl")), yes=True, publish=True)
    if current() is None:  # none yet, or made by another version of the program
        call_command("publish")
    _set_up_workshop(console, examples=examples)


def _set_up_workshop(console: Console, *, examples: bool) -> None:
    """What is documented of sessions and pilots, and the examples if they are wanted."""
    if not examples and (removed := remove()):
        console.print(f"{removed} examples of the workshop are taken away.")
    with console.status("Looking at the workshop"):
        loaded = load(examples=examples)
    if loaded:
        console.print("The demonstration of the workshop is there.")
