"""Distances on the ground, for many pairs at once."""

from __future__ import annotations

from typing import Final

import numpy as np

from inducult.harvest.matching.table import Floats, Rows, Table

EARTH_M: Final = 6_371_008.8  # mean radius (IUGG)


def metres_between(ours: Table, theirs: Table, one: Rows, other: Rows) -> Floats:
    """Metres between pairs of rows; nan where a position is missing. Source: haversine formula."""
    east = np.radians(theirs.lon[other] - ours.lon[one])
    south, north = np.radians(ours.lat[one]), np.radians(theirs.lat[other])
    chord = np.sin((north - south) / 2) ** 2
    chord += np.cos(south) * np.cos(north) * np.sin(east / 2) ** 2
    metres: Floats = 2 * EARTH_M * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return metres
