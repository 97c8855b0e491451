"""Towns by name: what a visitor means when she writes "near Karlsbad".

Source: GeoNames cities500 (CC BY 4.0), 43,547 populated places of 14 countries of Central Europe
with their other names; local names and exonyms of larger towns from our own table.
"""

import csv
import gzip
import heapq
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from shapely import STRtree, points

from inducult.common.folding import fold

FILE: Final = Path(__file__).parents[1] / "demonstration" / "gazetteer" / "towns.csv.gz"

# A town called so by its own people goes before a larger one that is only called so elsewhere:
# Waldenburg is the one in Saxony, although Wałbrzych was once written so; but Lipsko is Leipzig.
OWN_NAME: Final = 30
BREAKS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place under its local name; longitude and latitude in degrees (WGS 84)."""

    name: str
    lon: float
    lat: float
    country: str
    population: int


@dataclass(frozen=True, slots=True)
class _Meant:
    """A town that a name may mean, and how much it weighs among its namesakes."""

    town: Town
    weight: int


def key(text: str) -> str:
    """A name as it is compared: folded, every break between words one space."""
    return BREAKS.sub(" ", fold(text)).strip()


def find_town(text: str, country: str | None = None) -> Town | None:
    """The town that is most likely meant by a name in any language; None when there is none.

    `country` (ISO 3166-1, two letters) leaves only towns of that country. Capitals, diacritics,
    hyphens and brackets do not matter; of namesakes the largest is meant.
    """
    meant = _index().get(key(text), ())
    return next((each.town for each in meant if country in (None, "", each.town.country)), None)


def suggest(text: str, limit: int = 8) -> list[Town]:
    """The largest towns of which a name begins with the text, largest first; [] for no text."""
    beginning = key(text)
    if not beginning:
        return []
    weights: dict[Town, int] = {}
    for each in _beginning_with(beginning):
        weights[each.town] = max(each.weight, weights.get(each.town, 0))
    return heapq.nlargest(limit, weights, key=lambda town: (weights[town], town.name))


def nearest_town(lon: float, lat: float) -> Town | None:
    """The populated place nearest to a point, within about 30 km; None far from any."""
    tree, towns = _tree()
    found = tree.query_nearest(points(lon, lat), max_distance=0.3)
    return towns[int(found[0])] if len(found) else None


@cache
def _tree() -> tuple[STRtree, list[Town]]:
    towns = [town for town, _own, _others in _towns()]
    return STRtree(points([(town.lon, town.lat) for town in towns])), towns


def _beginning_with(beginning: str) -> Iterator[_Meant]:
    names, index = _names(), _index()
    for name in names[bisect_left(names, beginning) :]:
        if not name.startswith(beginning):
            return
        yield from index[name]


@cache
def _names() -> list[str]:
    return sorted(_index())


@cache
def _index() -> dict[str, list[_Meant]]:
    """Towns by the key of each of their names, most likely first."""
    index: dict[str, list[_Meant]] = defaultdict(list)
    for town, own, others in _towns():
        for name in own:
            index[name].append(_Meant(town, town.population * OWN_NAME))
        for name in others:
            index[name].append(_Meant(town, town.population))
    for meant in index.values():
        meant.sort(key=lambda each: -each.weight)
    return dict(index)


def _towns() -> Iterator[tuple[Town, list[str], list[str]]]:
    """Each town with the keys of its own name and of its other names."""
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        for name, lon, lat, country, population, own, others in islice(csv.reader(lines), 1, None):
            town = Town(name, float(lon), float(lat), country, int(population))
            yield town, own.split("|"), others.split("|") if others else []
