"""Points are read in the notations that people bring; outlines are read or refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from inducult.places.footprints import NoOutline, outline_in
from inducult.places.notations import point_in
from tests.cast import Cast

LATITUDES = st.floats(-89.99, 89.99).map(lambda number: round(number, 6))
LONGITUDES = st.floats(-179.99, 179.99).map(lambda number: round(number, 6))


@given(LATITUDES, LONGITUDES)
def test_decimal_degrees_are_read_as_they_are_written(lat: float, lon: float) -> None:
    point, comma = f"{lat:.6f}, {lon:.6f}", f"{lat:.6f} {lon:.6f}".replace(".", ",")
    links = (
        f"geo:{lat:.6f},{lon:.6f}?z=17",
        f"https://www.openstreetmap.org/#map=17/{lat:.6f}/{lon:.6f}",
        f"https://www.openstreetmap.org/?mlat={lat:.6f}&mlon={lon:.6f}#map=17/1/1",
        f"https://maps.example/place/@{lat:.6f},{lon:.6f},17z",
    )
    found = [point_in(text) for text in (point, comma, links[0], links[1], links[3])]
    assert found == [(lon, lat)] * 5


SIDES = st.tuples(st.sampled_from("NS"), st.sampled_from("EW"))


@given(st.integers(0, 89), st.integers(0, 179), st.integers(0, 59), st.integers(0, 59), SIDES)
def test_degrees_minutes_seconds_are_read(
    lat: int, lon: int, minutes: int, seconds: int, sides: tuple[str, str]
) -> None:
    north, east = sides
    part = minutes / 60 + seconds / 3600
    want = ((lon + part) * (1 if east == "E" else -1), (lat + part) * (1 if north == "N" else -1))
    after = f"{lat}°{minutes}′{seconds}″{north} {lon}°{minutes}′{seconds}″{east}"
    before = f"{north} {lat}° {minutes}' {seconds}\", {east} {lon}° {minutes}' {seconds}\""
    for text in (after, before):
        assert point_in(text) == pytest.approx(want)


@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    point = point_in(text)
    assert point is None or (abs(point[0]) <= 180 and abs(point[1]) <= 90)


@pytest.mark.parametrize("text", ["", "Zwickau", "12", "95, 12", "50.7, 190", "1,2,3"])
def test_what_names_no_point_is_none(text: str) -> None:
    assert point_in(text) is None


def test_the_map_finds_towns_and_says_what_would_do(cast: Cast) -> None:
    client = Client()
    client.force_login(
        cast["contributor"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    town = client.get("/en/register/find-point/?q=Audistraße 7, Zwickau").json()
    assert (round(town["lat"], 1), round(town["lon"], 1)) == (50.7, 12.5)
    assert town["precision"] == "municipality"
    lost = client.get("/en/register/find-point/?q=nowhereville")
    assert (lost.status_code, "coordinates such as" in lost.json()["words"]) == (404, True)


MANY = [[12 + number / 1e6, 50.0] for number in range(6_000)]
SQUARE = [[12.0, 50.0], [12.01, 50.0], [12.01, 50.01], [12.0, 50.0]]


def test_an_outline_is_read_from_a_geometry_or_a_feature() -> None:
    polygon = {"type": "Polygon", "coordinates": [SQUARE]}
    assert outline_in(json.dumps(polygon)) == polygon
    assert outline_in(json.dumps({"type": "Feature", "geometry": polygon})) == polygon
    assert outline_in("  ") is None


@pytest.mark.parametrize(
    "told",
    [
        "no json",
        "[" * 10_000,
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": None},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, "x"], [0, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [0.01, 0.01], [0.01, 0], [0, 0.01], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [5, 0], [5, 5], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 95], [0.1, 95], [0.1, 95.1], [0, 95]]]},
        {"type": "Polygon", "coordinates": [[*SQUARE[:2], *MANY, *SQUARE[2:]]]},
    ],
)
def test_what_is_no_outline_is_refused_in_words(told: Any) -> None:
    text = told if isinstance(told, str) else json.dumps(told)
    with pytest.raises(NoOutline) as refused:
        outline_in(text)
    assert str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["type", "x"]), inner),
    max_leaves=20,
)


@given(st.sampled_from(["Polygon", "MultiPolygon"]), JSON)
def test_any_coordinates_are_read_or_refused(kind: str, coordinates: Any) -> None:
    try:
        outline_in(json.dumps({"type": kind, "coordinates": coordinates}))
    except NoOutline as refused:
        assert str(refused)
