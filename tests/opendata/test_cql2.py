"""OGC API - Features Part 3 and CQL2: filters of strangers (OGC 19-079r2, 21-065r2).

Each class that the conformance claims has its examples; laws are searched by hypothesis: text and
JSON agree, and Python over the features agrees with both.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.opendata.cql2.text import parse
from inducult.places.records import Record
from tests.opendata.asking import get, ids, refused

ITEMS = "/ogc/collections/places/items"
EVENTS = "/ogc/collections/events/items"
CRS = "http://www.opengis.net/def/crs/EPSG/0/{}"
Properties = dict[str, Any]


def found(cql: str, more: str = "", items: str = ITEMS) -> list[str]:
    return ids(f"{items}?limit=1000&filter={quote(cql)}{more}")


def everything() -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = get(f"{ITEMS}?limit=1000")["features"]
    return features


def expected(holds: Callable[[Properties], Any]) -> list[str]:
    return [feature["id"] for feature in everything() if holds(feature["properties"])]


# --- queryables -----------------------------------------------------------------------------------
@pytest.mark.usefixtures("atlas")
def test_every_property_that_can_be_asked_for_is_one_that_features_have() -> None:
    schema = get("/ogc/collections/places/queryables")
    response = Client().get("/ogc/collections/places/queryables")
    assert response["Content-Type"] == "application/schema+json"
    assert schema["additionalProperties"] is False
    properties = set(schema["properties"]) - {"id", "geometry"}
    assert properties <= set(everything()[0]["properties"])


# --- comparisons ----------------------------------------------------------------------------------
@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize(
    ("cql", "holds"),
    [
        ("country = 'DE'", lambda p: p["country"] == "DE"),
        ("'DE' = country", lambda p: p["country"] == "DE"),
        ("country <> 'DE'", lambda p: p["country"] not in (None, "DE")),
        ("working_from < 1850", lambda p: p["working_from"] and p["working_from"] < 1850),
        ("1850 > working_from", lambda p: p["working_from"] and p["working_from"] < 1850),
        ("endangered = true", lambda p: p["endangered"] is True),
        ("endangered IS NULL", lambda p: p["endangered"] is None),
        ("operator is not null", lambda p: p["operator"] is not None),
        ("name LIKE 'Museum%'", lambda p: p["name"].startswith("Museum")),
        ("name LIKE '%_useum%'", lambda p: "useum" in p["name"][1:]),
        ("name NOT LIKE '%e%'", lambda p: "e" not in p["name"]),
        (
            "working_from BETWEEN 1850 AND 1900",
            lambda p: p["working_from"] and 1850 <= p["working_from"] <= 1900,
        ),
        (
            "working_from NOT BETWEEN 1850 AND 1900",
            lambda p: p["working_from"] and not 1850 <= p["working_from"] <= 1900,
        ),
        ("country IN ('AT', 'CZ')", lambda p: p["country"] in ("AT", "CZ")),
        ("NOT (country IN ('AT','CZ'))", lambda p: p["country"] not in (None, "AT", "CZ")),
        (
            "country='DE' AND (visit='open' OR visit='event_days')",
            lambda p: p["country"] == "DE" and p["visit"] in ("open", "event_days"),
        ),
        ("CASEI(name) LIKE casei('MUSEUM%')", lambda p: p["name"].lower().startswith("museum")),
        ("ACCENTI(municipality) = 'Lodz'", lambda p: p["municipality"] == "Łódź"),
        ("name_language = country", lambda p: p["name_language"] == p["country"]),
        (
            "working_to - working_from > 100",
            lambda p: p["working_to"] and p["working_to"] - p["working_from"] > 100,
        ),
        (
            "working_from % 100 = 0 AND working_from / 2 > 900",
            lambda p: (
                p["working_from"] and p["working_from"] % 100 == 0 and p["working_from"] > 1800
            ),
        ),
        ("A_CONTAINS(themes, ('VIS','LIV'))", lambda p: {"VIS", "LIV"} <= set(p["themes"])),
        ("A_OVERLAPS(themes, ('MIN','TEX'))", lambda p: {"MIN", "TEX"} & set(p["themes"])),
        ("A_CONTAINEDBY(times, ('past'))", lambda p: set(p["times"]) <= {"past"}),
        ("A_EQUALS(areas, ('T2'))", lambda p: p["areas"] == ["T2"]),
        ("true", lambda p: True),
        ("false OR country = 'SI'", lambda p: p["country"] == "SI"),
    ],
)
def test_a_filter_lets_through_what_python_would(
    cql: str, holds: Callable[[Properties], Any]
) -> None:
    ours = expected(holds)
    assert found(cql) == ours
    assert found(json.dumps(parse(cql)), "&filter-lang=cql2-json") == ours


@pytest.mark.usefixtures("atlas")
def test_a_quote_in_a_text_is_doubled_or_escaped() -> None:
    names = [each["properties"]["name"] for each in everything()]
    name = next(each for each in names if "'" in each or "’" in each)
    written = name.replace("'", "''")
    assert len(found(f"name = '{written}'")) == names.count(name)
    assert found("name = 'no''such'") == found(r"name = 'no\'such'") == []


# --- space ----------------------------------------------------------------------------------------
SQUARE = "POLYGON((12 50, 13.5 50, 13.5 51, 12 51, 12 50))"


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize(
    "cql",
    [
        f"S_INTERSECTS(geometry, {SQUARE})",
        f"S_INTERSECTS({SQUARE}, geometry)",
        "S_INTERSECTS(geometry, BBOX(12, 50, 13.5, 51))",
        f"NOT S_DISJOINT(geometry, {SQUARE})",
        f"S_WITHIN(geometry, {SQUARE})",
        f"S_CONTAINS({SQUARE}, geometry)",
        "S_INTERSECTS(geometry, MULTIPOLYGON(((12 50, 13.5 50, 13.5 51, 12 51, 12 50))))",
    ],
)
def test_space_agrees_with_the_box(cql: str) -> None:
    inside = ids(f"{ITEMS}?limit=1000&bbox=12,50,13.5,51")
    assert found(cql) == inside
    assert found(json.dumps(parse(cql)), "&filter-lang=cql2-json") == inside


@pytest.mark.usefixtures("atlas")
def test_a_geometry_may_come_in_another_system() -> None:
    swapped = "POLYGON((50 12, 50 13.5, 51 13.5, 51 12, 50 12))"
    here = found(f"S_INTERSECTS(geometry, {swapped})", f"&filter-crs={quote(CRS.format(4326))}")
    assert here == found(f"S_INTERSECTS(geometry, {SQUARE})")


@pytest.mark.usefixtures("atlas")
def test_relations_of_outlines() -> None:
    regions = "/ogc/collections/regions/items"
    inside_genk = "POINT(5.5 50.97)"
    for cql, names in (
        (f"S_CONTAINS(geometry, {inside_genk})", ["genk"]),
        (f"S_WITHIN({inside_genk}, geometry)", ["genk"]),
        ("S_CROSSES(geometry, LINESTRING(4 50.97, 7 50.97))", ["genk"]),
        ("S_OVERLAPS(geometry, POLYGON((5.5 50.9, 8 50.9, 8 52, 5.5 52, 5.5 50.9)))", ["genk"]),
        (f"S_TOUCHES(geometry, {inside_genk})", []),
        (f"S_EQUALS(geometry, {inside_genk})", []),
    ):
        assert found(cql, items=regions) == names, cql


# --- time -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cql", "titles"),
    [
        ("T_AFTER(starts_on, DATE('2026-12-31'))", ["Open day of the mill"]),
        ("T_BEFORE(starts_on, TIMESTAMP('2026-12-31T00:00:00Z'))", ["Mettenschicht"]),
        ("starts_on = DATE('2026-12-04')", ["Mettenschicht"]),
        ("starts_on >= '2026-12-05'", ["Open day of the mill"]),
        (
            "T_INTERSECTS(INTERVAL(starts_on, ends_on), INTERVAL('2026-12-05', '..'))",
            ["Mettenschicht", "Open day of the mill"],
        ),
        (
            "T_DURING(INTERVAL(starts_on, ends_on), INTERVAL('2026-12-01', '2026-12-31'))",
            ["Mettenschicht"],
        ),
        (
            "T_EQUALS(INTERVAL(starts_on, ends_on), INTERVAL('2026-12-04','2026-12-06'))",
            ["Mettenschicht"],
        ),
        ("T_CONTAINS(INTERVAL(starts_on, ends_on), DATE('2026-12-05'))", ["Mettenschicht"]),
        ("T_DISJOINT(starts_on, DATE('2026-12-04'))", ["Open day of the mill"]),
        ("T_STARTS(INTERVAL(starts_on, ends_on), INTERVAL('2026-12-04','..'))", ["Mettenschicht"]),
        ("T_STARTEDBY(INTERVAL(starts_on, ends_on), DATE('2026-12-04'))", ["Mettenschicht"]),
        (
            "T_FINISHES(INTERVAL(starts_on, ends_on), INTERVAL('..','2026-12-06'))",
            ["Mettenschicht"],
        ),
        ("T_FINISHEDBY(INTERVAL(starts_on, ends_on), DATE('2026-12-06'))", ["Mettenschicht"]),
        ("T_MEETS(INTERVAL(starts_on, ends_on), INTERVAL('2026-12-06','..'))", ["Mettenschicht"]),
        ("T_METBY(INTERVAL(starts_on, ends_on), INTERVAL('..','2026-12-04'))", ["Mettenschicht"]),
        (
            "T_OVERLAPS(INTERVAL(starts_on, ends_on), INTERVAL('2026-12-05','2026-12-09'))",
            ["Mettenschicht"],
        ),
        (
            "T_OVERLAPPEDBY(INTERVAL(starts_on, ends_on), INTERVAL('2026-12-01','2026-12-05'))",
            ["Mettenschicht"],
        ),
    ],
)
def test_the_algebra_of_time(happening: list[Record], cql: str, titles: list[str]) -> None:
    address = f"{EVENTS}?filter={quote(cql)}"
    names = [feature["properties"]["title"] for feature in get(address)["features"]]
    assert names == titles


# --- refusals -------------------------------------------------------------------------------------
DEEP = "(" * 60 + "true" + ")" * 60
WIDE = " OR ".join(["country='DE'"] * 250)
POINTS = ",".join(f"{x % 90} {x % 45}" for x in range(3_000))


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize(
    "cql",
    [
        *(
            "",
            "country",
            "country =",
            "= 'DE'",
            "country = 'DE",
            "(country = 'DE'",
            "country == 'DE'",
        ),
        *("colour = 'red'", "country = 5", "working_from = 'early'", "country AND visit"),
        *("themes = 'MIN'", "A_CONTAINS(country, ('DE'))", "A_CONTAINS(themes, (1, 2))"),
        *("name LIKE 5", "name LIKE 'a\\", "working_from BETWEEN 1 AND", "country IN ()"),
        *("country IS 'DE'", "NOT", "country NOT 'DE'", "foo(name) = 'x'", "1 = 'x'", "1/0 = 1"),
        *(
            "S_INTERSECTS(geometry)",
            "S_INTERSECTS(geometry, POINT(1))",
            "S_INTERSECTS(name, POINT(1 2))",
        ),
        *(
            "S_INTERSECTS(geometry, geometry)",
            "S_INTERSECTS(geometry, POLYGON((0 0, 1 1, 0 1, 1 0, 0 0)))",
        ),
        *("S_INTERSECTS(geometry, BBOX(1,2,3))", "S_INTERSECTS(geometry, BBOX(1,9,3,4))"),
        *(
            "T_AFTER(name, DATE('2020-01-01'))",
            "T_AFTER(name, DATE('x'))",
            "DATE('2020-02-31') = name",
        ),
        *("T_AFTER(DATE(5), DATE('2020-01-01'))", "INTERVAL('..') = name", "working_from > 1e999"),
        *(
            DEEP,
            WIDE,
            f"S_INTERSECTS(geometry, LINESTRING({POINTS}))",
            "name = '" + "x" * 9000 + "'",
        ),
        *("country = 'DE'; DROP TABLE places", "country = 'DE' -- x", "name = $1", "@#!"),
        "-" * 500 + "1 = 1",
        "NOT " * 300 + "true",
    ],
)
def test_what_is_no_filter_is_refused_in_words(cql: str) -> None:
    refused(f"{ITEMS}?filter={quote(cql)}")


def against(geometry: str) -> str:
    return f'{{"op": "s_intersects", "args": [{{"property": "geometry"}}, {geometry}]}}'


@pytest.mark.usefixtures("atlas")
@pytest.mark.parametrize(
    "filter_",
    [
        *(
            "",
            "5",
            "[]",
            "null",
            '"x"',
            "{",
            "{}",
            '{"op": 5}',
            '{"op": "="}',
            '{"op": "=", "args": 1}',
        ),
        *('{"op": "and", "args": []}', '{"op": "=", "args": [{"property": 5}, 1]}', "[" * 7000),
        *(
            '{"op": "=", "args": [NaN, 1]}',
            '{"op": "=", "args": [1e999, 1]}',
            '{"op":"not","args":[1]}',
        ),
        '{"op": "=", "args": [{"property": ["x"]}, 1]}',
        against('{"type": "Point", "coordinates": ["a", 1]}'),
        against('{"type": "X", "coordinates": [1, 1]}'),
        against('{"type": "Polygon", "coordinates": [[[1, 1]]]}'),
        against('{"bbox": ["1", 2, 3, 4]}'),
        '{"op": "in", "args": [{"property": "name"}, [{"op": "x"}]]}',
        '{"op":"not","args":[' * 200 + "true" + "]}" * 200,
    ],
)
def test_what_is_no_filter_in_json_is_refused_in_words(filter_: str) -> None:
    refused(f"{ITEMS}?filter-lang=cql2-json&filter={quote(filter_)}")


@pytest.mark.usefixtures("atlas")
def test_an_unknown_language_of_filters_is_refused() -> None:
    assert "filter-lang" in refused(f"{ITEMS}?filter=true&filter-lang=sql")


# --- fuzz -----------------------------------------------------------------------------------------
WORDS = st.sampled_from(
    [
        *(
            "country",
            "name",
            "themes",
            "geometry",
            "working_from",
            "endangered",
            "id",
            "'DE'",
            "''",
        ),
        *("=", "<>", "<", "(", ")", ",", "AND", "OR", "NOT", "LIKE", "IN", "BETWEEN", "IS", "NULL"),
        *(
            "1900",
            "-1",
            "1e5",
            "true",
            "POINT(1 2)",
            "POINT",
            "BBOX(0,0,9,9)",
            "DATE('2020-01-01')",
        ),
        *(
            "S_INTERSECTS(",
            "A_CONTAINS(",
            "T_AFTER(",
            "CASEI(",
            "+",
            "/",
            "%",
            "^",
            "div",
            '"name"',
        ),
        *("INTERVAL('..','..')", "'%'", "'\\", "\x00", "ł", "\U0001f3ed"),
    ]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["DE", "", "..", "2020-01-01", "%"]),
    st.sampled_from([{"property": name} for name in ("name", "themes", "geometry", "nothing")]),
    st.sampled_from(
        [{"date": "2020-01-01"}, {"date": 5}, {"bbox": [0, 0, 9, 9]}, {"interval": []}]
    ),
    st.just({"type": "Point", "coordinates": [1, 2]}),
)
OPS = st.sampled_from(
    [
        *("and", "or", "not", "=", "<", "like", "between", "in", "isNull", "casei", "+", "/", "^"),
        *("s_intersects", "s_within", "t_after", "a_contains", "div", "nothing", ""),
    ]
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda op, args: {"op": op, "args": args},
        OPS,
        st.lists(st.one_of(inner, st.lists(inner, max_size=3)), max_size=3),
    ),
    max_leaves=8,
)
SEARCH = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def answers_in_time(address: str) -> None:
    """200, or a refusal of the standard's shape; never longer than it may take."""
    began = time.monotonic()
    response = Client().get(address, headers={"Accept": "application/json"})
    assert response.status_code in (200, 400, 404), (address, response.content)
    if response.status_code != 200:
        assert set(response.json()) == {"code", "description"}
    assert time.monotonic() - began < 5


@pytest.mark.usefixtures("atlas")
@SEARCH
@given(words=st.lists(WORDS, max_size=12))
def test_any_words_are_answered_or_refused(words: list[str]) -> None:
    answers_in_time(f"{ITEMS}?limit=1&filter={quote(' '.join(words))}")


@pytest.mark.usefixtures("atlas")
@SEARCH
@given(tree=TREES)
def test_any_tree_is_answered_or_refused(tree: Any) -> None:
    answers_in_time(f"{ITEMS}?limit=1&filter-lang=cql2-json&filter={quote(json.dumps(tree))}")


@pytest.mark.usefixtures("atlas")
@SEARCH
@given(
    name=st.sampled_from(
        [
            "bbox",
            "datetime",
            "limit",
            "offset",
            "crs",
            "q",
            "edition",
            "lang",
            "f",
            "endangered",
            "working_from",
        ]
    ),
    value=st.one_of(st.text(max_size=20), st.from_regex(r"[-0-9.,/TZ:e]{0,24}", fullmatch=True)),
)
def test_any_value_of_a_parameter_is_answered_or_refused(name: str, value: str) -> None:
    response = Client().get(f"{ITEMS}?limit=1" if name != "limit" else ITEMS, {name: value})
    assert response.status_code < 500
