"""OGC API - Features Part 2: Coordinate Reference Systems by Reference (OGC 18-058r1).

Groups as in `ets-ogcapi-features10`: discovery, default system, crs, bbox-crs, invalid ones.
"""

from __future__ import annotations

import pyproj
import pytest
from django.test import Client

from inducult.opendata.ogc.crs import CODES, CRS84, EPSG, KNOWN
from tests.opendata.asking import get, ids, refused

ITEMS = "/ogc/collections/places/items"
BOX = (12.0, 50.0, 13.5, 51.0)

pytestmark = pytest.mark.usefixtures("atlas")


def first(query: str = "") -> list[float]:
    position: list[float] = get(f"{ITEMS}?limit=1&{query}")["features"][0]["geometry"][
        "coordinates"
    ]
    return position


def test_the_class_is_claimed_and_the_systems_are_listed() -> None:
    claimed = get("/ogc/conformance")["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs" in claimed
    listed = get("/ogc/collections")
    assert listed["crs"] == list(KNOWN)
    assert {each["storageCrs"] for each in listed["collections"]} == {CRS84}


@pytest.mark.parametrize("uri", KNOWN)
def test_every_answer_names_its_system(uri: str) -> None:
    for path in (f"{ITEMS}?limit=1", f"{ITEMS}/{ids(f'{ITEMS}?limit=1')[0]}?"):
        response = Client().get(f"{path}&crs={uri}")
        assert response["Content-Crs"] == f"<{uri}>"


def test_without_a_name_it_is_degrees_east_and_north() -> None:
    assert Client().get(f"{ITEMS}?limit=1")["Content-Crs"] == f"<{CRS84}>"
    assert first() == first(f"crs={CRS84}")


def test_latitude_comes_first_where_the_authority_has_it_so() -> None:
    east, north = first()
    assert first(f"crs={EPSG.format(4326)}") == [north, east]


@pytest.mark.parametrize("code", CODES)
def test_positions_are_those_of_the_library_in_the_order_of_the_axes(code: int) -> None:
    position = first()
    known = pyproj.Transformer.from_crs("OGC:CRS84", f"EPSG:{code}").transform(*position)
    assert first(f"crs={EPSG.format(code)}") == pytest.approx(known, abs=0.01)


def test_the_outlines_of_regions_move_too() -> None:
    address = f"/ogc/collections/regions/items/genk?crs={EPSG.format(3035)}"
    ring = get(address)["geometry"]["coordinates"][0][0]
    assert all(
        3_000_000 < north < 3_300_000 and 3_900_000 < east < 4_100_000 for north, east in ring
    )


@pytest.mark.parametrize("code", [4326, 4258, 3857, 25833, 5514])
def test_a_box_means_the_same_in_every_system(code: int) -> None:
    """Boxes of other systems are not quite boxes in degrees, so places near the edge are left."""
    west, south, east, north = BOX
    there = pyproj.Transformer.from_crs("OGC:CRS84", f"EPSG:{code}")
    corners = [there.transform(x, y) for x in (west, east) for y in (south, north)]
    sides = [min(c[0] for c in corners), min(c[1] for c in corners)]
    sides += [max(c[0] for c in corners), max(c[1] for c in corners)]
    box = ",".join(f"{side:.6f}" for side in sides)
    found = set(ids(f"{ITEMS}?limit=1000&bbox={box}&bbox-crs={EPSG.format(code)}"))
    inner = f"{west + 0.05},{south + 0.05},{east - 0.05},{north - 0.05}"
    outer = f"{west - 0.05},{south - 0.05},{east + 0.05},{north + 0.05}"
    assert set(ids(f"{ITEMS}?limit=1000&bbox={inner}")) <= found
    assert found <= set(ids(f"{ITEMS}?limit=1000&bbox={outer}"))
    assert found


@pytest.mark.parametrize("name", ["crs", "bbox-crs", "filter-crs"])
@pytest.mark.parametrize("uri", ["", "EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/9999"])
def test_a_system_that_is_not_listed_is_refused(name: str, uri: str) -> None:
    assert name in refused(f"{ITEMS}?{name}={uri}")


def test_a_box_outside_of_its_system_is_refused_or_empty() -> None:
    address = f"{ITEMS}?bbox=1e11,1e11,1e12,1e12&bbox-crs={EPSG.format(25833)}"
    assert Client().get(address).status_code in (200, 400)
