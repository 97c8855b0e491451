"""The grid of tiles as numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inducult.catalogue import grid

UNITS = st.integers(0, grid.SIDE - 1)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_positions_come_back_from_the_grid(lon: float, lat: float) -> None:
    x, y = grid.units(np.array([lon]), np.array([lat]))
    assert grid.degrees(float(x[0]), float(y[0])) == pytest.approx((lon, lat), abs=1e-6)


@given(UNITS, UNITS, st.integers(0, 19))
def test_a_tile_is_one_range_of_morton_numbers(x: int, y: int, zoom: int) -> None:
    code = int(grid.morton(np.array([x]), np.array([y]))[0])
    column, row = x >> (grid.BITS - zoom), y >> (grid.BITS - zoom)
    first, after = grid.tile_range(zoom, column, row)
    assert first <= code < after
    if column:
        beside, next_to_it = grid.tile_range(zoom, column - 1, row)
        assert not beside <= code < next_to_it


@given(UNITS, UNITS)
def test_morton_numbers_interleave_bits(x: int, y: int) -> None:
    code = int(grid.morton(np.array([x]), np.array([y]))[0])
    even, odd = f"{code:062b}"[1::2], f"{code:062b}"[0::2]
    assert (int(even, 2), int(odd, 2)) == (x, y)


def test_the_poles_stand_on_the_edge() -> None:
    _, y = grid.units(np.array([0.0, 0.0]), np.array([90.0, -90.0]))
    assert y.tolist() == [0, grid.SIDE - 1]
