"""A name taken apart: what is its own, what says what kind of thing it is, which number it has.

"PSW Goldisthal PSS A - Goldisthal Pumped Storage Power Plant Germany" is `goldisthal`, a power
station; "Kops II" is `kop` number 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from inducult.harvest.matching.vocabulary import (
    SHORTEST_ENDING,
    abbreviations,
    endings,
    left_out,
    sides,
    spelt,
    whole_words,
)

ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
SHORTEST_STEM: Final = 5
SHORTEST_REST: Final = 3  # letters before an ending: "Ems" in "Emshaus"
LONGEST_NUMBER: Final = 3  # digits; what is longer is a year, a postcode or a code
TAILS: Final = ("er", "ar", "en", "em", "es", "e", "a", "o", "i", "u", "y", "n", "s")
APART: Final = re.compile(r"\s[-–—/|]\s|\s?/\s?(?=[A-ZÄÖÜ])|[();\n\"„“”»«+]")
NOTE: Final = re.compile(
    r"\b(siehe|vgl\.|see also|cf\.|vedi|viz|zob\.)\s[^)\n]*", re.IGNORECASE
)  # what a register says about its other entries
SAINT: Final = re.compile(r"\bS\.\s?(?=[A-Z])")
TOKEN: Final = re.compile(r"(?P<head>,)|(?P<year>\d{4}\s?[-–/]\s?\d+|\d+\.\s)|[^\W_]+")
CODED: Final = re.compile(r"[\d_]")
PLAIN: Final = re.compile(r"[^\W\d_]+( [^\W\d_]+)*")
STREET: Final = ("strasse", "str", "weg", "allee", "platz", "gasse", "damm", "chaussee", "straat")
CODE: Final = re.compile(r"\b[A-Z]+_[A-Z0-9_.]+\b|\b(?=\w*\d)(?=\w*[A-Za-z])\w{2,}\b")
MOST_PARTS: Final = 6


@dataclass(frozen=True, slots=True)
class Name:
    """Words of its own (stems, in order), kinds (codes), numbers, and all words as one text."""

    own: tuple[str, ...]
    kinds: frozenset[str]
    numbers: frozenset[int]
    text: str

    @property
    def joined(self) -> str:
        """Its own words without the breaks, so that Stuhlmann-Brunnen is Stuhlmannbrunnen."""
        return "".join(self.own)


@dataclass(frozen=True, slots=True)
class Word:
    """One word taken apart; what is left out has neither stem nor kind nor number.

    Sides have numbers from 1,001 on: Plant East and Plant West are two, as are units 1 and 2.
    """

    stem: str = ""
    kind: str = ""
    number: int = 0


@lru_cache(maxsize=50_000)
def read_name(text: str) -> Name:
    """A name taken apart; numbers only count before the first comma, and not as house numbers."""
    if PLAIN.fullmatch(text):
        return _read_plain(text)
    own: dict[str, None] = {}
    kinds, numbers, said, before = set[str](), set[int](), list[str](), ""
    in_head = True
    for token in TOKEN.finditer(_without_codes(text)):
        if token["head"] or token["year"]:
            in_head = in_head and not (token["head"] and (own or kinds))
            continue
        word = read_word(token[0])
        if word.number and in_head and not before.endswith(STREET):
            numbers.add(word.number)
        if word.kind:
            kinds.add(word.kind)
        if word.stem:
            own.setdefault(word.stem)
        before = spelt(token[0])
        if word.stem or word.kind:
            said.append(before)
    return Name(tuple(own), frozenset(kinds), frozenset(numbers), " ".join(said))


def _without_codes(text: str) -> str:
    text = SAINT.sub("Sankt ", NOTE.sub(" ", text))
    return CODE.sub(" ", text) if CODED.search(text) else text


def _read_plain(text: str) -> Name:
    """A name of nothing but words, as most are."""
    own: dict[str, None] = {}
    kinds, numbers, said = set[str](), set[int](), list[str]()
    for raw in text.split():
        word = read_word(raw)
        if word.number:
            numbers.add(word.number)
        if word.kind:
            kinds.add(word.kind)
        if word.stem:
            own[word.stem] = None
        if word.stem or word.kind:
            said.append(spelt(raw))
    return Name(tuple(own), frozenset(kinds), frozenset(numbers), " ".join(said))


@lru_cache(maxsize=200_000)
def read_word(raw: str) -> Word:
    """One word taken apart."""
    word = spelt(raw)
    word = abbreviations().get(word, word)
    if number := _number(word):
        return Word(number=number)
    if side := sides().get(word):
        return Word(stem(word), number=side)
    if word in left_out() or len(word) < 2 or word.isdigit():
        return Word()
    if kind := whole_words().get(word):
        return Word(kind=kind)
    return _compound(word) or Word(stem=stem(word))


def stem(word: str) -> str:
    """A word without its endings of case and number: Altona, Altonaer and Altonaische meet."""
    while len(word) > SHORTEST_STEM:
        tail = next((t for t in TAILS if word.endswith(t)), "")
        if not tail or len(word) - len(tail) < SHORTEST_STEM:
            return word
        word = word.removesuffix(tail)
    return word


def parts_of(text: str) -> list[str]:
    """The parts that brackets, dashes and quotes set apart; none if the name is in one piece."""
    if not APART.search(text):
        return []
    parts = [part.strip(" ,") for part in APART.split(NOTE.sub(" ", text))]
    return [part for part in parts if len(part) > 2][:MOST_PARTS] if len(parts) > 1 else []


def _number(word: str) -> int:
    if word.isdigit() and len(word) <= LONGEST_NUMBER:
        return int(word)
    return ROMAN.get(word, 0)


def _compound(word: str) -> Word | None:
    """A word that ends in the name of a kind; the longest such ending counts."""
    known = endings()
    for start in range(len(word) - SHORTEST_ENDING + 1):
        for inflected in (word[start:], word[start:].removesuffix("s").removesuffix("e")):
            if kind := known.get(inflected):
                return Word(_rest(word[:start]), kind)
    return None


def _rest(beginning: str) -> str:
    """What stands before the kind, if it is a word of its own: not in Haupt-bahnhof."""
    bare = beginning.removesuffix("s") if len(beginning) > 5 else beginning
    says_nothing = any(
        word in known for word in (bare, beginning) for known in (left_out(), whole_words())
    )
    return "" if says_nothing or len(bare) < SHORTEST_REST else stem(bare)
