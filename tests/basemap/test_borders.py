import shapely
from shapely.geometry import box

from basemap.borders import inner_lines, provinces


def test_neighbours_have_one_line_between_them() -> None:
    west, east = box(0, 0, 1, 1), box(1, 0, 2, 1)
    assert inner_lines([west, east]).equals(shapely.LineString([(1, 0), (1, 1)]))


def test_a_country_in_one_piece_has_no_inner_line() -> None:
    assert inner_lines([box(0, 0, 1, 1)]).is_empty


def test_every_listed_country_but_the_smallest_has_provinces() -> None:
    lengths = [feature.shape.length for feature in provinces()]
    assert len(lengths) == 15
    assert min(lengths) > 0.5
