"""The country as two letters, from any of the names that sources give it."""

from __future__ import annotations

from typing import Final

from inducult.common.folding import fold
from inducult.harvest.drafts import Draft, World
from inducult.harvest.recipes import Recipe
from inducult.harvest.steps.numbers import number

# Where a country lies: west, south, east, north in degrees, rounded outwards (Natural Earth).
FRAMES: Final[dict[str, tuple[float, float, float, float]]] = {
    "AT": (9.5, 46.3, 17.2, 49.1),
    "BE": (2.5, 49.4, 6.5, 51.6),
    "CH": (5.9, 45.7, 10.6, 47.9),
    "CZ": (12.0, 48.5, 18.9, 51.1),
    "DE": (5.8, 47.2, 15.1, 55.1),
    "DK": (8.0, 54.5, 15.3, 57.9),
    "FR": (-5.3, 41.3, 9.7, 51.2),
    "HR": (13.4, 42.3, 19.5, 46.6),
    "HU": (16.1, 45.7, 22.9, 48.7),
    "IT": (6.6, 35.4, 18.6, 47.1),
    "LI": (9.4, 47.0, 9.7, 47.3),
    "LU": (5.7, 49.4, 6.6, 50.2),
    "NL": (3.3, 50.7, 7.3, 53.6),
    "PL": (14.0, 48.9, 24.2, 54.9),
    "SI": (13.3, 45.4, 16.7, 46.9),
    "SK": (16.8, 47.7, 22.6, 49.7),
}
NAMES: Final = {
    "austria": "AT",
    "osterreich": "AT",
    "belgium": "BE",
    "switzerland": "CH",
    "schweiz": "CH",
    "czech republic": "CZ",
    "czechia": "CZ",
    "germany": "DE",
    "deutschland": "DE",
    "croatia": "HR",
    "hungary": "HU",
    "italy": "IT",
    "liechtenstein": "LI",
    "luxembourg": "LU",
    "netherlands": "NL",
    "the netherlands": "NL",
    "poland": "PL",
    "slovenia": "SI",
    "slovakia": "SK",
    "slovak republic": "SK",
}


def place_country(draft: Draft, recipe: Recipe, world: World) -> None:
    """Two letters, or none when the source names a country that we do not know."""
    said = draft.text("country")
    draft.country = said.upper() if said.upper() in FRAMES else NAMES.get(fold(said), "")
    if not said:
        lon, lat = number(draft.told.get("lon")), number(draft.told.get("lat"))
        if lon is not None and lat is not None and abs(lon) <= 180 and abs(lat) <= 90:
            draft.country = world.country(lon, lat)
    if said and not draft.country:
        draft.remark("unknown_country", f"“{said}” is no country that we know")


def lies_in(country: str, lon: float, lat: float, room: float = 0.05) -> bool:
    """Whether a point lies in the frame around a country; true for countries without a frame."""
    frame = FRAMES.get(country)
    if frame is None:
        return True
    west, south, east, north = frame
    return west - room <= lon <= east + room and south - room <= lat <= north + room
