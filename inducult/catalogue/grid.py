"""Where a position falls in the grid of map tiles. Pure, on whole arrays.

The world in Web Mercator is a square of 2**31 units a side, y growing southwards, so that a tile,
a cell of a tile and a pixel of a tile are all bits of the same two numbers.
Source: OGC Two Dimensional Tile Matrix Set 17-083r4, WebMercatorQuad.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

BITS: Final = 31
SIDE: Final = 1 << BITS
NOWHERE: Final = np.uint64(1 << 63)  # sorts after every position
NORTH: Final = 85.0511287798066  # degrees; the square ends here

Numbers = NDArray[np.float64]
Units = NDArray[np.int64]


def units(longitude: Numbers, latitude: Numbers) -> tuple[Units, Units]:
    """Grid units of positions in degrees; beyond the square they stand on its edge."""
    angle = np.radians(np.clip(latitude, -NORTH, NORTH))
    across = (longitude + 180.0) / 360.0
    down = 0.5 - np.arcsinh(np.tan(angle)) / (2 * np.pi)
    return _whole(across), _whole(down)


def degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a point of the grid."""
    return x / SIDE * 360.0 - 180.0, float(
        np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / SIDE))))
    )


def morton(x: Units, y: Units) -> NDArray[np.uint64]:
    """Interleaved bits: neighbours on the map become neighbours in the file.

    A tile is one unbroken range of these numbers.
    """
    return _spread(x) | (_spread(y) << np.uint64(1))


def tile_range(zoom: int, column: int, row: int) -> tuple[int, int]:
    """First Morton number of a tile and the first one after it."""
    places = 2 * (BITS - zoom)
    here = int(morton(np.array([column]), np.array([row]))[0])
    return here << places, (here + 1) << places


def _whole(share: Numbers) -> Units:
    return np.clip(np.floor(share * SIDE), 0, SIDE - 1).astype(np.int64)


def _spread(numbers: Units) -> NDArray[np.uint64]:
    """Puts a zero between the bits of each number (after Morton 1966, by masks)."""
    spread = numbers.astype(np.uint64)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        spread = (spread | (spread << np.uint64(shift))) & np.uint64(mask)
    return spread
