import math

from hypothesis import given
from hypothesis import strategies as st

from basemap.room import Room, in_tiles

PLACES = st.tuples(st.floats(-1, 1), st.floats(-1, 1))


@given(st.lists(PLACES, max_size=60))
def test_points_that_found_room_stand_apart_and_the_others_do_not(
    points: list[tuple[float, float]],
) -> None:
    room = Room(apart=0.2)
    kept: list[tuple[float, float]] = []
    for point in points:
        nearest = min((math.dist(point, other) for other in kept), default=math.inf)
        assert room.is_free(*point) == (nearest >= 0.2)
        if room.is_free(*point):
            room.take(*point)
            kept.append(point)


def test_the_first_tile_of_zoom_1_ends_where_equator_and_meridian_cross() -> None:
    assert in_tiles(0, 0, zoom=1) == (1, 1)
