"""What words mean: every label and synonym, in every language, of the types of the taxonomy.

A concept is a set of type codes with all the phrases that stand for it. Whoever asks with one of
them finds the same places, whatever the language of the phrase or of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from inducult.catalogue.lexicon import Words, slips
from inducult.catalogue.words import words
from inducult.places.terms import Term, load_terms

SYNONYMS: Final = Path(__file__).parent / "synonyms"
LONGEST_PHRASE: Final = 8  # words

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """Types that have words in common. Codes hold those of the types below a theme as well."""

    codes: frozenset[str]
    phrases: frozenset[Phrase]


class Concepts:
    """All concepts, found by what people type."""

    def __init__(self, meanings: dict[frozenset[str], set[Phrase]]) -> None:
        self.all = [
            Concept(_with_children(codes), frozenset(phrases))
            for codes, phrases in meanings.items()
        ]
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
    return Concepts(meanings)


def allowed_slips(phrase: Sequence[str]) -> int:
    """How many slips a phrase may hold in all."""
    return sum(map(slips, phrase))


def _labels() -> Iterator[tuple[frozenset[str], str]]:
    for term in load_terms().values():
        for label in term.labels.values():
            yield frozenset([term.code]), label


def _synonyms() -> Iterator[tuple[frozenset[str], str]]:
    """Lines of `CODE CODE: phrase, phrase`; blank lines and those after # do not count."""
    for file in sorted(SYNONYMS.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            said = line.partition("#")[0].strip()
            codes, _, phrases = said.partition(":")
            for phrase in phrases.split(","):
                yield frozenset(codes.split()), phrase


def _with_children(codes: frozenset[str]) -> frozenset[str]:
    """Codes and, for a theme, all its types."""
    terms: dict[str, Term] = load_terms()
    return codes | {term.code for term in terms.values() if term.parent in codes}
