"""inducult worker: does the work that pages have left behind, until Ctrl-C."""

from __future__ import annotations

import itertools
import logging
import os
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from inducult.common.background import (
    begin_day,
    forget_old,
    look_for_what_was_forgotten,
    take_up_again,
    try_again,
    worker_name,
)

LOOK_S = 5.0
LOOKS_A_MINUTE = 12
log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Editions, sizes of pictures, letters. `inducult serve` starts one beside the web server."""

    help = "Do the work that pages have left behind (editions, pictures, letters)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what waits, then stop")
        parser.add_argument("--beside", type=int, default=0, help="stop when this process is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        take_up_again()
        forget_old()
        if options["beside"]:
            threading.Thread(target=_stop_with, args=[options["beside"]], daemon=True).start()
        if not options["batch"]:
            threading.Thread(target=_look_after, daemon=True).start()
        call_command(
            "db_worker",
            batch=options["batch"],
            interval=0.5,
            startup_delay=False,
            reload=False,
            worker_id=worker_name(),
            verbosity=0,
        )


def _stop_with(process: int) -> None:
    """A worker without its server would go on for ever."""
    while os.getppid() == process:
        time.sleep(1)
    os._exit(0)


def _look_after() -> None:
    """Tasks that failed or were lost come back into the queue, and a new day has its tasks."""
    for look in itertools.count():
        try:
            if look % LOOKS_A_MINUTE == 0:
                look_for_what_was_forgotten()
            time.sleep(LOOK_S)
            try_again()
            take_up_again()
            begin_day()
        except DatabaseError:  # it will be asked again, on a connection of its own
            log.warning("The database did not answer.", exc_info=True)
            close_old_connections()
