"""inducult pull: fetch from the store what other nodes have published."""

from __future__ import annotations

import logging
import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from inducult.catalogue.editions import AlreadyPublishing
from inducult.catalogue.publication import follow_others
from inducult.catalogue.sharing import Tampered
from inducult.common.store import StoreFailed

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Compares every checksum, then switches. `inducult serve` does this all the time if there is
    a store; whatever fails, this node goes on serving what it has."""

    help = "Fetch from the object store what other nodes have published, and switch to it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=0, help="seconds; go on until Ctrl-C")
        parser.add_argument("--beside", type=int, default=0, help="stop when this process is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.STORE:
            raise CommandError("INDUCULT_STORE names no object store.")
        if not options["every"]:
            self._once()
            return
        while not options["beside"] or os.getppid() == options["beside"]:
            _try()
            time.sleep(options["every"])

    def _once(self) -> None:
        try:
            number = follow_others()
        except (StoreFailed, Tampered, AlreadyPublishing) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Edition {number} is in use." if number else "Nothing new.")


def _try() -> None:
    try:
        follow_others()
    except AlreadyPublishing:
        log.info("This node is making an edition itself.")
    except (StoreFailed, Tampered, OSError) as error:
        log.warning("%s This node goes on with what it has.", error)
    except DatabaseError:
        log.warning("The database did not answer.", exc_info=True)
        close_old_connections()
