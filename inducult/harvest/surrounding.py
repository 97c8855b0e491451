"""The world as the steps see it: towns and countries of the gazetteer."""

from __future__ import annotations

from typing import Final

from inducult.common.gazetteer import nearest_town
from inducult.harvest.drafts import World
from inducult.places.queries import town_at


def country_at(lon: float, lat: float) -> str:
    """The country of the nearest town: right but for some hundred metres along a border."""
    town = nearest_town(lon, lat)
    return town.country if town else ""


WORLD: Final = World(town_at, country_at)
