"""Cursors: opaque words that say which edition is read and how far."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from inducult.opendata.faults import Fault, shown

LONGEST = 60


@dataclass(frozen=True)
class Cursor:
    """An edition and how many of its result have been read; of `changed_since`, after which."""

    edition: int
    offset: int
    since: int = -1

    def written(self) -> str:
        told = f"{self.edition}.{self.offset}.{self.since}"
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def cursor(word: str) -> Cursor:
    """Reads a cursor. Raises Fault."""
    try:
        padded = word + "=" * (-len(word) % 4)
        told = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode()
        edition, offset, since = (_number(part) for part in told.split("."))
    except (ValueError, binascii.Error):
        raise Fault(f"“cursor” is none that we gave out: {shown(word)}") from None
    return Cursor(edition, offset, since)


def _number(part: str) -> int:
    if len(part) > 12 or not part.lstrip("-").isdecimal() or not part.isascii():
        raise ValueError(part)
    return max(int(part), -1)
