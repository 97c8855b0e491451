"""Towns by name: where a visitor means when she writes "near Karlsbad".

Source: GeoNames cities500 (CC BY 4.0), 14 countries of Central Europe, 43,547 populated places.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from inducult.common.folding import fold

FILE: Final = Path(__file__).resolve().parents[1] / "demonstration" / "gazetteer" / "towns.csv.gz"


@dataclass(frozen=True)
class Town:
    """A populated place; longitude and latitude in degrees (WGS 84)."""

    name: str
    lon: float
    lat: float
    country: str
    population: int


def find_town(text: str, country: str | None = None) -> Town | None:
    """The largest town of this name (in a country, if one is given), in any language."""
    towns = _by_name().get(fold(text).strip(), ())
    return next((town for town in towns if country in (None, "", town.country)), None)


def suggest(text: str, limit: int = 8) -> list[Town]:
    """The largest towns that have a name beginning with the text."""
    beginning = fold(text).strip()
    if len(beginning) < 2:
        return []
    found = {
        town: None
        for name, towns in _by_name().items()
        if name.startswith(beginning)
        for town in towns
    }
    return sorted(found, key=lambda town: -town.population)[:limit]


@cache
def _by_name() -> dict[str, tuple[Town, ...]]:
    """Towns by folded name, largest first; a town's own name goes before names from elsewhere."""
    own: dict[str, list[Town]] = {}
    others: dict[str, list[Town]] = {}
    for town, names in _rows():
        own.setdefault(fold(town.name), []).append(town)
        for name in names:
            others.setdefault(fold(name), []).append(town)
    names = dict.fromkeys([*own, *others])
    return {name: tuple(_in_order(own.get(name, []), others.get(name, []))) for name in names}


def _in_order(own: list[Town], others: list[Town]) -> list[Town]:
    """By population; a namesake under its own name counts tenfold (Polish Opole before others)."""
    weighed = {town: town.population for town in others}
    weighed |= {town: town.population * 10 for town in own}
    return sorted(weighed, key=lambda town: -weighed[town])


def _rows() -> Iterator[tuple[Town, list[str]]]:
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            town = Town(
                name=row["name"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                country=row["country"],
                population=int(row["population"] or 0),
            )
            yield town, [name for name in row["others"].split("|") if name]
