"""How far a sample can be trusted. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

SIDES: Final = 1.959964  # standard deviations on either side that hold 95 %
WORTH: Final = 0.8  # the lower end of the interval from which on many may be accepted


@dataclass(frozen=True)
class Measured:
    """So many looked at, so many right; `of` is how many there are in all."""

    looked: int
    right: int
    of: int

    @property
    def precision(self) -> float:
        """The share that was right, in the sample."""
        return self.right / self.looked if self.looked else 0.0

    @property
    def is_whole(self) -> bool:
        """Whether every one was looked at: nothing is left to guess."""
        return self.looked >= self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of all lies, with 95 % confidence."""
        if self.is_whole:
            return self.precision, self.precision
        return wilson(self.right, self.looked)

    @property
    def is_worth_it(self) -> bool:
        """Whether the rest may be accepted without a look at each."""
        return self.right > 0 and (self.is_whole or self.interval[0] >= WORTH)


def wilson(right: int, looked: int) -> tuple[float, float]:
    """The score interval of a share at 95 %.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927) 209-212.
    """
    if not looked:
        return 0.0, 1.0
    share, z2 = right / looked, SIDES**2
    middle = (share + z2 / (2 * looked)) / (1 + z2 / looked)
    root = math.sqrt(share * (1 - share) / looked + z2 / (4 * looked**2))
    half = SIDES * root / (1 + z2 / looked)
    return max(0.0, middle - half), min(1.0, middle + half)
