"""From batches of (place, word, field) to the files of a lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.flattening import Record, searchable
from inducult.catalogue.lexicon import Field, Rows, Words
from inducult.catalogue.words import words

Numbers = NDArray[np.uint32]


@dataclass
class Sightings:
    """Where words of a batch were seen: words by number of `vocabulary`, rows from 0 on."""

    vocabulary: list[str]
    words: Numbers
    rows: Numbers
    fields: NDArray[np.uint8]


def sightings(records: Iterable[Record]) -> Sightings:
    """Every word of every record once, in the best field where it stands."""
    numbers: dict[str, int] = {}
    seen: list[int] = []
    fields: list[int] = []
    sizes: list[int] = []
    for record in records:
        best: dict[str, int] = {}
        for where, text in searchable(record):
            for word in words(text):
                best.setdefault(word, where)
        seen += [numbers.setdefault(word, len(numbers)) for word in best]
        fields += best.values()
        sizes.append(len(best))
    return Sightings(
        list(numbers),
        np.array(seen, dtype=np.uint32),
        np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes),
        np.array(fields, dtype=np.uint8),
    )


@dataclass
class Gathering:
    """All sightings of an edition while it is built."""

    numbers: dict[str, int] = field(default_factory=dict)
    batches: list[tuple[Numbers, Numbers, NDArray[np.uint8]]] = field(default_factory=list)

    def add(self, batch: Sightings, first_row: int) -> None:
        """Takes the sightings of a batch whose rows begin at `first_row`."""
        known = self.numbers
        here = np.array([known.setdefault(w, len(known)) for w in batch.vocabulary], np.uint32)
        words = here[batch.words] if len(here) else batch.words
        self.batches.append((words, batch.rows + np.uint32(first_row), batch.fields))

    def write(self, folder: Path, place_of: Rows) -> None:
        """Writes the lexicon; `place_of` gives the final row of each row as it was read."""
        ordered = sorted(self.numbers)
        rank = np.empty(len(ordered), dtype=np.int64)
        rank[[self.numbers[word] for word in ordered]] = np.arange(len(ordered))
        slots = len(Field) * len(ordered)
        sizes = np.zeros(slots + 1, dtype=np.int64)
        for words_, _, fields in self.batches:
            sizes[1:] += np.bincount(_slot(words_, fields, rank), minlength=slots)
        starts = np.cumsum(sizes)
        np.save(folder / "starts.npy", starts.astype(np.uint64))
        np.save(folder / "rows.npy", self._rows(starts, rank, place_of))
        Words.write(ordered, folder)

    def _rows(self, starts: NDArray[np.int64], rank: NDArray[np.int64], place_of: Rows) -> Rows:
        """The final rows, slot after slot: a counting sort, one batch at a time."""
        rows = np.empty(int(starts[-1]), dtype=np.uint32)
        free = starts[:-1].copy()
        for words_, rows_, fields in self.batches:
            slot = _slot(words_, fields, rank)
            order = np.argsort(slot)
            slot = slot[order]
            first = np.flatnonzero(np.diff(slot, prepend=-1))
            sizes = np.diff(first, append=len(slot))
            within = np.arange(len(slot)) - np.repeat(first, sizes)
            rows[free[slot] + within] = place_of[rows_[order]]
            free[slot[first]] += sizes
        return rows


def _slot(words_: Numbers, fields: NDArray[np.uint8], rank: NDArray[np.int64]) -> NDArray[np.int64]:
    return fields.astype(np.int64) * len(rank) + rank[words_]
