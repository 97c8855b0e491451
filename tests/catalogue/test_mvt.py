"""Vector tiles of points, written by us and read by a stranger."""

from __future__ import annotations

from typing import Any

import mapbox_vector_tile
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inducult.catalogue import mvt

UNITS = st.integers(0, mvt.EXTENT - 1)
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FEATURES = st.lists(
    st.fixed_dictionaries(
        {
            "x": UNITS,
            "y": UNITS,
            "count": st.integers(-(1 << 31), (1 << 31) - 1),
            "past": st.integers(0, 9),
            "west": st.floats(-180, 180),
            "stack": st.booleans(),
            "name": TEXTS,
            "theme": TEXTS,
        }
    ),
    min_size=1,
    max_size=40,
)


@given(FEATURES)
def test_a_stranger_reads_what_was_written(wanted: list[dict[str, Any]]) -> None:
    def column(name: str, kind: Any) -> Any:
        return np.array([each[name] for each in wanted], dtype=kind)

    written = mvt.write(
        "places",
        column("x", np.int32),
        column("y", np.int32),
        {
            "count": column("count", np.int32),
            "west": column("west", np.float64),
            "name": [each["name"] for each in wanted],
            "stack": column("stack", np.bool_),
            "past": column("past", np.int32),
            "theme": [each["theme"] for each in wanted],
        },
    )
    layer = mapbox_vector_tile.decode(written, default_options={"y_coord_down": True})["places"]
    assert (layer["version"], layer["extent"]) == (2, 4096)
    read = [
        (tuple(feature["geometry"]["coordinates"]), feature["properties"])
        for feature in layer["features"]
    ]
    attributes = ("count", "past", "west", "stack", "name", "theme")
    assert read == [
        (
            (each["x"], each["y"]),
            {name: each[name] for name in attributes if each[name] is not None},
        )
        for each in wanted
    ]


@given(st.lists(st.integers(0, (1 << 62) - 1)))
def test_many_numbers_are_written_as_each_of_them(numbers: list[int]) -> None:
    written, ends = mvt.varints(np.array(numbers, dtype=np.int64))
    pieces = [mvt.varint(number) for number in numbers]
    assert written == b"".join(pieces)
    assert ends.tolist() == np.cumsum([len(piece) for piece in pieces]).astype(int).tolist()


def test_a_value_that_many_have_is_written_once() -> None:
    several = np.zeros(30, dtype=np.int32)
    written = mvt.write("places", several, several, {"name": ["Zeche Zollverein"] * 30})
    assert written.count(b"Zeche Zollverein") == 1
