"""The full-text index of an edition: which word stands in which places, and in which field.

Words are kept sorted, so that all words with a beginning are one slice; the places of all words of
a slice are one slice too, which numpy takes without a loop. tantivy holds the words themselves and
finds those that are one or two slips of the pen away. Why not whole texts in tantivy:
docs/decisions/0007-search.md.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
import tantivy
from numpy.typing import NDArray

Rows = NDArray[np.uint32]

LAST: Final = "\U0010ffff"
MOST_SIMILAR: Final = 50  # words that a misspelt one may stand for


class Field(IntEnum):
    """Where a word stands, the telling ones first; it counts once a place, in its best field."""

    NAME = 0
    TOWN = 1
    TEXT = 2


class Words:
    """A sorted list of words that knows beginnings and misspellings."""

    def __init__(self, words: Sequence[str], index: tantivy.Index) -> None:
        self._words = words
        self._schema = index.schema
        index.reload()
        self._searcher = index.searcher()

    @classmethod
    def in_memory(cls, words: Iterable[str]) -> Words:
        ordered = sorted(set(words))
        index = tantivy.Index(_schema())
        _fill(index, ordered, threads=1)
        return cls(ordered, index)

    @classmethod
    def write(cls, words: Sequence[str], folder: Path) -> None:
        """Keeps sorted words in a folder."""
        (folder / "words").mkdir()
        (folder / "words.txt").write_text("\n".join(words), encoding="utf-8")
        _fill(tantivy.Index(_schema(), path=str(folder / "words")), words, threads=2)

    @classmethod
    def read(cls, folder: Path) -> Words:
        words = (folder / "words.txt").read_text(encoding="utf-8").split()
        return cls(words, tantivy.Index.open(str(folder / "words")))

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, number: int) -> str:
        return self._words[number]

    def number(self, word: str) -> int | None:
        """The number of a word, if it is there."""
        place = bisect_left(self._words, word)
        return place if place < len(self._words) and self._words[place] == word else None

    def beginning_with(self, start: str) -> range:
        """Numbers of the words with this beginning."""
        return range(bisect_left(self._words, start), bisect_left(self._words, start + LAST))

    def similar_to(self, word: str) -> list[int]:
        """Numbers of the nearest words: one slip away from four letters on, two from eight on.

        A slip is a letter too many, too few, wrong, or two neighbours swapped (Damerau 1964).
        """
        for distance in range(1, slips(word) + 1):
            query = tantivy.Query.fuzzy_term_query(
                self._schema, "word", word, distance=distance, transposition_cost_one=True
            )
            hits = self._searcher.search(
                query, limit=MOST_SIMILAR, count=False, order_by_field="number"
            ).hits
            if hits:
                return sorted(number for number, _ in hits)
        return []


class Lexicon:
    """The words of an edition with the rows of the places where they stand."""

    def __init__(self, words: Words, starts: NDArray[np.uint64], rows: Rows) -> None:
        self.words = words
        self._starts = starts
        self._rows = rows

    @classmethod
    def read(cls, folder: Path) -> Lexicon:
        rows = np.load(folder / "rows.npy", mmap_mode="r")
        return cls(Words.read(folder), np.load(folder / "starts.npy"), rows)

    def rows(self, field: Field, words: range) -> Rows:
        """Rows where a word of the range stands in the field; a row may come several times."""
        first = field * len(self.words)
        start, end = self._starts[first + words.start], self._starts[first + words.stop]
        found: Rows = self._rows[int(start) : int(end)]
        return found

    def rows_of(self, field: Field, word: str) -> Rows:
        """Rows where the word stands in the field."""
        number = self.words.number(word)
        return self.rows(field, range(0) if number is None else range(number, number + 1))


def slips(word: str) -> int:
    """How many slips of the pen a word of this length may hold."""
    return (len(word) >= 4) + (len(word) >= 8)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("word", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", fast=True, indexed=False)
    return builder.build()


def _fill(index: tantivy.Index, words: Sequence[str], *, threads: int) -> None:
    writer = index.writer(heap_size=30_000_000 * threads, num_threads=threads)
    for number, word in enumerate(words):
        document = tantivy.Document()
        document.add_text("word", word)
        document.add_unsigned("number", number)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
