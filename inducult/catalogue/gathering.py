"""From batches of (place, word, field) to the files of a lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
SEEN: Final = "seen"
FIELD_BITS: Final = 2
BATCH_BITS: Final = 24  # rows of a batch
ROW_BITS: Final = 32  # rows of an edition


@dataclass(frozen=True)
class Sightings:
    """Which words a batch of places holds: each place once for a word, in the best field.

    `keys` hold word (a number of `vocabulary`), row (from 0 on) and field, as `_packed` packs them.
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
    keys = _packed(words, np.repeat(rows, sizes), np.repeat(fields, sizes), BATCH_BITS)
    keys.sort()
    return Sightings(vocabulary, keys[np.diff(keys >> FIELD_BITS, prepend=-1) != 0])


def _vocabulary(written: list[str]) -> tuple[list[str], Numbers, Numbers]:
    """Folded words, and for each written one where its folded ones start in a list of numbers."""
    known: dict[str, int] = {}
    pieces = [[known.setdefault(word, len(known)) for word in folded(raw)] for raw in written]
    starts = np.cumsum([0, *map(len, pieces)])
    return list(known), starts, np.array([n for piece in pieces for n in piece], dtype=np.int64)


class Gathering:
    """All sightings of an edition while it is built; they wait on disk, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[str, int] = {}
        self._sizes: list[int] = []

    def add(self, batch: Sightings, first_row: int) -> None:
        """Takes the sightings of a batch whose rows begin at `first_row`."""
        known = self._numbers
        here = np.array([known.setdefault(w, len(known)) for w in batch.vocabulary], np.int64)
        words, rows, fields = _unpacked(batch.keys, BATCH_BITS)
        keys = _packed(here[words], rows + first_row, fields, ROW_BITS)
        with (self._folder / SEEN).open("ab") as file:
            keys.tofile(file)
        self._sizes.append(len(keys))

    def write(self, place_of: Rows) -> None:
        """Writes the lexicon; `place_of` gives the final row of each row as it was read."""
        ordered = sorted(self._numbers)
        rank = np.empty(len(ordered), dtype=np.int64)
        rank[[self._numbers[word] for word in ordered]] = np.arange(len(ordered))
        starts = np.zeros(len(Field) * len(ordered) + 1, dtype=np.int64)
        for slot, _ in self._batches(rank, place_of):
            starts[1:] += np.bincount(slot, minlength=len(starts) - 1)
        np.cumsum(starts, out=starts)
        np.save(self._folder / "starts.npy", starts.astype(np.uint64))
        np.save(self._folder / "rows.npy", self._rows(starts, rank, place_of))
        Words.write(ordered, self._folder)
        (self._folder / SEEN).unlink(missing_ok=True)

    def _rows(self, starts: Numbers, rank: Numbers, place_of: Rows) -> Rows:
        """The final rows, slot after slot: a counting sort, one batch at a time."""
        found = np.empty(int(starts[-1]), dtype=np.uint32)
        free = starts[:-1].copy()
        for slot, rows in self._batches(rank, place_of):
            keys = slot << ROW_BITS | rows
            keys.sort()
            ordered = keys >> ROW_BITS
            first = np.flatnonzero(np.diff(ordered, prepend=-1))
            sizes = np.diff(first, append=len(ordered))
            found[gather(free[ordered[first]], sizes)] = keys & ((1 << ROW_BITS) - 1)
            free[ordered[first]] += sizes
        return found

    def _batches(self, rank: Numbers, place_of: Rows) -> Iterator[tuple[Numbers, Rows]]:
        """For each batch the slots (field by field, word by word) and the final rows."""
        if not self._sizes:
            return
        with (self._folder / SEEN).open("rb") as file:
            for size in self._sizes:
                keys = np.fromfile(file, dtype=np.int64, count=size)
                words, rows, fields = _unpacked(keys, ROW_BITS)
                yield fields * len(rank) + rank[words], place_of[rows]


def _packed(words: Numbers, rows: Numbers, fields: Numbers, row_bits: int) -> Numbers:
    return words << (row_bits + FIELD_BITS) | rows << FIELD_BITS | fields


def _unpacked(keys: Numbers, row_bits: int) -> tuple[Numbers, Numbers, Numbers]:
    row = keys >> FIELD_BITS & ((1 << row_bits) - 1)
    return keys >> (row_bits + FIELD_BITS), row, keys & ((1 << FIELD_BITS) - 1)
