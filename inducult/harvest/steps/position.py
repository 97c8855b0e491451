"""Where a thing stands: degrees in WGS 84, also when they came swapped or projected."""

from __future__ import annotations

import math
from functools import cache
from typing import Final

from pyproj import Transformer

from inducult.common.folding import fold
from inducult.harvest.drafts import PRECISIONS, Draft, LeftOut, World
from inducult.harvest.recipes import Recipe
from inducult.harvest.steps.country import FRAMES, lies_in
from inducult.harvest.steps.numbers import number

# Systems of the offices, most likely first; the two of Europe and of web maps come last.
SYSTEMS: Final[dict[str, tuple[int, ...]]] = {
    "AT": (31287, 31256, 31255, 31254, 32633, 25833),
    "BE": (31370, 3812),
    "CH": (2056, 21781),
    "CZ": (5514, 32633),
    "DE": (25832, 25833, 4647, 5650, 31466, 31467, 31468, 31469),
    "HR": (3765, 32633),
    "HU": (23700,),
    "IT": (32632, 32633, 3003, 3004, 6707, 6708),
    "NL": (28992,),
    "PL": (2180, 2177, 2176, 2178, 2179),
    "SI": (3794, 3912),
    "SK": (5514,),
}
EVERYWHERE: Final = (3035, 3857)
# Words of sources for how sure a position is.
WORDS: Final = {
    "exact": "exact",
    "genau": "exact",
    "street": "street",
    "approximate": "approximate",
    "approx": "approximate",
    "city": "municipality",
    "municipality": "municipality",
}


def locate(draft: Draft, recipe: Recipe, world: World) -> None:
    """Longitude and latitude that lie in the country; else the town. Raises LeftOut without."""
    draft.precision = _precision(draft, recipe)
    point = _told(draft, recipe.crs)
    if point is not None and not lies_in(draft.country, *point):
        said = f"{point[0]:.6g}, {point[1]:.6g}"
        draft.remark("outside", f"{said} lies outside {draft.country}; it was not taken")
        point = None
    if point is None:
        point = _town(draft, world)
    if point is None:
        raise LeftOut("no_position", "has no position in its country and names no town we know")
    draft.lon, draft.lat = round(point[0], 6), round(point[1], 6)
    draft.precision_m = PRECISIONS[draft.precision]


def mended(x: float, y: float, country: str) -> tuple[float, float, str] | None:
    """The point that two numbers mean, and how they came: "", swapped or an EPSG code.

    Only a known country can tell swapped from right. None when they mean nothing there.
    """
    if abs(x) <= 180 and abs(y) <= 90 and (lies_in(country, x, y) or country not in FRAMES):
        return x, y, ""
    if country in FRAMES and lies_in(country, y, x):
        return y, x, "swapped"
    if abs(x) <= 180 and abs(y) <= 180:
        return None
    for system in (*SYSTEMS.get(country, ()), *EVERYWHERE):
        for east, north in ((x, y), (y, x)):
            lon, lat = to_degrees(system).transform(east, north)
            if math.isfinite(lon) and math.isfinite(lat) and lies_in(country, lon, lat, 0.0):
                return lon, lat, f"EPSG:{system}"
    return None


def _told(draft: Draft, crs: str) -> tuple[float, float] | None:
    x, y = number(draft.told.get("lon")), number(draft.told.get("lat"))
    if x is None or y is None or (x == 0 and y == 0):
        return None
    if crs:
        return to_degrees(crs).transform(x, y)
    found = mended(x, y, draft.country)
    if found is None:
        return x, y
    if found[2]:
        draft.remark("mended", f"the position came {_how(found[2])} ({x:.8g}, {y:.8g})")
    return found[0], found[1]


def _how(how: str) -> str:
    return "with its numbers swapped" if how == "swapped" else f"in {how}"


def _precision(draft: Draft, recipe: Recipe) -> str:
    return WORDS.get(fold(draft.text("precision")), recipe.precision)


def _town(draft: Draft, world: World) -> tuple[float, float] | None:
    point = world.town(draft.municipality, draft.country) if draft.municipality else None
    if point is not None:
        draft.precision = "municipality"
    return point


@cache
def to_degrees(system: int | str) -> Transformer:
    """From a system (EPSG) to longitude and latitude; kept, for to make one takes 20 ms."""
    return Transformer.from_crs(system, 4326, always_xy=True)
