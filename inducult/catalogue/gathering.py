"""From batches of (place, word, field) to the files of a lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from inducult.catalogue.lexicon import Field, Rows, Words
from inducult.catalogue.nested import gather, rows_of
from inducult.catalogue.words import folded, split

Numbers = NDArray[np.int64]
Text = tuple[Field, Numbers, pa.Array]  # a field, the row of each text, the texts
FIELD_BITS: Final = 2
ROW_BITS: Final = 32
BATCH_BITS: Final = 24  # rows of a batch


@dataclass(frozen=True)
class Sightings:
    """Which words a batch of places holds: each place once for a word, in the best field.

    `keys` hold word (a number of `vocabulary`), row (from 0 on) and field, packed by `_packed`.
    """

    vocabulary: list[str]
    keys: Numbers


def sightings(texts: Sequence[Text]) -> Sightings:
    """Every word of some texts."""
    pieces = [split(column) for _, _, column in texts]
    raw = pa.concat_arrays([piece.values for piece in pieces]).dictionary_encode()
    rows = np.concatenate(
        [row[rows_of(piece)] for (_, row, _), piece in zip(texts, pieces, strict=True)]
    )
    fields = np.repeat([each for each, _, _ in texts], [len(piece.values) for piece in pieces])
    vocabulary, starts, numbers = _vocabulary(raw.dictionary.to_pylist())
    written = raw.indices.to_numpy()
    sizes = np.diff(starts)[written]
    words = numbers[gather(starts[written], sizes)]
    keys = _packed(words, np.repeat(rows, sizes), np.repeat(fields, sizes))
    keys.sort()
    return Sightings(vocabulary, keys[np.diff(keys >> FIELD_BITS, prepend=-1) != 0])


def _vocabulary(written: list[str]) -> tuple[list[str], Numbers, Numbers]:
    """Folded words, and for each written one where its folded ones start in a list of numbers."""
    known: dict[str, int] = {}
    pieces = [[known.setdefault(word, len(known)) for word in folded(raw)] for raw in written]
    starts = np.cumsum([0, *map(len, pieces)])
    return list(known), starts, np.array([n for piece in pieces for n in piece], dtype=np.int64)


@dataclass
class Gathering:
    """All sightings of an edition while it is built."""

    numbers: dict[str, int] = field(default_factory=dict)
    batches: list[tuple[NDArray[np.uint32], Rows, NDArray[np.uint8]]] = field(default_factory=list)

    def add(self, batch: Sightings, first_row: int) -> None:
        """Takes the sightings of a batch whose rows begin at `first_row`."""
        known = self.numbers
        here = np.array([known.setdefault(w, len(known)) for w in batch.vocabulary], np.uint32)
        words, rows, fields = _unpacked(batch.keys)
        self.batches.append(
            (here[words], (rows + first_row).astype(np.uint32), fields.astype(np.uint8))
        )

    def write(self, folder: Path, place_of: Rows) -> None:
        """Writes the lexicon; `place_of` gives the final row of each row as it was read."""
        ordered = sorted(self.numbers)
        rank = np.empty(len(ordered), dtype=np.int64)
        rank[[self.numbers[word] for word in ordered]] = np.arange(len(ordered))
        slots = len(Field) * len(ordered)
        sizes = np.zeros(slots + 1, dtype=np.int64)
        for words, _, fields in self.batches:
            sizes[1:] += np.bincount(_slot(words, fields, rank), minlength=slots)
        starts = np.cumsum(sizes)
        np.save(folder / "starts.npy", starts.astype(np.uint64))
        np.save(folder / "rows.npy", self._rows(starts, rank, place_of))
        Words.write(ordered, folder)

    def _rows(self, starts: Numbers, rank: Numbers, place_of: Rows) -> Rows:
        """The final rows, slot after slot: a counting sort, one batch at a time."""
        found = np.empty(int(starts[-1]), dtype=np.uint32)
        free = starts[:-1].copy()
        for words, rows, fields in self.batches:
            keys = _slot(words, fields, rank) << ROW_BITS | place_of[rows]
            keys.sort()
            slot = keys >> ROW_BITS
            first = np.flatnonzero(np.diff(slot, prepend=-1))
            sizes = np.diff(first, append=len(slot))
            found[gather(free[slot[first]], sizes)] = keys & ((1 << ROW_BITS) - 1)
            free[slot[first]] += sizes
        return found


def _packed(words: Numbers, rows: Numbers, fields: Numbers) -> Numbers:
    return words << (BATCH_BITS + FIELD_BITS) | rows << FIELD_BITS | fields


def _unpacked(keys: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    word = keys >> (BATCH_BITS + FIELD_BITS)
    row = keys >> FIELD_BITS & ((1 << BATCH_BITS) - 1)
    return word, row, keys & ((1 << FIELD_BITS) - 1)


def _slot(words: NDArray[np.uint32], fields: NDArray[np.uint8], rank: Numbers) -> Numbers:
    return fields.astype(np.int64) * len(rank) + rank[words]
