"""OGC API - Features Part 1: Core.

The groups are those of the executable test suite `ets-ogcapi-features10` (Apache 2.0), by their
names; what is asked comes from the standard (OGC 17-069r4), the code is our own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client

from inducult.opendata.ogc.collections import ALL
from inducult.places.records import Record
from tests.opendata.asking import get, ids, link_of, refused

PLACES = "/ogc/collections/places"
ITEMS = f"{PLACES}/items"
POINT = {"type": {"const": "Point"}, "coordinates": {"type": "array", "minItems": 2}}
FEATURES = {  # featureCollectionGeoJSON.yaml of the standard, as far as it says something
    "type": "object",
    "required": ["type", "features", "numberMatched", "numberReturned", "timeStamp", "links"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "timeStamp": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"},
        "numberMatched": {"type": "integer", "minimum": 0},
        "numberReturned": {"type": "integer", "minimum": 0},
        "links": {"type": "array", "items": {"type": "object", "required": ["href", "rel"]}},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {"type": "object"},
                    "geometry": {"anyOf": [{"type": "null"}, {"type": "object"}]},
                },
            },
        },
    },
}

pytestmark = pytest.mark.usefixtures("atlas")


# --- LandingPage, Conformance, ApiDefinition ------------------------------------------------------
def test_the_landing_page_links_to_definition_conformance_and_data() -> None:
    page = get("/ogc/")
    assert link_of(page, "self", "application/json") == "/ogc/"
    assert link_of(page, "alternate", "text/html") == "/ogc/?f=html"
    assert link_of(page, "service-doc", "text/html") == "/ogc/api?f=html"
    assert link_of(page, "conformance") == "/ogc/conformance"
    assert link_of(page, "data") == "/ogc/collections"
    definition = link_of(page, "service-desc")
    assert get(definition)["openapi"].startswith("3.0.")


def test_the_classes_of_the_standards_are_claimed() -> None:
    claimed = set(get("/ogc/conformance")["conformsTo"])
    base = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
    assert {base + name for name in ("core", "oas30", "html", "geojson")} <= claimed


def test_every_operation_of_the_definition_answers() -> None:
    words = {
        "{collectionId}": "places",
        "{tileMatrixSetId}": "WebMercatorQuad",
        "{tileMatrix}/{tileRow}/{tileCol}": "5/10/17",
    }
    answered = {}
    for path in get("/ogc/api")["paths"]:
        address = f"/ogc{path}"
        for name, word in words.items():
            address = address.replace(name, word)
        if address.endswith("/{featureId}"):
            listed = ids(f"{address.removesuffix('/{featureId}')}?limit=1")
            address = address.replace("{featureId}", listed[0] if listed else "none")
        answered[path] = Client().get(address).status_code
    nothing = answered.pop("/collections/events/items/{featureId}")  # there are no events
    assert (set(answered.values()), nothing) == ({200}, 404)


# --- FeatureCollections, FeatureCollection --------------------------------------------------------
def test_every_collection_has_links_extent_and_reference_systems() -> None:
    listed = get("/ogc/collections")
    assert [each["id"] for each in listed["collections"]] == list(ALL)
    assert link_of(listed, "self") == "/ogc/collections"
    for each in listed["collections"]:
        assert get(link_of(each, "self")) == each
        assert link_of(each, "items", "application/geo+json").endswith(f"/{each['id']}/items")
        assert link_of(each, "items", "text/html").endswith("/items?f=html")
        assert each["crs"][0] == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
        if each["id"] != "events":  # there are none
            west, south, east, north = each["extent"]["spatial"]["bbox"][0]
            assert 4 < west < east < 30
            assert 40 < south < north < 60


def test_the_places_say_from_when_to_when_they_worked() -> None:
    begin, end = get(PLACES)["extent"]["temporal"]["interval"][0]
    assert (begin < "1400", end) == (True, None)


def test_a_collection_that_does_not_exist_is_not_found() -> None:
    assert "there are: places" in refused("/ogc/collections/castles", code="NotFound", status=404)
    refused("/ogc/collections/castles/items", code="NotFound", status=404)


# --- Features, Feature ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", list(ALL))
def test_features_have_the_shape_of_the_standard(name: str) -> None:
    address = f"/ogc/collections/{name}/items?limit=3"
    response = Client().get(address, headers={"Accept": "application/geo+json"})
    assert response["Content-Type"] == "application/geo+json"
    answer = response.json()
    jsonschema.validate(answer, FEATURES)
    assert answer["numberReturned"] == len(answer["features"]) <= answer["numberMatched"]
    assert link_of(answer, "self") == address
    assert link_of(answer, "alternate", "text/html") == f"{address}&f=html"


def test_one_feature_is_that_of_the_collection_with_links() -> None:
    (listed,) = get(f"{ITEMS}?limit=1")["features"]
    one = get(f"{ITEMS}/{listed['id']}")
    links = one.pop("links")
    assert one == listed
    assert {each["rel"] for each in links} >= {"self", "alternate", "collection", "canonical"}
    assert link_of({"links": links}, "canonical") == f"/id/{listed['id']}"


def test_a_feature_that_does_not_exist_is_not_found() -> None:
    refused(f"{ITEMS}/0000000000", code="NotFound", status=404)


def test_walking_by_next_meets_every_place_once_and_prev_leads_back() -> None:
    address, met, pages = f"{ITEMS}?limit=100", [], []
    while address:
        answer = get(address)
        met += [feature["id"] for feature in answer["features"]]
        pages.append(address)
        following = [each["href"] for each in answer["links"] if each["rel"] == "next"]
        address = following[0].removeprefix("http://testserver") if following else ""
    assert (len(met), len(set(met)), len(pages)) == (382, 382, 4)
    back = link_of(get(pages[-1]), "prev")
    assert ids(back) == ids(pages[-2])


# --- FeaturesLimit --------------------------------------------------------------------------------
@pytest.mark.parametrize(("limit", "returned"), [("1", 1), ("10", 10), ("999999999", 382)])
def test_limit_is_kept_and_cut_down_to_what_is_sent_at_once(limit: str, returned: int) -> None:
    answer = get(f"{ITEMS}?limit={limit}")
    assert (answer["numberReturned"], answer["numberMatched"]) == (returned, 382)


@pytest.mark.parametrize("limit", ["0", "-1", "ten", "1.5", "", "10000000000"])
def test_a_limit_that_is_no_number_is_refused(limit: str) -> None:
    assert "limit" in refused(f"{ITEMS}?limit={limit}")


# --- FeaturesBBox ---------------------------------------------------------------------------------
def test_a_box_lets_through_what_lies_in_it() -> None:
    answer = get(f"{ITEMS}?bbox=12,50,13.5,51&limit=1000")
    everything = get(f"{ITEMS}?limit=1000")["features"]
    inside = [
        feature["id"]
        for feature in everything
        if 12 <= feature["geometry"]["coordinates"][0] <= 13.5
        and 50 <= feature["geometry"]["coordinates"][1] <= 51
    ]
    assert inside
    assert [feature["id"] for feature in answer["features"]] == inside
    assert ids(f"{ITEMS}?bbox=12,50,-100,13.5,51,9000&limit=1000") == inside
    as_qgis_writes = "11.99999999999999999,50,13.50000000000000142,51.00000000000000711"
    assert ids(f"{ITEMS}?bbox={as_qgis_writes}&limit=1000") == inside


def test_a_box_may_go_round_the_back_of_the_earth() -> None:
    east_of_12 = ids(f"{ITEMS}?bbox=12,-90,180,90&limit=1000")
    assert east_of_12
    assert ids(f"{ITEMS}?bbox=12,-90,-170,90&limit=1000") == east_of_12
    assert ids(f"{ITEMS}?bbox=170,-90,-170,90") == []


@pytest.mark.parametrize(
    "box", ["1,2,3", "1,2,3,4,5", "a,b,c,d", "1,50,2,40", "1,2,3,NaN", "1,2,3,inf", "", "1;2;3;4"]
)
def test_a_box_that_is_none_is_refused(box: str) -> None:
    assert "bbox" in refused(f"{ITEMS}?bbox={box}")


def test_places_without_a_position_are_in_no_box(happening: list[Record]) -> None:
    nowhere = happening[1]["id"]
    assert nowhere in ids(ITEMS)
    assert nowhere not in ids(f"{ITEMS}?bbox=-180,-90,180,90")
    assert get(f"{ITEMS}/{nowhere}")["geometry"] is None


# --- FeaturesTime ---------------------------------------------------------------------------------
def test_datetime_asks_when_a_place_worked() -> None:
    worked = {
        feature["id"] for feature in get(f"{ITEMS}?limit=1000&datetime=1900-06-01")["features"]
    }
    listed = Client().get("/en/places/?year=1900").content.decode()
    assert f'id="result-count">{len(worked)}<' in listed


@pytest.mark.parametrize(
    ("when", "titles"),
    [
        ("2026-12-05", ["Mettenschicht"]),
        ("2026-12-05T10:00:00Z", ["Mettenschicht"]),
        ("2027-05-01", ["Open day of the mill"]),
        ("2026-12-06/2027-05-01", ["Mettenschicht", "Open day of the mill"]),
        ("2026-12-07/..", ["Open day of the mill"]),
        ("2026-12-07/", ["Open day of the mill"]),
        ("../2026-12-04", ["Mettenschicht"]),
        ("/2026-12-03", []),
    ],
)
def test_events_of_a_moment_or_an_interval(
    happening: list[Record], when: str, titles: list[str]
) -> None:
    found = get(f"/ogc/collections/events/items?datetime={when}")["features"]
    assert [feature["properties"]["title"] for feature in found] == titles


@pytest.mark.parametrize(
    "when",
    ["yesterday", "2026-13-01", "2026-02-30", "..", "../..", "/", "2027-01-01/2026-01-01", "2026"],
)
def test_a_time_that_is_none_is_refused(when: str) -> None:
    assert "datetime" in refused(f"{ITEMS}?datetime={when}")


# --- property filters, ErrorConditions ------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("country=DE", lambda p: p["country"] == "DE"),
        ("themes=MIN", lambda p: "MIN" in p["themes"]),
        ("visit=open&country=CZ", lambda p: p["visit"] == "open" and p["country"] == "CZ"),
        ("endangered=true", lambda p: p["endangered"] is True),
        ("working_from=1900", lambda p: p["working_from"] == 1900),
    ],
)
def test_a_property_in_the_address_narrows_the_result(query: str, holds: Any) -> None:
    everything = get(f"{ITEMS}?limit=1000")["features"]
    expected = [feature["id"] for feature in everything if holds(feature["properties"])]
    assert ids(f"{ITEMS}?limit=1000&{query}") == expected
    assert expected


def test_words_are_found_in_every_language_and_with_a_slip() -> None:
    found = get(f"{ITEMS}?q=August+Horch+Musem")["features"]
    assert "august-horch-museum" in [feature["properties"]["slug"] for feature in found]


@pytest.mark.parametrize(
    "address",
    ["/ogc/", "/ogc/conformance", "/ogc/api", "/ogc/collections", PLACES, ITEMS, f"{ITEMS}/x"],
)
def test_an_unknown_parameter_is_refused(address: str) -> None:
    assert "colour" in refused(f"{address}?colour=red", code="UnknownParameter")


@pytest.mark.parametrize("query", ["f=xml", "lang=tlh", "limit=1&limit=2", "country=%00"])
def test_a_value_that_is_not_possible_is_refused(query: str) -> None:
    refused(f"{ITEMS}?{query}")


def test_what_a_resource_does_not_come_in_is_not_acceptable() -> None:
    response = Client().get(ITEMS, headers={"Accept": "image/png"})
    assert (response.status_code, response.json()["code"]) == (406, "NotAcceptable")


# --- HTML, languages, caches ----------------------------------------------------------------------
ADDRESSES = (
    *("/ogc/", "/ogc/conformance", "/ogc/api", "/ogc/collections", PLACES, f"{PLACES}/queryables"),
    *(ITEMS, f"{ITEMS}?bbox=0,0,1,1", "/ogc/collections/regions/items/genk"),
    *("/ogc/collections/places/tiles", "/ogc/tileMatrixSets/WebMercatorQuad"),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_resource_is_a_page_too(address: str) -> None:
    for headers, query in (({"Accept": "text/html"}, ""), ({}, "f=html")):
        asked = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
        response = Client().get(asked, headers=headers)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/html; charset=utf-8"
        assert "application/json" in response.content.decode()


def test_titles_come_in_the_language_of_the_reader() -> None:
    by_header = get(PLACES, **{"Accept-Language": "de"})
    by_parameter = get(f"{PLACES}?lang=de")
    assert by_header["title"] == by_parameter["title"] == "Orte"


def test_an_answer_that_has_not_changed_is_not_sent_again() -> None:
    first = Client().get(f"{ITEMS}?limit=5")
    again = Client().get(f"{ITEMS}?limit=5", headers={"If-None-Match": first["ETag"]})
    other = Client().get(f"{ITEMS}?limit=6", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_before_the_first_publication_the_interfaces_say_so(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    assert "published" in refused(ITEMS, code="NotReady", status=503)


def test_the_page_of_features_says_kinds_in_the_language_of_the_reader(
    client: Client, atlas: Path
) -> None:
    page = client.get(f"{ITEMS}?f=html&lang=de&limit=500").content.decode()
    assert "<td>Kohlebergwerk</td>" in page
    assert "<td>MIN.COAL</td>" not in page
