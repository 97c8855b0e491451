"""Room for labels: which points of a zoom stand so far apart that their names can be read."""

import math
from collections import defaultdict
from itertools import product


def in_tiles(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Web Mercator position counted in tiles of a zoom, from the north-west corner."""
    x = (lon + 180) / 360
    y = 0.5 - math.asinh(math.tan(math.radians(lat))) / math.tau
    return x * 2**zoom, y * 2**zoom


class Room:
    """The points taken so far; a square grid with cells of the least distance finds neighbours."""

    def __init__(self, apart: float) -> None:
        """`apart` is the least distance, in the unit of the points."""
        self.apart = apart
        self._taken: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)

    def take(self, x: float, y: float) -> None:
        self._taken[self._cell(x, y)].append((x, y))

    def is_free(self, x: float, y: float) -> bool:
        """Whether no point was taken nearer than the least distance."""
        column, row = self._cell(x, y)
        cells = product(range(column - 1, column + 2), range(row - 1, row + 2))
        points = (point for cell in cells for point in self._taken.get(cell, ()))
        return all(math.dist((x, y), point) >= self.apart for point in points)

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self.apart), int(y // self.apart)
