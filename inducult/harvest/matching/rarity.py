"""How much it says that two names share a word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from inducult.harvest.matching.table import Floats, Table, Words, number_of
from inducult.harvest.matching.vocabulary import frequencies

RAREST_BITS: Final = 14.0  # no word says more: spelling mistakes are rare words too
FEW: Final = 300  # things: among fewer a count says little about a word
OWN_PAIR: Final = 2  # names of the pair itself, which make no word frequent


@dataclass(frozen=True)
class Rarity:
    """Bits of every word of two tables: minus the binary logarithm of the share of its names."""

    words: Words
    bits: Floats

    @classmethod
    def of(cls, ours: Table, theirs: Table) -> Rarity:
        """A word is as frequent as it is here or in the ready sources, whichever is more."""
        both = np.concatenate([_distinct(ours), _distinct(theirs)])
        words, counts = np.unique(both, return_counts=True)
        here = (counts - OWN_PAIR) / max(len(ours) + len(theirs), FEW)
        share = np.maximum(here, _elsewhere(words))
        bits = np.clip(-np.log2(np.clip(share, 1e-9, 1)), 0, RAREST_BITS)
        bits[words == 0] = 0
        return cls(words, bits)

    def weigh(self, words: Words) -> Floats:
        """The bits of words that are in one of the tables."""
        weighed: Floats = self.bits[np.searchsorted(self.words, words)]
        return weighed


def _distinct(table: Table) -> Words:
    """The words of the names of a table, once a thing."""
    own = table.names.own
    coded = own.numbers.astype(np.uint64) << 32
    distinct = np.unique(coded | table.owner[own.owner].astype(np.uint64))
    return np.concatenate([np.zeros(1, np.uint32), (distinct >> 32).astype(np.uint32)])


def _elsewhere(words: Words) -> Floats:
    known, shares = _known()
    places = np.clip(np.searchsorted(known, words), 0, len(known) - 1)
    found: Floats = np.where(known[places] == words, shares[places], 0.0)
    return found


@cache
def _known() -> tuple[Words, Floats]:
    pairs = sorted((number_of(word), share) for word, share in frequencies().items())
    numbers = np.array([number for number, _ in pairs] or [0], np.uint32)
    return numbers, np.array([share for _, share in pairs] or [0.0])
