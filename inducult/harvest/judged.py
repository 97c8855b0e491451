"""Matches of a ready source that somebody has judged by reading both records (`judged.csv`).

`theirs,ours,sure,verdict,note`: the two names, whether the match was above the threshold of the
source, `right`, `wrong` or `unsure`, and why. Judged at the desk, not on the spot. Pure.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = "judged.csv"
HEAD: Final = ("theirs", "ours", "sure", "verdict", "note")
VERDICTS: Final = ("right", "wrong", "unsure")


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair and what was said of it."""

    theirs: str
    ours: str
    sure: bool
    verdict: str
    note: str


def read_judged(folder: Path) -> list[Judged]:
    """What was judged of the source in this folder. Raises ValueError for what is no verdict."""
    file = folder / FILE
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines)
        if tuple(table.fieldnames or ()) != HEAD:
            raise ValueError(f"{file}: the head must be {','.join(HEAD)}")
        return [_judged(file, row) for row in table]


def _judged(file: Path, row: dict[str, str]) -> Judged:
    if row["verdict"] not in VERDICTS or row["sure"] not in ("yes", "no"):
        raise ValueError(f"{file}: {row['theirs']!r} is judged {row['verdict']!r}, {row['sure']!r}")
    return Judged(row["theirs"], row["ours"], row["sure"] == "yes", row["verdict"], row["note"])


def right_of_sure(judged: Iterable[Judged]) -> tuple[int, int]:
    """How many matches above the threshold were right, and how many were judged.

    What could not be told at the desk counts as not right.
    """
    sure = [each for each in judged if each.sure]
    return sum(each.verdict == "right" for each in sure), len(sure)
