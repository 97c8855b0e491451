"""What comes out of the matching: an answer, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from inducult.harvest.matching.comparing import COMPARISONS, AddressLevel, Level, TownLevel
from inducult.harvest.matching.weights import Weights

WITHIN_10_KM: Final = 3  # level of the comparison of positions
SURE: Final = 0.9  # from here on many may be accepted at once, after a look at a sample


class Answer(StrEnum):
    """What two descriptions have to do with each other."""

    SAME = "same"
    RELATED = "related"  # on one ground or of one name, and yet not the same
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Part:
    """One bar of the waterfall: what a comparison found, and how many bits it weighs.

    The waterfall begins with the part "prior", how rare a match is before anything is compared,
    and ends at the weight. Level 0 means that one of the two says nothing; it weighs nothing.
    """

    comparison: str
    level: int
    bits: float


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of ours and theirs, by their keys.

    `weight` is the sum of its bits: the odds that the two are the same, were they alone.
    `probability` also knows the rivals: two candidates of equal weight have a half each at most.
    `levels` are in the order of `comparing.COMPARISONS`; `distance_m` is None without positions.
    """

    ours: str
    theirs: str
    probability: float
    weight: float
    answer: Answer
    levels: tuple[int, ...]
    distance_m: float | None = None
    weights: Weights = field(default=Weights(0.0, {}), repr=False, compare=False)

    @property
    def because(self) -> tuple[Part, ...]:
        """The waterfall: the prior first, then the comparisons in their order."""
        bits = self.weights.bits
        compared = zip(COMPARISONS, self.levels, strict=True)
        return (
            Part("prior", 0, self.weights.prior),
            *(Part(name, level, bits[name][level]) for name, level in compared),
        )

    @property
    def is_sure(self) -> bool:
        """Whether it may be accepted with many others: the same, no rival near, and on one spot.

        A rare name alone is not enough: there are two places called Heimbach.
        """
        return self.answer is Answer.SAME and self.probability >= SURE and self._is_located

    @property
    def _is_located(self) -> bool:
        level = dict(zip(COMPARISONS, self.levels, strict=True))
        return (
            level["position"] >= WITHIN_10_KM
            or level["address"] >= AddressLevel.SAME_STREET
            or level["town"] == TownLevel.SAME
            or level["identifier"] == Level.SAME
        )
