"""Commands in processes of their own, on a register of their own, that die at a statement.

A server that has loaded the program and its gazetteers once (`loaded`) forks for each command
(`multiprocessing.forkserver`), so that a death costs no start. What dies, dies by SIGKILL in front
of a statement to its database.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from io import StringIO
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from inducult.harvest import batches

BATCH: Final = 50  # so that a short list has several
LONGEST_S: Final = 300
IMMORTAL: Final = 0


def begin_server() -> None:
    """The server that forks; on SQLite, whatever the other tests stand on. Once a process."""
    address = os.environ.pop("DATABASE_URL", None)
    try:
        multiprocessing.get_context("forkserver").set_forkserver_preload(["tests.harvest.loaded"])
        forkserver.ensure_running()
    finally:
        if address is not None:
            os.environ["DATABASE_URL"] = address


def command(data: Path, *words: str, dies_at: int = IMMORTAL) -> int:
    """Run the command in this data folder; its exit code, -9 when it died at that statement."""
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=_live, args=(data, words, dies_at))
    process.start()
    process.join(LONGEST_S)
    code = process.exitcode
    process.kill()
    process.join()
    process.close()
    assert code is not None, f"{words} took longer than {LONGEST_S} s"
    return code


def _live(data: Path, words: tuple[str, ...], dies_at: int) -> None:
    settings.DATA = data
    connection.settings_dict["NAME"] = str(data / "register.sqlite3")
    batches.SIZE = BATCH
    with connection.execute_wrapper(_Fate(dies_at)):
        call_command(*words, stdout=StringIO(), stderr=StringIO())
    connection.close()


class _Fate:
    """Counts statements and kills the process in front of one of them."""

    def __init__(self, dies_at: int) -> None:
        self.left = dies_at

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)
