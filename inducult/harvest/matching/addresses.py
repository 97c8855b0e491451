"""An address taken apart: which streets, which houses.

Houses are counted as registers write them: "Christstraße 1, 4/5, 7-10, Seelingstraße 3" are eight
houses in two streets; a dash counts on by one, a stroke between two odd or two even by two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from inducult.harvest.matching.vocabulary import abbreviations, spelt

TOKEN: Final = re.compile(
    r"(?P<house>\d{1,4})\s?(?P<letter>[a-zA-Z]?)(?!\w)|(?P<word>[^\W\d_]+)|(?P<stop>[,;()\n])"
)
JOINED: Final = re.compile(r"\s*(?P<sign>[-–—/])\s*")
LONGEST_RANGE: Final = 60  # houses; what is longer is not a range
SHORTEST_STREET: Final = 5  # letters of a street that is looked for in a name
LONGEST_STREET: Final = 3  # words of it
BESIDE_STREETS: Final = frozenset(
    {
        *("nr", "no", "n", "o", "r", "u", "und", "haus", "snc", "loc", "parkanlage"),
        *("hinter", "neben", "vor", "bei", "gegenuber", "ecke"),
        *("ostlich", "westlich", "nordlich", "sudlich"),
    }
)


@dataclass(frozen=True, slots=True)
class Address:
    """Streets by their names without breaks, and houses as street and number ("amweg 12")."""

    streets: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words, and the house numbers after them."""

    words: tuple[str, ...]
    houses: tuple[str, ...]


@lru_cache(maxsize=20_000)
def read_address(text: str) -> Address:
    """The address in a field for addresses."""
    street, streets, houses = "", set(), set()
    for stretch in _stretches(text):
        street = "".join(stretch.words) or street
        if street:
            streets.add(street)
            houses |= {f"{street} {house}" for house in stretch.houses}
    return Address(frozenset(streets), frozenset(houses))


@lru_cache(maxsize=20_000)
def address_in(name: str) -> Address:
    """What in a name may be a street, with its houses: nobody knows which words belong to it.

    "Schule Waitzstraße 31" holds the streets `schulewaitzstrasse` and `waitzstrasse`; whether
    there is such a street is for the other side to know.
    """
    streets, houses = set(), set()
    for stretch in _stretches(name):
        streets |= {"".join(run) for run in _runs(stretch.words)}
        ends = {"".join(stretch.words[-length:]) for length in range(1, LONGEST_STREET + 1)}
        houses |= {f"{end} {house}" for end in ends for house in stretch.houses}
    return Address(
        frozenset(street for street in streets if len(street) >= SHORTEST_STREET),
        frozenset(houses),
    )


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for length in range(1, LONGEST_STREET + 1):
            yield words[start : start + length]


def _stretches(text: str) -> Iterator[_Stretch]:
    words: list[str] = []
    houses: list[str] = []
    last, end = 0, 0
    for token in TOKEN.finditer(text):
        if (token["word"] and houses) or (token["stop"] and words and not houses):
            yield _Stretch(_street(words), tuple(houses))
            words, houses = [], []
        if token["word"]:
            words.append(_spelt(token["word"]))
        if not token["house"]:
            last = 0
            continue
        number = int(token["house"])
        joined = JOINED.fullmatch(text, end, token.start()) if last else None
        houses += map(str, _counted(last, number, joined["sign"] if joined else ""))
        if token["letter"]:
            houses.append(f"{number}{token['letter'].lower()}")
        last, end = number, token.end()
    if words or houses:
        yield _Stretch(_street(words), tuple(houses))


def _counted(last: int, number: int, sign: str) -> range:
    """The houses after the last one up to this one, if a dash or a stroke joins them."""
    if not sign or not last < number <= last + LONGEST_RANGE:
        return range(number, number + 1)
    in_step = sign == "/" and (number - last) % 2 == 0
    return range(last, number + 1, 2 if in_step else 1)


def _street(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in BESIDE_STREETS)


def _spelt(word: str) -> str:
    word = spelt(word)
    word = abbreviations().get(word, word)
    return f"{word[:-3]}strasse" if word.endswith("str") else word
