"""Things as columns of numbers, so that a million pairs are compared at once.

A word is kept as the CRC-32 of its letters: two tables agree without knowing of each other, and
so does the same table tomorrow. 0 stands for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from inducult.harvest.matching.addresses import Address, address_in, read_address
from inducult.harvest.matching.lists import Lists
from inducult.harvest.matching.naming import Name, parts_of, read_name
from inducult.harvest.matching.texts import Texts
from inducult.harvest.matching.thing import Thing
from inducult.harvest.matching.vocabulary import countries, words_of

Words = NDArray[np.uint32]
Rows = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_NAMES: Final = 6  # of one thing, parts of names included
MOST_WORDS: Final = 8  # of one name
MOST_KINDS: Final = 4
MOST_NUMBERS: Final = 6
VAGUE: Final = frozenset({"ARL.FACT", "ENE.POWR"})
MOST_TOWNS: Final = 3  # words of the name of a town
MOST_STREETS: Final = 12
MOST_HOUSES: Final = 24
MOST_IDENTIFIERS: Final = 4
SLICE: Final = 20_000  # things that are taken apart at once
NO_YEAR: Final = -30_000


@dataclass(frozen=True)
class Names:
    """All names of all things; those of thing n are rows `first[n]` to `first[n + 1]`."""

    first: Rows
    own: Lists  # its own words
    whole: Flags  # the whole name, not a part of it
    joined: Texts
    text: Texts

    def counts(self, things: Rows) -> Rows:
        """How many names each of the things has."""
        return self.first[things + 1] - self.first[things]


@dataclass(frozen=True)
class Table:
    """Things, one row each."""

    keys: Texts
    lon: Floats
    lat: Floats
    precision_m: Floats
    country: Words
    towns: Lists  # the words of the name of its town, as in names
    kinds: Lists
    themes: Lists
    numbers: Lists
    years: NDArray[np.int16]  # start, end
    streets: Lists
    houses: Lists
    addressed: Flags  # the streets come from an address, not from a name
    operators: Lists
    identifiers: Lists
    names: Names

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def owner(self) -> Rows:
        """The thing that each name belongs to."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.names.first))


@lru_cache(maxsize=200_000)
def number_of(word: str) -> int:
    """The number that stands for a word; never 0."""
    return crc32(word.encode()) or 1


def tabulate(things: Iterable[Thing]) -> Table:
    """The table of some things, in their order; they are read once and not kept."""
    return joined(list(slices(things)))


def slices(things: Iterable[Thing]) -> Iterator[Table]:
    """Tables of some thousand things each; at least one, which may be empty."""
    waiting = iter(things)
    rows = [_row(thing) for thing in islice(waiting, SLICE)]
    while True:
        yield _table(rows)
        rows = [_row(thing) for thing in islice(waiting, SLICE)]
        if not rows:
            return


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    at: tuple[float, float, float]
    country: int
    towns: tuple[int, ...]
    kinds: tuple[int, ...]
    themes: tuple[int, ...]
    numbers: tuple[int, ...]
    years: tuple[int, int]
    streets: tuple[int, ...]
    houses: tuple[int, ...]
    addressed: bool
    operators: tuple[int, ...]
    identifiers: tuple[int, ...]
    names: list[tuple[Name, bool]]


def _row(thing: Thing) -> _Row:
    names = names_of(thing)
    kinds = kinds_of(thing, names)
    address = _address(thing)
    return _Row(
        thing.key,
        (*_position(thing), max(thing.precision_m, 1.0)),
        _country(thing.country),
        _towns(thing.municipality),
        *_kinds_and_themes(kinds),
        _units(names),
        (NO_YEAR if thing.start is None else thing.start, thing.end or NO_YEAR),
        _numbers(address.streets, MOST_STREETS),
        _numbers(address.houses, MOST_HOUSES),
        bool(thing.address),
        _numbers(read_name(thing.operator).own, MOST_WORDS) if thing.operator else (),
        _numbers([":".join(pair) for pair in thing.identifiers], MOST_IDENTIFIERS),
        names,
    )


def names_of(thing: Thing) -> list[tuple[Name, bool]]:
    """Its names, then their parts, each way of writing once, and whether it is a whole name."""
    names: dict[str, tuple[Name, bool]] = {}
    for text in thing.names:
        name = read_name(text)
        names.setdefault(name.text, (name, True))
    for part in chain.from_iterable(map(parts_of, thing.names)):
        name = read_name(part)
        names.setdefault(name.text, (name, False))
    names.pop("", None)
    return list(islice(names.values(), MOST_NAMES))


