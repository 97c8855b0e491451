"""What the threshold of a source stands on: how many of the matches above it were right.

Three grounds, the nearest first: a sample that a keeper judged here; matches of the ready source
that were judged at the desk (`judged.csv`); labelled lists of others, which are not this source
(`matching/measured.json`, written by `python -m benchmarks.linkage FOLDER... --keep`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from inducult.harvest.judged import read_judged, right_of_sure
from inducult.harvest.sampling import wilson

LABELLED: Final = Path(__file__).parent / "matching" / "measured.json"
SAMPLE, DESK, LISTS = "sample", "desk", "lists"


@dataclass(frozen=True)
class Ground:
    """So many looked at, so many right; `on` is a day (ISO) or ""."""

    kind: str
    right: int
    looked: int
    low: float
    high: float
    on: str = ""

    @property
    def precision(self) -> float:
        return self.right / self.looked


def grounds_for(
    threshold: float, measured: Mapping[str, Any] | None, folder: Path | None
) -> list[Ground]:
    """What is known of changes from a threshold on, the nearest first.

    `measured` is that of the source in the database, `folder` that of a ready source.
    """
    found = []
    if said := (measured or {}).get("change"):
        told = (said["right"], said["checked"], said["low"], said["high"], said["on"])
        found.append(Ground(SAMPLE, *told))
    if folder is not None:
        right, looked = right_of_sure(read_judged(folder))
        if looked:
            found.append(Ground(DESK, right, looked, *wilson(right, looked)))
    right, looked = on_labelled_lists(threshold)
    if looked:
        found.append(Ground(LISTS, right, looked, *wilson(right, looked)))
    return found


def on_labelled_lists(threshold: float) -> tuple[int, int]:
    """Right and all pairs of the labelled lists that are sure from this probability on.

    They are measured at some thresholds; the next one below counts, or the lowest.
    """
    measured = _measured()
    below = [each["from"] for each in measured if each["from"] <= threshold]
    nearest = max(below, default=min((each["from"] for each in measured), default=0.0))
    counted = [each for each in measured if each["from"] == nearest]
    return sum(each["right"] for each in counted), sum(each["pairs"] for each in counted)


@cache
def _measured() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(LABELLED.read_text(encoding="utf-8"))
    return read
