"""Filters read from addresses: nothing that a visitor writes there is an error of ours."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from inducult.catalogue.facets import FACETS
from inducult.catalogue.filters import Filter, Near, Problem, parse
from inducult.common.gazetteer import find_town
from tests.catalogue.asking import FILTERS

KEYS = (*FACETS, "q", "year", "open", "bbox", "near", "within", "sort", "page")
ODD = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["nan", "inf", "-1", "1e400", "١٢", "0x10", "1,2,3,4", "9,9,1,1", "999,0", "\0", "' OR 1=1"]
    ),
)


@given(st.dictionaries(st.sampled_from(KEYS), st.lists(ODD, max_size=4)))
def test_malformed_filters_never_raise_and_what_is_read_can_be_written(
    query: dict[str, list[str]],
) -> None:
    asked, problems = parse(query)
    assert parse(parse_qs(asked.to_query()))[0] == asked
    assert all(problem.key in KEYS for problem in problems)


@given(FILTERS)
def test_what_is_written_is_read_again(wanted: Filter) -> None:
    known = parse(parse_qs(wanted.to_query()))[0]
    assert known == wanted
    assert known.to_query() == wanted.to_query()


def test_a_query_string_of_django_is_read() -> None:
    asked, problems = parse(
        QueryDict("q=+Zeche++Genk&theme=MIN&theme=MET&year=1900&open=SU&page=3&utm_source=mail")
    )
    assert asked == Filter(q="Zeche Genk", theme=("MET", "MIN"), year=1900, open="su", page=3)
    assert problems == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("year=ninety", Problem("year", "ninety", "malformed")),
        ("theme=ZZZ", Problem("theme", "ZZZ", "unknown")),
        ("theme=MIN.COAL", Problem("theme", "MIN.COAL", "unknown")),
        ("type=<b>", Problem("type", "<b>", "malformed")),
        ("time=yesterday", Problem("time", "yesterday", "unknown")),
        ("open=2026-02-30", Problem("open", "2026-02-30", "malformed")),
        ("bbox=1,2,3", Problem("bbox", "1,2,3", "malformed")),
        ("bbox=5,50,4,51", Problem("bbox", "5,50,4,51", "out_of_range")),
        ("near=200,50", Problem("near", "200,50", "out_of_range")),
        ("near=Nowhereham", Problem("near", "Nowhereham", "unknown")),
        ("near=12.5,50.7&within=0", Problem("within", "0", "out_of_range")),
        ("sort=best", Problem("sort", "best", "unknown")),
        ("sort=distance", Problem("sort", "distance", "needs_near")),
        ("page=0", Problem("page", "0", "malformed")),
        ("q=" + "a" * 201, Problem("q", "a" * 200, "too_long")),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_problem(query: str, problem: Problem) -> None:
    asked, problems = parse(QueryDict(query))
    assert problems == [problem]
    assert asked.sort == "relevance"


def test_a_town_is_found_by_any_of_its_names() -> None:
    asked, problems = parse({"near": "Karlsbad"})
    town = find_town("Karlovy Vary")
    assert town is not None
    assert problems == []
    assert asked.near == Near(town.lon, town.lat, "Karlsbad")


def test_a_filter_is_written_in_one_order_and_without_what_goes_without_saying() -> None:
    wanted = Filter(q="důl", theme=("MIN",), bbox=(1.5, 2.0, 3.25, 4.0), within=25.0, page=1)
    assert wanted.to_query() == "q=d%C5%AFl&theme=MIN&bbox=1.5%2C2%2C3.25%2C4"


def test_a_change_begins_again_on_the_first_page() -> None:
    wanted = Filter(theme=("MIN",), page=4)
    assert wanted.to_query() == "theme=MIN&page=4"
    assert wanted.to_query(year=1900) == "theme=MIN&year=1900"
    assert wanted.to_query(page=5) == "theme=MIN&page=5"
    assert wanted.with_value("theme", "MET") == Filter(theme=("MET", "MIN"))
    assert wanted.without_value("theme", "MIN") == Filter()
    with pytest.raises(TypeError):
        wanted.to_query(colour="red")


def test_order_and_page_do_not_narrow() -> None:
    assert Filter(sort="name", page=3, within=5.0).is_empty
    assert not Filter(q="x").is_empty