def kinds_of(thing: Thing, names: Sequence[tuple[Name, bool]]) -> frozenset[str]:
    """What it is, as codes: by its types, by what the source calls it, by its first name.

    That it is some factory or some power station says nothing against any other kind of it.
    """
    called = read_name(thing.kind).kinds if thing.kind else frozenset[str]()
    named = names[0][0].kinds if names else frozenset[str]()
    return (named | called | frozenset(thing.types)) - VAGUE


@lru_cache(maxsize=10_000)
def _kinds_and_themes(kinds: frozenset[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    themes = {kind.split(".")[0] for kind in kinds}
    return _numbers(kinds, MOST_KINDS), _numbers(themes, MOST_KINDS)


def _units(names: Sequence[tuple[Name, bool]]) -> tuple[int, ...]:
    numbers = {number for name, _ in names if name.numbers for number in name.numbers}
    return tuple(sorted(numbers)[:MOST_NUMBERS]) if numbers else ()


def _position(thing: Thing) -> tuple[float, float]:
    if thing.lon is None or thing.lat is None:
        return math.nan, math.nan
    return thing.lon, thing.lat


def _address(thing: Thing) -> Address:
    if thing.address:
        return read_address(thing.address)
    return address_in(thing.names[0]) if thing.names else Address()


@lru_cache(maxsize=1_000)
def _country(name: str) -> int:
    return _number(countries().get("".join(words_of(name)), name))


@lru_cache(maxsize=100_000)
def _towns(name: str) -> tuple[int, ...]:
    return _numbers(read_name(name).own or words_of(name), MOST_TOWNS)


def _number(word: str) -> int:
    return number_of(word) if word else 0


def _numbers(words: Collection[str], most: int) -> tuple[int, ...]:
    """The smallest numbers of the words: of two long lists the same ones are kept."""
    if len(words) < 2:  # as most are
        return tuple(map(number_of, words))
    return tuple(sorted(map(number_of, words))[:most])


def _table(rows: Sequence[_Row]) -> Table:
    at = np.array([row.at for row in rows], np.float64).reshape(-1, 3)
    return Table(
        keys=Texts.of([row.key for row in rows]),
        lon=at[:, 0],
        lat=at[:, 1],
        precision_m=at[:, 2],
        country=np.array([row.country for row in rows], np.uint32),
        towns=Lists.of([row.towns for row in rows]),
        kinds=Lists.of([row.kinds for row in rows]),
        themes=Lists.of([row.themes for row in rows]),
        numbers=Lists.of([row.numbers for row in rows]),
        years=np.array([row.years for row in rows], np.int16).reshape(-1, 2),
        streets=Lists.of([row.streets for row in rows]),
        houses=Lists.of([row.houses for row in rows]),
        addressed=np.array([row.addressed for row in rows], np.bool_),
        operators=Lists.of([row.operators for row in rows]),
        identifiers=Lists.of([row.identifiers for row in rows]),
        names=_names([row.names for row in rows]),
    )


def _names(named: Sequence[list[tuple[Name, bool]]]) -> Names:
    every = [name for names in named for name, _ in names]
    return Names(
        first=np.array([0, *accumulate(map(len, named))], np.int32),
        own=Lists.of([_numbers(name.own, MOST_WORDS) for name in every]),
        whole=np.array([whole for names in named for _, whole in names], np.bool_),
        joined=Texts.of([name.joined for name in every]),
        text=Texts.of([name.text for name in every]),
    )


def joined(tables: list[Table]) -> Table:
    """Tables one below the other. The list is emptied: there is no room for all of them twice."""
    parts = [{**vars(table)} for table in tables]
    tables.clear()
    names = [{**vars(part.pop("names"))} for part in parts]
    counts = np.concatenate([np.diff(name.pop("first")) for name in names])
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    columns = {name: _below([part.pop(name) for part in parts]) for name in list(parts[0])}
    of_names = {name: _below([part.pop(name) for part in names]) for name in list(names[0])}
    return Table(**columns, names=Names(first=first, **of_names))


def _below(columns: Sequence[Any]) -> Any:
    kind = type(columns[0])
    return kind.joined(columns) if kind in (Texts, Lists) else np.concatenate(columns)
