"""What words mean: every label and synonym, in every language, of the types of the taxonomy.

A concept is a set of type codes with all the phrases that stand for it. Whoever asks with one of
them finds the same places, whatever the language of the phrase or of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from inducult.catalogue.lexicon import Words
from inducult.catalogue.words import words
from inducult.common.languages import CODES
from inducult.places.terms import load_terms

SYNONYMS: Final = Path(__file__).parent / "synonyms"
LONGEST_PHRASE: Final = 8  # words

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """Types that have words in common.

    `codes` are all types whose places it finds, `phrases` stand for it, and `naming` are those
    that a name may hold: its own and those of narrower concepts, so that who asks for a mine finds
    at least what she finds who asks for a coal mine.
    """

    codes: frozenset[str]
    phrases: frozenset[Phrase]
    naming: frozenset[Phrase]


class Concepts:
    """All concepts, found by what people type."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.all = list(concepts)
        self._by_phrase: dict[Phrase, list[Concept]] = defaultdict(list)
        for concept in self.all:
            for phrase in concept.phrases:
                self._by_phrase[phrase].append(concept)
        self._words = Words.in_memory(word for phrase in self._by_phrase for word in phrase)

    def meant_by(self, phrase: Sequence[str]) -> list[Concept]:
        """The concepts that a phrase stands for, word by word."""
        return self._by_phrase.get(tuple(phrase), [])

    def knows(self, word: str) -> bool:
        """Whether the word is part of any phrase."""
        return self._words.number(word) is not None

    def nearly_meant_by(self, phrase: Sequence[str], *, unfinished: bool) -> list[Concept]:
        """The concepts of phrases that differ by slips of the pen, or go on where it breaks off.

        `unfinished` says that the last word may only be begun.
        """
        last = len(phrase) - 1
        readings: list[Phrase] = [()]
        for place, word in enumerate(phrase):
            near = self._readings(word, unfinished=unfinished and place == last)
            readings = [(*reading, other) for reading in readings for other in near][:500]
        found = {id(c): c for reading in readings for c in self.meant_by(reading)}
        return list(found.values())

    def _readings(self, word: str, *, unfinished: bool) -> list[str]:
        if self.knows(word):
            return [word]
        if unfinished and len(word) >= 3 and (begun := self._words.beginning_with(word)):
            return [self._words[number] for number in begun]
        return [self._words[number] for number in self._words.similar_to(word)]


@cache
def load_concepts() -> Concepts:
    """Concepts from the labels of the taxonomy and the synonym files."""
    meanings: dict[frozenset[str], set[Phrase]] = defaultdict(set)
    for codes, text in (*_labels(), *_synonyms()):
        if phrase := tuple(words(text)):
            meanings[codes].add(phrase)
    wider = dict(_lines(SYNONYMS / "broader.txt"))
    reach = {codes: _widened(codes, wider) for codes in meanings}
    return Concepts(
        Concept(reach[codes], frozenset(phrases), _naming(reach[codes], meanings, reach))
        for codes, phrases in meanings.items()
    )


def _naming(
    codes: frozenset[str],
    meanings: dict[frozenset[str], set[Phrase]],
    reach: dict[frozenset[str], frozenset[str]],
) -> frozenset[Phrase]:
    """The phrases of all concepts that reach no further."""
    return frozenset(
        phrase for other, phrases in meanings.items() if reach[other] <= codes for phrase in phrases
    )


def _labels() -> Iterator[tuple[frozenset[str], str]]:
    for term in load_terms().values():
        for label in term.labels.values():
            yield frozenset([term.code]), label


def _synonyms() -> Iterator[tuple[frozenset[str], str]]:
    groups = dict(_lines(SYNONYMS / "groups.txt"))
    for language in CODES:
        for name, phrases in _lines(SYNONYMS / f"{language}.txt"):
            codes = frozenset(groups.get(name, name).split())
            yield from ((codes, phrase) for phrase in phrases.split(","))


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    """Lines of `left: right`; what follows a # does not count."""
    for line in file.read_text(encoding="utf-8").splitlines():
        left, _, right = line.partition("#")[0].partition(":")
        if right.strip():
            yield left.strip(), right.strip()


def _widened(codes: frozenset[str], wider: dict[str, str]) -> frozenset[str]:
    """Codes, for a theme all its types, and what the codes stand for besides."""
    below = {term.code for term in load_terms().values() if term.parent in codes}
    besides = {code for each in codes for code in wider.get(each, "").split()}
    return codes | below | besides
