"""As many things as wanted, twice, as two sources would have them; every number comes from a seed.

A made thing has the name, address, kind, year and operator of a real one, half of its words from a
second one of the same source, and a town of its own, by population, so that it stands where things
stand. Seven in ten of them are on the other side too, distorted (`benchmarks/distorting.py`); the
others are strangers. Nothing made here is ever published.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks.distorting import distorted
from benchmarks.real_things import read_sources
from inducult.common.gazetteer import FILE as TOWNS
from inducult.harvest.matching.thing import Thing

PLACES: Final = TOWNS.parents[1] / "places"
SHARED: Final = 0.7  # of ours that they have too
SPREAD_M: Final = 4_000.0  # of things around the middle of their town
METRES_A_DEGREE: Final = 111_195.0


@dataclass(frozen=True)
class Stock:
    """What is resampled."""

    sources: list[list[Thing]]
    sizes: list[int]
    towns: list[tuple[str, float, float, str]]
    people: list[float]

    @classmethod
    def read(cls, folder: Path | None) -> Stock:
        """Of the whole files of the ready sources in a folder; without one, the curated places."""
        sources = list(read_sources(folder).values()) if folder else [_curated()]
        with gzip.open(TOWNS, "rt", encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        towns = [
            (row["name"], float(row["lon"]), float(row["lat"]), row["country"]) for row in rows
        ]
        people = [math.sqrt(float(row["population"] or 1)) for row in rows]
        return cls(sources, [len(things) for things in sources], towns, people)


def _curated() -> list[Thing]:
    """The places that come with the product."""
    rows = (
        json.loads(line)
        for file in sorted(PLACES.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    return [
        Thing(
            row["key"],
            tuple(dict.fromkeys(row["names"].values())),
            types=tuple(row["types"]),
            operator=row.get("operator") or "",
        )
        for row in rows
    ]


def made(stock: Stock, count: int, *, side: str, seed: int = 1) -> Iterator[Thing]:
    """Things of one side ("ours" or "theirs"), in an order that says nothing of their places."""
    for number, thing in enumerate(_originals(stock, count, seed)):
        key = str(number)
        if side == "ours":
            yield replace(thing, key=key)
        else:
            yield _theirs(stock, thing, key, seed)


def _originals(stock: Stock, count: int, seed: int) -> Iterator[Thing]:
    chance = random.Random(seed)
    towns = chance.choices(range(len(stock.towns)), weights=stock.people, k=count)
    for town in towns:
        source = chance.choices(stock.sources, weights=stock.sizes)[0]
        yield _made(chance.choice(source), chance.choice(source), stock.towns[town], chance)


def _made(
    thing: Thing, other: Thing, town: tuple[str, float, float, str], chance: random.Random
) -> Thing:
    name, lon, lat, country = town
    off = chance.gauss(0, SPREAD_M) / METRES_A_DEGREE, chance.gauss(0, SPREAD_M) / METRES_A_DEGREE
    return replace(
        thing,
        names=(_mixed(thing, other, name, chance), *thing.names[1:]),
        lon=lon + off[0] * 1.5,
        lat=lat + off[1],
        country=country,
        municipality=name if thing.municipality else "",
    )


def _mixed(thing: Thing, other: Thing, town: str, chance: random.Random) -> str:
    """Half of the words of one name, half of another, and now and then the town."""
    one = (thing.names[0] if thing.names else "").split()[:6]
    two = (other.names[0] if other.names else "").split()[:6]
    words = one[: (len(one) + 1) // 2] + two[len(two) // 2 :]
    return " ".join([*words, town] if chance.random() < 0.3 else words)


def _theirs(stock: Stock, thing: Thing, key: str, seed: int) -> Thing:
    chance = random.Random(f"{seed} {key}")
    if chance.random() < SHARED:
        return distorted(thing, chance, key=key)
    town = stock.towns[chance.randrange(len(stock.towns))]
    source = chance.choice(stock.sources)
    return replace(_made(chance.choice(source), chance.choice(source), town, chance), key=f"x{key}")
