"""Facets and lists over the complete result: the same as counting by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inducult.catalogue.edition import Edition
from inducult.catalogue.filters import Filter
from inducult.places.records import Record
from tests.catalogue.asking import FILTERS
from tests.catalogue.brute import Brute
from tests.catalogue.conftest import CHANGED_AT

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
SUNDAY = datetime(2026, 6, 7, 11, tzinfo=UTC)
LAW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def brute(mixed_records: list[Record]) -> Brute:
    return Brute(mixed_records, CHANGED_AT.date())


@LAW
@given(wanted=FILTERS, moment=MOMENTS)
def test_facet_counts_equal_counting_by_hand(
    edition: Edition, brute: Brute, wanted: Filter, moment: datetime
) -> None:
    results = edition.search(wanted, language="en", moment=moment, page_size=1000)
    assert {card.id for card in results.cards} == {
        record["id"] for record in brute.found(wanted, moment)
    }
    assert {
        name: {each.value: each.count for each in counts} for name, counts in results.facets.items()
    } == brute.counts(wanted, moment)
    assert results.without_hours == brute.without_hours(wanted, moment)
    assert results.total == len(results.cards)


@LAW
@given(wanted=FILTERS, moment=MOMENTS)
def test_the_extent_just_holds_every_position(
    edition: Edition, brute: Brute, wanted: Filter, moment: datetime
) -> None:
    points = [
        (record["position"]["lon"], record["position"]["lat"])
        for record in brute.found(wanted, moment)
        if record["position"]
    ]
    extent = edition.extent(wanted, moment=moment)
    if not points:
        assert extent is None
        return
    lon, lat = zip(*points, strict=True)
    assert extent == pytest.approx((min(lon), min(lat), max(lon), max(lat)), abs=1e-6)


def test_chosen_values_are_marked_and_stay_even_without_places(edition: Edition) -> None:
    wanted = Filter(region=("genk", "nowhere"))
    regions = edition.search(wanted, language="en", moment=SUNDAY).facets["region"]
    marked = {each.value: each.count > 0 for each in regions if each.chosen}
    assert marked == {"genk": True, "nowhere": False}


def test_counts_come_with_the_largest_first(edition: Edition) -> None:
    for counts in edition.search(Filter(), language="en", moment=SUNDAY).facets.values():
        assert counts == sorted(counts, key=lambda each: (-each.count, each.value))


def test_figures_of_a_region_are_its_counts(edition: Edition, brute: Brute) -> None:
    figures = edition.figures("leoben")
    places = brute.found(Filter(region=("leoben",)), SUNDAY)
    assert figures.total == len(places)
    assert figures.counts["time"] == brute.counts(Filter(region=("leoben",)), SUNDAY)["time"]
    exact = [p for p in places if p["position"] and p["position"]["precision"] == "exact"]
    assert figures.exact == len(exact)
    assert figures.with_hours == sum(bool(p["visit"]["opening_hours"]) for p in places)
    in_german = [p for p in places if any(t["language"] == "de" for t in p["texts"])]
    assert figures.summaries["de"] == len(in_german)
    assert figures.share(figures.total) == 1


def test_figures_of_nowhere_are_nought(edition: Edition) -> None:
    figures = edition.figures("nowhere")
    assert (figures.total, figures.share(0)) == (0, 0.0)
