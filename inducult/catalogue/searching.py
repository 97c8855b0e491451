"""What a text finds in an edition, as one score for each row.

The words of a text are all wanted. Words that stand for a concept find every place of its types
and every place that bears one of its words in its name, in whatever language. Other words find
names, towns, operators and summaries; a word that nobody wrote finds those it may have been meant
to be. Decision: docs/decisions/0007-search.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inducult.catalogue.concepts import LONGEST_PHRASE, Concept, Concepts
from inducult.catalogue.facets import Sets
from inducult.catalogue.lexicon import Field, Lexicon, Rows
from inducult.catalogue.words import words

Scores = NDArray[np.uint8]

# The name tells most, then what a place is, then its town, then what is written about it.
AS_TYPED: Final = {Field.NAME: 100, Field.TOWN: 50, Field.TEXT: 20}
BEGUN: Final = {Field.NAME: 80, Field.TOWN: 40, Field.TEXT: 14}
MISSPELT: Final = {Field.NAME: 70, Field.TOWN: 35, Field.TEXT: 10}
OTHER_NAME: Final = 90  # the name holds another word of the same concept
OF_TYPE: Final = 60
MOST_WORDS: Final = 12


@dataclass(frozen=True)
class Part:
    """Some words of a text that belong together, and what they stand for.

    `exact` says that the concepts are meant word by word, `unfinished` that the last word is the
    last of the text and may only be begun.
    """

    phrase: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()
    exact: bool = True
    unfinished: bool = False


class Search:
    """Finds texts in one edition."""

    def __init__(
        self, lexicon: Lexicon, concepts: Concepts, types: Sets, types_of: NDArray[np.int32]
    ) -> None:
        self._lexicon = lexicon
        self._concepts = concepts
        self._types = types
        self._types_of = types_of
        self._kept: Callable[[tuple[str, ...]], Scores] = lru_cache(maxsize=64)(self._scores)
        # Hundreds of phrases of a concept share a few words.
        self._holding: Callable[[Field, str], NDArray[np.bool_]]
        self._holding = lru_cache(maxsize=32)(self._holders)

    def scores(self, text: str) -> Scores | None:
        """A score from 1 to 100 for each row that the text finds, 0 for the others.

        None if the text holds no word at all: then it does not narrow anything.
        """
        phrase = tuple(words(text)[:MOST_WORDS])
        return self._kept(phrase) if phrase else None

    def parts(self, phrase: Sequence[str]) -> list[Part]:
        """The text cut into concepts, the longest first from the left, and single words."""
        found: list[Part] = []
        place = 0
        while place < len(phrase):
            part = self._part(phrase[place:])
            found.append(part)
            place += len(part.phrase)
        return found

    def _part(self, rest: Sequence[str]) -> Part:
        for length in range(min(len(rest), LONGEST_PHRASE), 0, -1):
            phrase, unfinished = tuple(rest[:length]), length == len(rest)
            if concepts := self._concepts.meant_by(phrase):
                return Part(phrase, tuple(concepts))
            if concepts := self._nearly(phrase, unfinished=unfinished):
                return Part(phrase, tuple(concepts), exact=False, unfinished=unfinished)
        return Part((rest[0],), unfinished=len(rest) == 1)

    def _nearly(self, phrase: Sequence[str], *, unfinished: bool) -> list[Concept]:
        """Concepts that a phrase with unknown words may stand for."""
        unknown = [word for word in phrase if not self._concepts.knows(word)]
        if any(self._lexicon.words.number(word) is not None for word in unknown):
            return []
        return self._concepts.nearly_meant_by(phrase, unfinished=unfinished)

    def _scores(self, phrase: tuple[str, ...]) -> Scores:
        parts = self.parts(phrase)
        total = np.zeros(len(self._types_of), dtype=np.uint16)
        alive = np.ones(len(self._types_of), dtype=bool)
        for part in parts:
            score = self._of_concepts(part) if part.concepts else self._of_word(part)
            alive &= score > 0
            total += score
        return np.where(alive, total // len(parts), 0).astype(np.uint8)

    def _of_concepts(self, part: Part) -> Scores:
        score = np.zeros(len(self._types_of), dtype=np.uint8)
        phrases = _least(part.concepts)
        self._mark(score, Field.TOWN, phrases, AS_TYPED[Field.TOWN])
        for concept in part.concepts:
            score[self._bearing(concept)] = OF_TYPE
        self._mark(score, Field.NAME, phrases, OTHER_NAME)
        self._mark(score, Field.NAME, [part.phrase], AS_TYPED[Field.NAME])
        if part.unfinished:
            score = np.maximum(score, self._as_it_stands(part.phrase))
        return score

    def _as_it_stands(self, phrase: tuple[str, ...]) -> Scores:
        """Rows that hold every word of a phrase whose last may only be begun; no misspelt ones."""
        *whole, last = phrase
        found = [self._of_known(word, range(0)) for word in whole]
        found.append(self._of_known(last, self._lexicon.words.beginning_with(last)))
        lowest: Scores = np.minimum.reduce(found)
        return lowest

    def _mark(
        self, score: Scores, field: Field, phrases: Iterable[tuple[str, ...]], value: int
    ) -> None:
        for phrase in phrases:
            score[self._with_all(field, phrase)] = value

    def _bearing(self, concept: Concept) -> NDArray[np.bool_]:
        """Rows that are of any type of the concept."""
        fits = np.zeros(self._types.size, dtype=bool)
        fits[self._types.holding(concept.codes)] = True
        rows: NDArray[np.bool_] = fits[self._types_of]
        return rows

    def _with_all(self, field: Field, phrase: tuple[str, ...]) -> Rows:
        """Rows whose field holds every word of the phrase."""
        first, *others = sorted(phrase, key=lambda word: len(self._lexicon.rows_of(field, word)))
        common = self._lexicon.rows_of(field, first)
        for word in others if len(common) else ():
            common = common[self._holding(field, word)[common]]
        return common

    def _holders(self, field: Field, word: str) -> NDArray[np.bool_]:
        """For each row whether its field holds the word."""
        holds = np.zeros(len(self._types_of), dtype=bool)
        holds[self._lexicon.rows_of(field, word)] = True
        return holds

    def _of_word(self, part: Part) -> Scores:
        word, known = part.phrase[0], self._lexicon.words
        begun = known.beginning_with(word) if part.unfinished else range(0)
        if begun or known.number(word) is not None:
            return self._of_known(word, begun)
        score = np.zeros(len(self._types_of), dtype=np.uint8)
        self._spread(score, [range(n, n + 1) for n in known.similar_to(word)], MISSPELT)
        return score

    def _of_known(self, word: str, begun: range) -> Scores:
        """Rows that hold a word, or one of those that begin like it."""
        score = np.zeros(len(self._types_of), dtype=np.uint8)
        self._spread(score, [begun], BEGUN)
        if (exact := self._lexicon.words.number(word)) is not None:
            self._spread(score, [range(exact, exact + 1)], AS_TYPED)
        return score

    def _spread(self, score: Scores, slices: Sequence[range], worth: dict[Field, int]) -> None:
        """Marks the rows of some words, the better fields last so that they prevail."""
        for field in reversed(Field):
            for words_ in slices:
                rows = self._lexicon.rows(field, words_)
                score[rows] = np.maximum(score[rows], worth[field])


@lru_cache(maxsize=1_024)
def _least(concepts: tuple[Concept, ...]) -> tuple[tuple[str, ...], ...]:
    """The phrases that name concepts, without those that hold all words of a shorter one.

    Whatever bears "exhibition museum" bears "museum" too and is found by that already.
    """
    phrases = sorted({phrase for each in concepts for phrase in each.naming}, key=_by_length)
    kept: list[frozenset[str]] = []
    least = []
    for phrase in phrases:
        if not any(shorter <= set(phrase) for shorter in kept):
            kept.append(frozenset(phrase))
            least.append(phrase)
    return tuple(least)


def _by_length(phrase: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(phrase), phrase
