"""The words that say what a thing is, or nothing at all.

Source: own lists in `words/` and the labels of the taxonomy (both CC BY 4.0).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from inducult.common.folding import fold
from inducult.places.terms import load_terms

WORDS: Final = Path(__file__).parent / "words"
WORD: Final = re.compile(r"[^\W_]+")
SHORTEST_ENDING: Final = 4  # letters: "werk", "park"; shorter ones end too many other words
CODE_LETTERS: Final = 3
SPELT_OUT: Final = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@cache
def spelt(word: str) -> str:
    """A word as it is compared: folded, and ä, ae and a the same."""
    word = word.lower() if word.isascii() else fold(word)  # folding takes letters one by one
    for long, short in SPELT_OUT:
        word = word.replace(long, short)
    return word


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return [spelt(word) for word in WORD.findall(text)]


@cache
def left_out() -> frozenset[str]:
    """Legal forms, small words and names of countries; the codes of countries may be words."""
    files = ("legal_forms.txt", "small_words.txt")
    said = frozenset(word for file in files for word in words_of(_text(file)))
    return said | {name for name in countries() if len(name) > CODE_LETTERS}


@cache
def countries() -> dict[str, str]:
    """The code of a country (ISO 3166-1, two letters) by its code and its names, as compared."""
    named: dict[str, str] = {}
    for line in _text("countries.txt").splitlines():
        code, names = line.split(": ")
        named |= {"".join(words_of(name)): code for name in (code, *names.split(", "))}
    return named


@cache
def sides() -> dict[str, int]:
    """The number of a word that tells one half from the other: east and west, upper and lower."""
    lines = (line.split(": ") for line in _text("sides.txt").splitlines())
    return {word: int(number) for number, words in lines for word in words_of(words)}


@cache
def ages() -> dict[str, str]:
    """ "new" or "old" by the words that say so."""
    lines = (line.split(": ") for line in _text("ages.txt").splitlines())
    return {word: age for age, words in lines for word in words_of(words)}


@cache
def abbreviations() -> dict[str, str]:
    """What an abbreviation stands for."""
    pairs = (line.split("=") for line in _text("abbreviations.txt").splitlines())
    return {spelt(short.strip()): spelt(long.strip()) for short, long in pairs}


@cache
def whole_words() -> dict[str, str]:
    """The kind that a whole word names, labels of the taxonomy of one word included."""
    labels = {
        spelt(label): code
        for code, term in load_terms().items()
        for label in term.labels.values()
        if not term.is_theme and WORD.fullmatch(label)
    }
    return labels | {word: code for code, word, _ in _kinds()}


@cache
def endings() -> dict[str, str]:
    """The kind that the end of a longer word names."""
    return {
        word: code for code, word, whole in _kinds() if not whole and len(word) >= SHORTEST_ENDING
    }


@cache
def frequencies() -> dict[str, float]:
    """How many of a hundred names of the ready sources hold a word; words that are rare are out."""
    with (WORDS / "frequencies.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        total = int(next(rows)[1])
        return {word: int(count) / total for word, count in rows}


def _kinds() -> Iterator[tuple[str, str, bool]]:
    """Code, word as it is compared, and whether it is only found whole."""
    for line in _text("kinds.txt").splitlines():
        code, words = line.split(": ")
        for word in words.split(", "):
            yield code, "".join(words_of(word)), word.startswith("=")


def _text(file: str) -> str:
    return (WORDS / file).read_text(encoding="utf-8")
