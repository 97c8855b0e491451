"""The same thing as another source would have it: other words, other places, gaps.

What is distorted is what was seen to differ between real sources: words left out and added, order
turned, umlauts written out, slips of the pen, unit codes, a brand or an address instead of a
name, positions off by metres or by kilometres, a house more or less, fields that one source has
and the other has not. Every number comes from a seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from inducult.harvest.matching.thing import Thing

WRITTEN_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
ADDED: Final = (
    "ehem.",
    "Werk",
    "Anlage",
    "GmbH",
    "a.s.",
    "S.p.A.",
    "plant",
    "Alt-",
    "(Hauptgebäude)",
)
OTHERWISE: Final = ("Wohnhaus", "Fabrik", "Hauptgebäude", "Villa Anna", "Haus Sonneck", "Schloss")
OFF_M: Final = (
    (0.35, 5.0),
    (0.3, 25.0),
    (0.15, 90.0),
    (0.1, 500.0),
    (0.07, 2_500.0),
    (0.03, 20_000.0),
)
METRES_A_DEGREE: Final = 111_195.0


def distorted(thing: Thing, chance: random.Random, *, key: str) -> Thing:
    """The thing once more, as somebody else knows it."""
    east, north = _off(chance)
    return replace(
        thing,
        key=key,
        names=_names(thing, chance),
        lon=None if thing.lon is None else thing.lon + east * 1.5,
        lat=None if thing.lat is None else thing.lat + north,
        address=_readdressed(thing.address, chance),
        municipality=_or_nothing(thing.municipality, chance, 0.3),
        kind=_or_nothing(thing.kind, chance, 0.5),
        types=thing.types if chance.random() < 0.5 else (),
        start=_redated(thing.start, chance),
        operator=_or_nothing(thing.operator, chance, 0.5),
        country=_or_nothing(thing.country, chance, 0.2),
    )


def _names(thing: Thing, chance: random.Random) -> tuple[str, ...]:
    """Its names in other words; now and then another name altogether, or none."""
    kind = chance.random()
    if kind < 0.04 and thing.address:
        return (thing.address,)
    if kind < 0.06 and thing.operator:
        return (thing.operator,)
    if kind < 0.10:
        return (chance.choice(OTHERWISE),)
    if kind < 0.12:
        return ()
    return tuple(_renamed(name, chance) for name in thing.names[: chance.choice((1, 1, 2, 3))])


def _renamed(name: str, chance: random.Random) -> str:
    words = name.split()
    for change in chance.choices(CHANGES, weights=CHANGE_WEIGHTS, k=chance.choice((0, 0, 1, 1, 2))):
        words = [word for word in change(words, chance) if word]
    return " ".join(words)


def _without_a_word(words: Sequence[str], chance: random.Random) -> list[str]:
    gone = chance.randrange(len(words)) if len(words) > 1 else -1
    return [word for place, word in enumerate(words) if place != gone]


def _with_a_word(words: Sequence[str], chance: random.Random) -> list[str]:
    return chance.choice(([chance.choice(ADDED), *words], [*words, chance.choice(ADDED)]))


def _turned(words: Sequence[str], chance: random.Random) -> list[str]:
    place = chance.randrange(len(words)) if words else 0
    return [*words[place:], *words[:place]]


def _written_out(words: Sequence[str], chance: random.Random) -> list[str]:
    return ["".join(WRITTEN_OUT.get(letter, letter) for letter in word) for word in words]


def _misspelt(words: Sequence[str], chance: random.Random) -> list[str]:
    if not words:
        return []
    place = chance.randrange(len(words))
    word = words[place]
    at = chance.randrange(len(word))
    return [*words[:place], word[:at] + word[at + 1 :], *words[place + 1 :]]


def _capitals(words: Sequence[str], chance: random.Random) -> list[str]:
    return [word.upper() for word in words]


def _joined(words: Sequence[str], chance: random.Random) -> list[str]:
    return ["-".join(words[:2]), *words[2:]] if words else []


def _only_the_first(words: Sequence[str], chance: random.Random) -> list[str]:
    return list(words[: chance.choice((1, 2))])


CHANGES: Final = (
    _without_a_word, _with_a_word, _turned, _written_out, _misspelt, _capitals, _joined,
    _only_the_first,
)  # fmt: skip
CHANGE_WEIGHTS: Final = (4, 4, 2, 2, 2, 1, 1, 1)


def _off(chance: random.Random) -> tuple[float, float]:
    shares, sizes = zip(*OFF_M, strict=True)
    size = chance.choices(sizes, weights=shares)[0] / METRES_A_DEGREE
    return chance.gauss(0, size), chance.gauss(0, size)


def _readdressed(address: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.35:
        return ""
    if kind < 0.45:
        return re.sub(r"\d+\s?[a-z]?", "", address).strip(" ,")
    if kind < 0.55:
        return (
            f"{address}-{int(number[0]) + 2}"
            if (number := re.search(r"\d+$", address))
            else address
        )
    return address


def _redated(year: int | None, chance: random.Random) -> int | None:
    if year is None or chance.random() < 0.4:
        return None
    return year + chance.choice((0, 0, 0, 1, -1, 5, -12))


def _or_nothing(text: str, chance: random.Random, share: float) -> str:
    return "" if chance.random() < share else text
