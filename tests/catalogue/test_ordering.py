"""The order of a result."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from inducult.catalogue.edition import Edition
from inducult.catalogue.filters import Filter, Near
from inducult.common.folding import fold
from inducult.common.languages import CODES
from tests.catalogue.brute import km

MOMENT = datetime(2026, 6, 7, 11, tzinfo=UTC)
ZWICKAU = Near(12.48839, 50.72724, "Zwickau")
FILTERS = (Filter(), Filter(sort="name"), Filter(q="museum"), Filter(q="museum", sort="name"))


@pytest.mark.parametrize("wanted", FILTERS)
def test_pages_hold_every_place_once(edition: Edition, wanted: Filter) -> None:
    whole = edition.search(wanted, language="de", moment=MOMENT, page_size=5000).cards
    pages = [
        card
        for page in range(1, 400)
        if page <= -(-len(whole) // 30)
        for card in edition.search(
            wanted, language="de", moment=MOMENT, page=page, page_size=30
        ).cards
    ]
    assert [card.id for card in pages] == [card.id for card in whole]
    assert len({card.id for card in pages}) == len(pages)


def test_a_page_beyond_the_last_is_the_last(edition: Edition) -> None:
    results = edition.search(Filter(page=9999), language="en", moment=MOMENT)
    assert results.page == results.pages
    assert results.cards


@pytest.mark.parametrize("language", CODES)
def test_names_stand_in_the_order_of_the_alphabet_of_the_page(
    real_edition: Edition, language: str
) -> None:
    cards = real_edition.search(
        Filter(sort="name"), language=language, moment=MOMENT, page_size=1000
    ).cards
    names = ["".join(c if c.isalnum() else " " for c in fold(card.name)).split() for card in cards]
    assert names == sorted(names)


def test_exact_positions_come_before_those_known_only_to_their_town(edition: Edition) -> None:
    wanted = Filter(near=ZWICKAU, within=60, sort="distance")
    cards = edition.search(wanted, language="en", moment=MOMENT, page_size=1000).cards
    order = [(card.distance_is_about, card.distance_km) for card in cards]
    assert order == sorted(order)
    assert {about for about, _ in order} == {False, True}


def test_distances_are_those_over_ground(edition: Edition) -> None:
    wanted = Filter(near=ZWICKAU, within=60)
    for card in edition.search(wanted, language="en", moment=MOMENT, page_size=1000).cards:
        assert card.lon is not None
        assert card.lat is not None
        expected = km(card.lon, card.lat, ZWICKAU.lon, ZWICKAU.lat)
        assert card.distance_km == pytest.approx(expected, abs=0.02)
        assert card.distance_is_about == (card.precision in ("municipality", "approximate"))


def test_neighbours_are_the_nearest(edition: Edition) -> None:
    identifier = next(
        card.id
        for card in edition.search(Filter(), language="en", moment=MOMENT, page_size=99).cards
        if card.precision == "exact"
    )
    near = edition.nearby(identifier, 7, language="en")
    assert len(near) == 7
    assert identifier not in {card.id for card in near}
    exact = [card.distance_km for card in near if not card.distance_is_about]
    assert exact == sorted(exact)  # type: ignore[type-var]


def test_a_place_without_a_position_has_no_neighbours(edition: Edition) -> None:
    cards = edition.search(Filter(), language="en", moment=MOMENT, page_size=5000).cards
    nowhere = next(card.id for card in cards if card.lon is None)
    assert edition.nearby(nowhere, 5, language="en") == []
    assert edition.nearby("zzzzzzzzzz", 5, language="en") == []
