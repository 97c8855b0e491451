"""What two columns of numbers mean: degrees, swapped degrees, or a national system.

Every system of the offices of the partner countries is tried both ways round; the one wins in
which most points lie near the town that their row names, then in a country that we know.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from inducult.harvest.guessing.heads import Rows, numeric_columns
from inducult.harvest.steps.country import FRAMES, lies_in
from inducult.harvest.steps.numbers import number
from inducult.harvest.steps.position import EVERYWHERE, SYSTEMS, to_degrees

Town = Callable[[str, str], tuple[float, float] | None]
NEAR_KM: Final = 12.0
DEGREES: Final = "EPSG:4326"
MOST_PAIRS: Final = 30
ENOUGH: Final = 0.5  # share of points that must mean something
SOME_TOWNS: Final = 0.3
MARGIN: Final = 1e-9


@dataclass(frozen=True)
class Meaning:
    """Two columns as longitude (easting) and latitude (northing) in a system.

    `in_country` and `near_town` are shares of the rows; `near_town` of those that name a town.
    """

    lon: str
    lat: str
    crs: str
    in_country: float
    near_town: float

    @property
    def worth(self) -> float:
        return 2 * self.near_town + self.in_country


def systems(country: str = "") -> list[str]:
    """Degrees first, then the systems of a country, then those of the others."""
    first = SYSTEMS.get(country, ())
    rest = (code for codes in SYSTEMS.values() for code in codes)
    codes = dict.fromkeys((*first, *rest, *EVERYWHERE))
    return [DEGREES, *(f"EPSG:{code}" for code in codes)]


def guess_position(
    rows: Rows, columns: dict[str, str], town: Town, country: str = ""
) -> Meaning | None:
    """The likeliest meaning; of equals the first tried. None when no two columns mean a place."""
    best: Meaning | None = None
    for lon, lat in _pairs(rows, columns):
        for crs in systems(country):
            for pair in ((lon, lat), (lat, lon)):
                found = _meaning(rows, columns, pair, crs, town)
                if best is None or found.worth > best.worth + MARGIN:
                    best = found
    if best is None or best.in_country < ENOUGH:
        return None
    is_called_so = best.lon in columns.values()  # else only towns can tell it from a turnover
    return best if is_called_so or best.near_town >= SOME_TOWNS else None


def _pairs(rows: Rows, columns: dict[str, str]) -> Sequence[tuple[str, str]]:
    """The columns that are called so; else neighbours among those with numbers."""
    if "lon" in columns and "lat" in columns:
        return [(columns["lon"], columns["lat"])]
    taken = {theirs for ours, theirs in columns.items() if ours not in ("lon", "lat")}
    found = [head for head in numeric_columns(rows) if head not in taken]
    return list(pairwise(found))[:MOST_PAIRS]


def _meaning(
    rows: Rows, columns: dict[str, str], pair: tuple[str, str], crs: str, town: Town
) -> Meaning:
    told = [(row, number(row.get(pair[0])), number(row.get(pair[1]))) for row in rows]
    told = [each for each in told if each[1] is not None and each[2] is not None]
    if not told:
        return Meaning(*pair, crs, 0.0, 0.0)
    points = _degrees([each[1] for each in told], [each[2] for each in told], crs)
    inside = near = named = 0
    for (row, _x, _y), point in zip(told, points, strict=True):
        there = _said(row, columns, "country")
        inside += _in_country(there, point)
        where = town(_said(row, columns, "municipality"), there)
        named += where is not None
        near += where is not None and apart_km(where, point) <= NEAR_KM
    return Meaning(*pair, crs, inside / len(rows), near / named if named else 0.0)


def _degrees(xs: Sequence[Any], ys: Sequence[Any], crs: str) -> list[tuple[float, float]]:
    if crs == DEGREES:
        return list(zip(xs, ys, strict=True))
    lons, lats = to_degrees(crs).transform(xs, ys)
    return list(zip(lons, lats, strict=True))


def _said(row: Any, columns: dict[str, str], ours: str) -> str:
    return str(row.get(columns.get(ours, ""), "") or "").strip()


def _in_country(country: str, point: tuple[float, float]) -> bool:
    """In the country that the row names by its letters; else in any that we know."""
    if not all(map(math.isfinite, point)):
        return False
    if country.upper() in FRAMES:
        return lies_in(country.upper(), *point)
    return any(lies_in(code, *point, 0.0) for code in FRAMES)


def apart_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points in degrees, near enough for towns."""
    if not all(map(math.isfinite, other)):
        return math.inf
    east = math.radians(other[0] - one[0]) * math.cos(math.radians(one[1]))
    return math.hypot(east, math.radians(other[1] - one[1])) * 6_371.0
