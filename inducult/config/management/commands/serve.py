"""inducult serve: the product on an address, until Ctrl-C."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inducult.config.server import serve, vendor_is_missing


class Command(BaseCommand):
    """Serves with gunicorn: two processes, each with a loop for what waits and threads for pages;
    the read engine frees the interpreter."""

    help = "Serve the product to browsers until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
        parser.add_argument("--threads", type=int, default=4, help="threads in each (default 4)")

    def handle(self, *args: Any, **options: Any) -> None:
        if sentence := vendor_is_missing():
            raise CommandError(sentence)
        serve(
            options["host"],
            options["port"],
            workers=options["workers"],
            threads=options["threads"],
        )
