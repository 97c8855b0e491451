"""Bits by level: the table that a score is looked up in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from inducult.harvest.matching.comparing import COMPARISONS, Levels
from inducult.harvest.matching.table import Floats

FILE: Final = Path(__file__).parent / "weights.json"


@dataclass(frozen=True)
class Weights:
    """Bits that each level of each comparison adds, and the bits that one begins with.

    A bit doubles the odds that two are the same: bits are the binary logarithm of m / u, the
    chances of a level among the same and among the different (Fellegi and Sunter 1969).
    """

    prior: float
    bits: Mapping[str, tuple[float, ...]]

    def of(self, levels: Levels) -> Floats:
        """The weights of pairs, from their levels."""
        total = np.full(len(levels), self.prior)
        for column, name in enumerate(COMPARISONS):
            total += np.array(self.bits[name])[levels[:, column]]
        return total


@cache
def load_weights(file: Path = FILE) -> Weights:
    """Weights from a file that `python -m benchmarks.train_matching` has written."""
    read = json.loads(file.read_text(encoding="utf-8"))
    return Weights(read["prior"], {name: tuple(bits) for name, bits in read["bits"].items()})
