"""What a reader gives: one row of a source as plain values, and what it says when it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One record as received; `number` is its place in the file, counted from 1.

    The values are what JSON can hold. Readers of maps put the position under `lon` and `lat`.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)


class Unreadable(ValueError):
    """A file that cannot be read, in words for the one who named it: file, row, reason.

    `row` is the first that could not be read; 0: the file as a whole.
    """

    def __init__(self, file: str, row: int, reason: str) -> None:
        where = f"{file}, row {row}" if row else file
        super().__init__(f"{where}: {reason}")
        self.file, self.row, self.reason = file, row, reason
