"""What comes out of the matching: an answer, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What two descriptions have to do with each other."""

    SAME = "same"
    RELATED = "related"  # on one ground or of one name, and yet not the same
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Part:
    """One bar of the waterfall: what a comparison found, and how many bits it weighs.

    The first part is the start of the waterfall (`comparison` "prior"): how rare a match is among
    candidates before anything is compared. Level 0 means that one of the two says nothing.
    """

    comparison: str
    level: int
    bits: float


@dataclass(frozen=True, slots=True)
class Match:
    """A pair that was compared. `weight` is the sum of the bits of `because`."""

    ours: str
    theirs: str
    probability: float
    weight: float
    answer: Answer
    levels: tuple[int, ...]
    because: tuple[Part, ...] = ()
    distance_m: float | None = None
