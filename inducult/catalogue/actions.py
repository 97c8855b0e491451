"""What is done with editions on request."""

from __future__ import annotations

from inducult.catalogue import tasks
from inducult.common.background import waiting


def make_ready(number: int) -> None:
    """Has an old edition made ready behind the pages; asking again changes nothing."""
    if not waiting(tasks.make_ready):
        tasks.make_ready.enqueue(number)
